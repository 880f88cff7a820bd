import {toBacoError, type BacoError} from './baco-error.js';

/** The problem that an error is, to be told instead of thrown. What the operator ended is thrown on. */
export const problemUnlessCancelled = (error: unknown): BacoError => {
	const problem = toBacoError(error);
	if (problem.id === 'CANCELLED') {
		throw problem;
	}

	return problem;
};
