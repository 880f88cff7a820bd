import type {SqlConnection} from '../../sql/contract.js';
import {nvarchar, sql} from '../../sql/statement.js';
import {isOver, type RunRecord} from '../contract.js';
import type {RunChoice} from '../runners/command-of.js';
import {divisionsOf} from '../runners/values.js';
import {listRuns} from '../store/list-runs.js';
import {isOrphaned} from '../store/settle.js';
import {failed, passed, type Check} from './check.js';

/** Whether the same job runs on one of the divisions: by the runs of this machine, and by the lock that a built-in job holds, which tells of every machine. */
export const checkRunning = async (connection: SqlConnection | undefined, {job, values, dryRun}: RunChoice, profile: string, options: {readonly signal?: AbortSignal | undefined} = {}): Promise<Check[]> => {
	const divisions = divisionsOf(job, values);
	const here = await runningHere(job.id, divisions, profile);
	if (here !== undefined) {
		return [failed('RUNNING', 'Other runs', `${here.id} runs since ${here.startedAt ?? here.requestedAt}${here.divisions.length === 0 ? '' : ` on ${here.divisions.join(', ')}`}`, `Wait for its end, or stop it: baco runs cancel ${here.id}.`)];
	}

	if (connection === undefined || dryRun) {
		return [passed('RUNNING', 'Other runs', 'none on this machine')];
	}

	for (const division of divisions.length === 0 ? ['*'] : divisions) {
		const resource = `GlobeConsole:${job.id}:${division}`;
		// eslint-disable-next-line no-await-in-loop -- one connection takes one request at a time
		const {rows} = await connection.query<{free: number}>(sql`SELECT APPLOCK_TEST(N'public', ${nvarchar(255, resource)}, N'Exclusive', N'Session') AS free`, options);
		if (rows[0]?.free === 0) {
			return [failed('RUNNING', 'Other runs', `another machine or session holds the lock ${resource}`, 'Wait for its end.')];
		}
	}

	return [passed('RUNNING', 'Other runs', 'none here, and no lock in the database')];
};

/** A run of the same job through the same profile that has a division in common; a run without divisions has all of them. */
export const runningHere = async (job: string, divisions: readonly string[], profile: string): Promise<RunRecord | undefined> => {
	for (const run of await listRuns({job, profile, limit: 100})) {
		const isShared = divisions.length === 0 || run.divisions.length === 0 || run.divisions.some(division => divisions.includes(division));
		// eslint-disable-next-line no-await-in-loop -- the first one is enough
		if (isShared && !run.dryRun && (!isOver(run.state) || await isOrphaned(run))) {
			return run;
		}
	}

	return undefined;
};
