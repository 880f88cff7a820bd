import {agree, countOf} from '../../source/platform/count-of.js';
import {firstOf} from '../../source/platform/first-of.js';
import {eachDivision} from '../financial/each-division.js';
import type {JobWork} from '../runtime/contract.js';
import {replicateDivision} from './replicate-division.js';

export {bacoReplicator2 as description} from '../../source/runs/catalogue/baco-replicator2.js';

/** Copies processed entries and their documents from Globe to Synergy. */
export const work: JobWork = async context => {
	let lines = 0;
	const {failed} = await eachDivision(context, 'Replicate', async division => {
		const result = await replicateDivision(context, division);
		lines += result.records;
		return result;
	});
	const verb = context.isDryRun ? 'Would copy' : 'Copied';
	return failed.length === 0
		? {message: `${verb} ${countOf(lines, 'line')} for ${context.divisions.length} ${context.divisions.length === 1 ? 'division' : 'divisions'}.`}
		: {message: `${verb} ${countOf(lines, 'line')}; not everything of ${agree(failed.length, 'division', `${failed.length} divisions:`)} ${firstOf(failed)}.`, isFailed: true};
};
