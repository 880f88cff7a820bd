import {jobs} from '../../../source/runs/catalogue/jobs.js';
import {isOver, type RunRecord} from '../../../source/runs/contract.js';
import type {ListedRun} from '../../../source/runs/listed-run.js';
import type {Leftovers} from '../../../source/runs/leftovers/contract.js';
import type {Schedules} from '../../../source/schedules/contract.js';
import type {Average} from '../../../source/runs/run-averages.js';
import {passed, type Check} from '../../../source/runs/preflight/check.js';
import {divisionsOf} from '../../../source/runs/runners/values.js';
import type {RunReport} from '../../../source/process-log/run-report.js';
import type {DamagedRun} from '../../../source/runs/store/damaged-runs.js';
import type {LogFilter, LogIndex} from '../../../source/runs/store/log-index.js';
import type {LogLine} from '../../../source/runs/store/log-line.js';
import type {RunNow, RunRequest, RunServices} from '../../../source/console/run-services.js';
import {sampleRecord} from '../../runs/sample-record.js';

export type SampleRunOptions = {
	readonly runs?: readonly RunRecord[];
	readonly checks?: readonly Check[];
	/** What was started is over at once, with this. */
	readonly ends?: Partial<RunRecord>;
	readonly status?: RunNow['status'];
	readonly average?: Average;
	readonly report?: RunReport;
	readonly damaged?: readonly DamagedRun[];
	readonly log?: readonly LogLine[];
	/** Called before lines of the log are read, which waits for it. */
	readonly beforeLines?: () => Promise<unknown>;
	/** Lost runs whose job still lives. */
	readonly orphans?: readonly string[];
	readonly startError?: Error;
	/** No stop is answered before it. */
	readonly stopUntil?: Promise<unknown>;
	/** No log is written before it. */
	readonly saveUntil?: Promise<unknown>;
	/** Of the first file that a log is saved into. */
	readonly saveError?: Error;
	readonly schedules?: Schedules | Error;
	readonly leftovers?: Leftovers;
	/** Nothing is read or checked before it. */
	readonly until?: Promise<unknown>;
};

/** Jobs and runs in memory: no process is started, no file is written. */
export const sampleRunServices = (options: SampleRunOptions = {}) => {
	const runs = [...options.runs ?? []];
	const log = [...options.log ?? []];
	const seen = {
		started: [] as RunRequest[], checked: [] as RunRequest[], stopped: [] as string[], saved: [] as string[],
	};
	const find = (id: string) => runs.find(run => run.id === id)!;
	const listed = (run: RunRecord): ListedRun => ({...run, stopping: isOver(run.state) ? null : run.stop ?? options.status?.stop ?? null, isOrphan: options.orphans?.includes(run.id) ?? false});
	const services: RunServices = {
		async jobs() {
			await options.until;
			return jobs.map(job => ({job, last: runs.filter(run => run.job === job.id).map(run => listed(run))[0], average: options.average}));
		},
		async schedules() {
			if (options.schedules instanceof Error) {
				throw options.schedules;
			}

			return options.schedules ?? {found: [], sources: [{name: 'SQL Server Agent (msdb)', status: 'read', detail: ''}]};
		},
		leftovers: async () => options.leftovers ?? {found: [], looked: ['SQL Server Agent (msdb)'], notLooked: []},
		runs: async () => ({runs: runs.map(run => listed(run)), damaged: options.damaged ?? []}),
		newest: async () => `${runs.length} ${runs[0]?.id ?? ''}`,
		async check(request) {
			await options.until;
			seen.checked.push(request);
			return {commandLine: `node dist/jobs/${request.job.id}.js /S:SYNSQL01 /D:Synergy${request.dryRun ? ' --dry-run' : ''}`, checks: options.checks ?? [passed('PROGRAM', 'Program', 'the built-in runner has it')]};
		},
		async start(request) {
			if (options.startError !== undefined) {
				throw options.startError;
			}

			seen.started.push(request);
			const record = sampleRecord({
				id: `20261127-1300${String(seen.started.length).padStart(2, '0')}-abcd`, job: request.job.id, runner: request.runner, values: request.values, divisions: divisionsOf(request.job, request.values), dryRun: request.dryRun, ...options.ends,
			});
			runs.unshift(record);
			return record;
		},
		look: async id => ({
			record: listed(find(id)), status: options.status, average: options.average,
		}),
		openLog: () => memoryLog(log, options.beforeLines),
		async saveLog(_, file) {
			if (options.saveError !== undefined && seen.saved.length === 0) {
				seen.saved.push(file);
				throw options.saveError;
			}

			seen.saved.push(file);
			await options.saveUntil;
			return `/home/jdoe/${file}`;
		},
		async cancel(id, mode) {
			seen.stopped.push(`${mode} ${id}`);
			await options.stopUntil;
			return options.status?.stop ?? null;
		},
		report: async () => options.report,
		processLog: async () => ({rows: [], unexplained: []}),
	};
	return {
		services, runs, log, seen,
		/** The run becomes what is told, as a supervisor would write it. */
		change(id: string, rest: Partial<RunRecord>) {
			runs[runs.indexOf(find(id))] = {...find(id), ...rest};
		},
	};
};

export const sampleLog = (...texts: readonly string[]): LogLine[] => texts.map((text, number) => ({
	number, at: '2026-11-27T12:00:01.000Z', stream: text.startsWith('!') ? 'err' : 'out', text: text.replace(/^!/v, ''),
}));

const memoryLog = (all: readonly LogLine[], beforeLines?: () => Promise<unknown>): LogIndex => {
	let filter: LogFilter = {text: '', onlyErrors: false};
	const chosen = () => all.filter(({stream, text}) => (!filter.onlyErrors || stream === 'err') && text.toLowerCase().includes(filter.text.toLowerCase()));
	return {
		refresh: async () => true,
		setFilter(changed) {
			filter = changed;
		},
		length: () => chosen().length,
		total: () => all.length,
		skipped: () => 0,
		async lines(from, count) {
			await beforeLines?.();
			return chosen().slice(from, from + count);
		},
		async find(text, from, step) {
			const lines = chosen();
			for (let place = from; place >= 0 && place < lines.length; place += step) {
				if (lines[place]!.text.toLowerCase().includes(text.toLowerCase())) {
					return place;
				}
			}

			return undefined;
		},
	};
};
