import {BacoError} from '../../source/problems/baco-error.js';
import {exitCodes} from '../../source/problems/exit-codes.js';
import type {JobContext, JobDivision} from '../runtime/contract.js';

/** A safe point before these divisions: throws JOB-STOPPED when a stop is wanted, and says that they were not reached. */
export const stopBefore = (context: JobContext, divisions: readonly JobDivision[]): void => {
	if (!context.stopping.aborted) {
		return;
	}

	tellNotReached(context, divisions);
	context.stopping.throwIfAborted();
};

/** What the job did not come to is not failed: nothing was tried there. */
export const tellNotReached = (context: JobContext, divisions: readonly JobDivision[]): void => {
	for (const {code} of divisions) {
		context.division(code, 'not reached');
	}
};

/** Whether it is a stop that was asked for. */
export const isStop = (problem: unknown): boolean => problem instanceof BacoError && problem.exitCode === exitCodes.cancelled;
