import {countOf} from '../../source/platform/count-of.js';
import {firstOf} from '../../source/platform/first-of.js';
import {sqlProblem} from '../../source/problems/sql-problem.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {isLockConflict} from '../../source/sql/lock-conflict.js';
import {sql} from '../../source/sql/statement.js';
import type {DivisionResult} from '../financial/each-division.js';
import {isStop, stopBefore, tellNotReached} from '../financial/not-reached.js';
import type {JobContext, JobDivision, JobWork} from '../runtime/contract.js';
import {importDivision} from './import-division.js';

export {bacoImporter as description} from '../../source/runs/catalogue/baco-importer.js';

/** Validates imported entries and moves them to the ledger, division by division. */
export const work: JobWork = async context => {
	const waiting = await divisionsThatWait(context.synergy());
	const divisions = context.divisions.filter(({code}) => waiting.has(code.toLowerCase()));
	if (context.parameters.C === undefined) {
		context.expectDivisions(divisions.length);
	} else {
		const idle = context.divisions.filter(division => !divisions.includes(division));
		for (const {code} of idle) {
			context.division(code, 'skipped', 'nothing pending');
		}
	}

	if (divisions.length === 0) {
		return {message: 'Nothing is pending.'};
	}

	let moved = 0;
	const failed: string[] = [];
	for (const [index, division] of divisions.entries()) {
		stopBefore(context, divisions.slice(index));
		context.division(division.code, 'started');
		const {records, remark, isFailed} = await importOne(context, division, divisions.slice(index + 1)); // eslint-disable-line no-await-in-loop -- one after the other
		context.division(division.code, isFailed ? 'failed' : 'done', remark);
		await context.processLog(`Division ${division.code}: ${remark}`, {division: division.number, kind: isFailed ? 'warning' : 'information'}); // eslint-disable-line no-await-in-loop
		moved += records;
		if (isFailed) {
			failed.push(division.code);
		}
	}

	const verb = context.isDryRun ? 'Would move' : 'Moved';
	const of = failed.length === 1 ? `division ${failed[0]!}` : `${failed.length} divisions (${firstOf(failed)})`;
	return failed.length === 0 ? {message: `${verb} ${countOf(moved, 'line')} to the ledger.`} : {message: `${verb} ${countOf(moved, 'line')} to the ledger; entries of ${of} are still pending.`, isFailed: true};
};

const importOne = async (context: JobContext, division: JobDivision, next: readonly JobDivision[]): Promise<DivisionResult> => {
	try {
		return await importDivision(context, division);
	} catch (error) {
		const problem = sqlProblem(error);
		// What is moved is moved; the next run goes on there.
		if (isLockConflict(error) && context.synergy().lost === undefined) {
			return {
				records: 0, status: 'Error', remark: problem instanceof Error ? problem.message : String(problem), isFailed: true,
			};
		}

		context.division(division.code, isStop(problem) ? 'stopped' : 'failed', problem instanceof Error ? problem.message : String(problem), problem);
		tellNotReached(context, next);
		throw problem;
	}
};

const divisionsThatWait = async (synergy: SqlConnection): Promise<Set<string>> => {
	const {rows} = await synergy.query<{code: string}>(sql`SELECT DISTINCT CompanyCode AS code FROM dbo.TransactionsPending`);
	return new Set(rows.map(({code}) => code.trim().toLowerCase()));
};
