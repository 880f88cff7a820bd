import {BacoError} from '../problems/baco-error.js';

/** Characters that say something to who reads the audit later. */
export const leastReason = 10;

/** The reason that was given, empty for none. Throws SYNC-REASON for one that says nothing. */
export const reasonOf = (given: string | undefined): string => {
	const reason = given?.trim() ?? '';
	if (isTooShort(reason)) {
		throw new BacoError('SYNC-REASON', {least: leastReason});
	}

	return reason;
};

/** Whether something was typed, and too little of it. */
export const isTooShort = (reason: string): boolean => reason.trim() !== '' && reason.trim().length < leastReason;
