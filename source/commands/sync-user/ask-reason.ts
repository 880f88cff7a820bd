import {BacoError} from '../../problems/baco-error.js';
import {isTooShort, leastReason} from '../../sync-user/override-reason.js';
import type {Invocation} from '../command.js';
import {askLine} from '../ask-line.js';

/** Asks why something is done all the same, until the answer says something. Rejects with CANCELLED for none. */
export const askReason = async (invocation: Invocation, obstacle: string): Promise<string> => {
	for (let prompt = `${obstacle} Reason to go on, at least ${leastReason} characters`; ;) {
		const reason = await askLine(invocation, `${prompt} (Enter cancels):`); // eslint-disable-line no-await-in-loop -- question and answer
		if (reason === '') {
			throw new BacoError('CANCELLED');
		}

		if (!isTooShort(reason)) {
			return reason;
		}

		prompt = `That is too short: the audit keeps it. At least ${leastReason} characters`;
	}
};

/** The reason of the command line. */
export const reasonGiven = ({flags: {'override-reason': given}}: Pick<Invocation, 'flags'>): string | undefined => typeof given === 'string' ? given : undefined;
