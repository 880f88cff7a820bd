import {stepIds} from '../../connection/contract.js';
import type {RepairOffer} from '../../problems/repair-offer.js';
import type {LiveTest} from './app-state.js';

/** The repair of the selected step, or the first one that the test offers. */
export const repairOffer = (test: LiveTest | undefined, step: number): RepairOffer | undefined => {
	const offers = [stepIds[step]!, ...stepIds].flatMap(id => test?.steps[id]?.findings ?? []).map(({repair}) => repair);
	return offers.find(offer => offer !== null && offer !== undefined) ?? undefined;
};

/** The test has seen that Baco cannot make a repair: it does not get in, or may not change the table. */
export const isBacoUnfit = (test: LiveTest | undefined): boolean =>
	test?.steps.LOGIN?.status === 'fail' || (test?.steps.BACO?.findings ?? []).some(({id, evidence}) => id === 'PERM-1' && evidence.permission === 'UPDATE');
