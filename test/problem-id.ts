import {BacoError} from '../source/problems/baco-error.js';

/** What a call does: `done`, or the id of the problem that it throws. Other errors pass through. */
export const problemId = (run: () => unknown): string => {
	try {
		run();
		return 'done';
	} catch (error) {
		if (error instanceof BacoError) {
			return error.id;
		}

		throw error;
	}
};
