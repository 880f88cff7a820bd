import {firstOf} from '../../source/platform/first-of.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {sqlProblem} from '../../source/problems/sql-problem.js';
import type {JobContext, JobDivision} from '../runtime/contract.js';
import {isStop, stopBefore, tellNotReached} from './not-reached.js';

export type DivisionResult = {
	readonly records: number;
	/** Word for the column Status of the division log. */
	readonly status: string;
	readonly remark: string;
	/** The division makes the run a failed one. */
	readonly isFailed: boolean;
};

/**
Works through the divisions, each with its line in CompanyLogs and in the process log. One that fails does not stop the rest; a stop, or
the loss of Synergy, does. Rejects with the first failure when no division ended well, so that its exit code is told.
*/
export const eachDivision = async (context: JobContext, action: string, work: (division: JobDivision) => Promise<DivisionResult>): Promise<{readonly failed: readonly string[]}> => {
	const failed: string[] = [];
	let firstFailure: unknown;
	let failures = 0;
	for (const [index, division] of context.divisions.entries()) {
		stopBefore(context, context.divisions.slice(index));
		context.division(division.code, 'started');
		try {
			const result = await logged(context, action, division, work); // eslint-disable-line no-await-in-loop -- one after the other
			context.division(division.code, result.isFailed ? 'failed' : 'done', result.remark);
			if (result.isFailed) {
				failed.push(division.code);
			}
		} catch (error) {
			const problem = sqlProblem(error);
			context.division(division.code, isStop(problem) ? 'stopped' : 'failed', problem instanceof Error ? problem.message : String(problem), problem);
			if (context.synergy().lost !== undefined || isStop(problem)) {
				tellNotReached(context, context.divisions.slice(index + 1));
				throw problem;
			}

			failed.push(division.code);
			firstFailure ??= problem;
			failures++;
		}
	}

	if (failures > 0 && failures === context.divisions.length) {
		throw ofAll(failed, firstFailure as Error);
	}

	return {failed};
};

/** The first failure, with its exit code, for all of them. */
const ofAll = (failed: readonly string[], first: Error): Error => failed.length > 1 && first instanceof BacoError
	? new BacoError(first.id, first.facts, {cause: first, summary: `None of ${failed.length} divisions came to its end: ${firstOf(failed)}. The first, ${failed[0]!}: ${first.message}`})
	: first;

const logged = async (context: JobContext, action: string, division: JobDivision, work: (division: JobDivision) => Promise<DivisionResult>): Promise<DivisionResult> => {
	const startedAt = await context.now();
	const log = async ({records, status, remark, isFailed}: DivisionResult) => {
		await context.companyLog({
			division, startedAt, endedAt: await context.now(), records, action, status, remark,
		});
		await context.processLog(`Division ${division.code}: ${remark}`, {division: division.number, kind: isFailed ? 'warning' : 'information'});
	};

	let result;
	try {
		result = await work(division);
	} catch (error) {
		if (context.synergy().lost === undefined) {
			const problem = sqlProblem(error);
			const remark = problem instanceof Error ? problem.message : String(problem);
			await log({
				records: 0, status: isStop(problem) ? 'Stopped' : 'Error', remark, isFailed: true,
			}).catch(() => undefined);
		}

		throw error;
	}

	await log(result);
	return result;
};
