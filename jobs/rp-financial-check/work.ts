import {eachDivision} from '../financial/each-division.js';
import type {JobWork} from '../runtime/contract.js';
import {checkDivision} from './check-division.js';
import {summaryOf} from './summary.js';

export {rpFinancialCheck as description} from '../../source/runs/catalogue/rp-financial-check.js';

/** Proves that Synergy and the back office hold the same figures, or names where they differ. */
export const work: JobWork = async context => {
	const found = {OK: [] as string[], Pending: [] as string[], Error: [] as string[]};
	const {failed} = await eachDivision(context, 'Check', async division => {
		const result = await checkDivision(context, division);
		found[result.status].push(division.code);
		return result;
	});
	return summaryOf({
		agree: found.OK, wait: found.Pending, differ: found.Error, failed: failed.filter(code => !found.Error.includes(code)),
	});
};
