import {readProcessLog} from '../process-log/read-process-log.js';
import {readRunReport} from '../process-log/run-report.js';
import {cancelRun} from '../runs/cancel.js';
import {findLeftovers} from '../runs/leftovers/find-leftovers.js';
import {mostRuns, readJobLines} from '../runs/job-lines.js';
import {listed} from '../runs/listed-run.js';
import {averageOf, type Average} from '../runs/run-averages.js';
import {saveLog} from '../runs/save-log.js';
import {checkRun, commandLineOf, startRun} from '../runs/start-run.js';
import {findRun, findRuns, listRuns} from '../runs/store/list-runs.js';
import {openLogIndex} from '../runs/store/log-index.js';
import {readStatus} from '../runs/store/record-file.js';
import {runFolder} from '../runs/store/run-folder.js';
import {runIds} from '../runs/store/run-ids.js';
import {readSchedules} from '../schedules/read-schedules.js';
import type {Workspace} from '../workspace/contract.js';
import type {RunServices} from './run-services.js';

/** The services of jobs and runs that the commands use, for the screens of one profile. */
export const runServicesOf = (workspace: Workspace): RunServices => {
	/** The average does not change while a run goes on, and takes all earlier runs to tell. */
	const averages = new Map<string, Average | undefined>();
	return {
		jobs: async () => readJobLines({profile: workspace.profile.name}),
		schedules: async options => readSchedules(workspace, options),
		leftovers: async (job, options) => findLeftovers(workspace, job, options),
		async runs() {
			// All that are kept: a filter looks through them.
			const {runs, damaged} = await findRuns({profile: workspace.profile.name});
			return {runs: await Promise.all(runs.map(async record => listed(record))), damaged};
		},
		async newest() {
			const ids = await runIds();
			return `${ids.length} ${ids[0] ?? ''}`;
		},
		async check(request, {signal}) {
			return {commandLine: commandLineOf(workspace, request), checks: await checkRun(workspace, request, {signal})};
		},
		start: async request => startRun(workspace, request),
		async look(id) {
			const record = await findRun(id);
			if (!averages.has(id)) {
				const runs = await listRuns({profile: workspace.profile.name, limit: mostRuns});
				averages.set(id, averageOf(runs.filter(run => run.id !== id), record));
			}

			const [status, now] = await Promise.all([readStatus(id), listed(record)]);
			return {record: now, status, average: averages.get(id)};
		},
		openLog: id => openLogIndex(runFolder(id)),
		saveLog,
		async cancel(id, mode) {
			const {before} = await cancelRun(id, {mode});
			return before;
		},
		report: async (run, options) => readRunReport(workspace, run, {isOrphan: run.isOrphan, ...options}),
		processLog: async (filter, options) => readProcessLog(workspace, filter, options),
	};
};
