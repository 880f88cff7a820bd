import {eachDivision} from '../financial/each-division.js';
import type {JobWork} from '../runtime/contract.js';
import {checkDivision} from './check-division.js';

export {rpFinancialCheck as description} from '../../source/runs/catalogue/rp-financial-check.js';

/** Proves that Synergy and the back office hold the same figures, or names where they differ. */
export const work: JobWork = async context => {
	let waiting = 0;
	const {failed} = await eachDivision(context, 'Check', async division => {
		const result = await checkDivision(context, division);
		waiting += result.status === 'Pending' ? 1 : 0;
		return result;
	});
	const count = context.divisions.length;
	if (failed.length === 0 && waiting > 0) {
		return {message: `${waiting} of ${count} divisions differ by entries that wait for replication, and by nothing else.`};
	}

	return failed.length === 0
		? {message: `${count} ${count === 1 ? 'division agrees' : 'divisions agree'} with the back office.`}
		: {message: `${failed.length} of ${count} divisions differ or could not be compared: ${failed.join(', ')}.`, isFailed: true};
};
