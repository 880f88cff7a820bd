import {isTooShort, leastReason} from '../../sync-user/override-reason.js';
import type {Dialogue} from './dialogue.js';

/** Asks why something is done all the same, until the answer says something. Undefined or empty when it is left. */
export const askReason = async ({ask}: Dialogue, obstacle: string): Promise<string | undefined> => {
	for (let prompt = `${obstacle} Reason to go on all the same, at least ${leastReason} characters`; ;) {
		const reason = await ask(`${prompt}, empty to leave:`); // eslint-disable-line no-await-in-loop -- question and answer
		if (reason === undefined || !isTooShort(reason)) {
			return reason;
		}

		prompt = `That is too short: the audit keeps it. At least ${leastReason} characters`;
	}
};
