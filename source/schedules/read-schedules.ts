import {toBacoError} from '../problems/baco-error.js';
import {sqlProblem} from '../problems/sql-problem.js';
import type {Job} from '../runs/catalogue/job.js';
import {jobs} from '../runs/catalogue/jobs.js';
import {refuseAborted} from '../sql/or-aborted.js';
import type {Workspace} from '../workspace/contract.js';
import type {
	ReadSource,
	Schedule,
	Schedules,
	ScheduleSource,
} from './contract.js';
import {readAgent} from './read-agent.js';
import {readJobSettings} from './read-job-settings.js';

/** The schedules of the jobs on the Synergy server: in SQL Server Agent and in BackgroundJobSettings. What cannot be read says why; rejects only when there is no connection. */
export const readSchedules = async (workspace: Workspace, {signal, among = jobs}: {readonly signal?: AbortSignal | undefined; readonly among?: readonly Job[]} = {}): Promise<Schedules> => {
	const connection = await workspace.synergy({signal});
	const found: Schedule[] = [];
	const places: ScheduleSource[] = [];
	for (const [name, read] of sources) {
		try {
			// eslint-disable-next-line no-await-in-loop -- one connection takes one request at a time
			const schedules = await read(connection, workspace, among, {signal});
			found.push(...schedules ?? []);
			places.push({name, status: schedules === undefined ? 'absent' : 'read', detail: schedules === undefined ? 'this server does not have it' : ''});
		} catch (error) {
			refuseAborted(signal);
			places.push({name, status: 'refused', detail: toBacoError(sqlProblem(error)).explanation.summary});
		}
	}

	return {found, sources: places};
};

const sources: ReadonlyArray<readonly [string, ReadSource]> = [['SQL Server Agent (msdb)', readAgent], ['BackgroundJobSettings', readJobSettings]];
