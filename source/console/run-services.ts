import type {Job} from '../runs/catalogue/job.js';
import type {RunRecord, RunStatus, Stop} from '../runs/contract.js';
import type {JobLine} from '../runs/job-lines.js';
import type {ListedRun} from '../runs/listed-run.js';
import type {RunChoice} from '../runs/runners/command-of.js';
import type {Leftovers} from '../runs/leftovers/contract.js';
import type {Schedules} from '../schedules/contract.js';
import type {Check} from '../runs/preflight/check.js';
import type {Average} from '../runs/run-averages.js';
import type {LogIndex} from '../runs/store/log-index.js';
import type {DamagedRun} from '../runs/store/damaged-runs.js';
import type {ProcessLog, ProcessLogFilter} from '../process-log/contract.js';
import type {RunReport} from '../process-log/run-report.js';

/** A run as it is now. */
export type RunNow = {
	readonly record: ListedRun;
	readonly status: RunStatus | undefined;
	readonly average: Average | undefined;
};

/** The runs of the profile, and those that the list cannot show. */
export type RunList = {readonly runs: readonly ListedRun[]; readonly damaged: readonly DamagedRun[]};

export type RunRequest = RunChoice & {readonly timeoutMs: number | undefined};

export type Checked = {
	readonly commandLine: string;
	readonly checks: readonly Check[];
};

/** What the console asks about jobs and runs. */
export type RunServices = {
	readonly jobs: () => Promise<readonly JobLine[]>;
	/** What starts jobs by itself, as far as the Synergy server tells. Rejects without a connection. */
	readonly schedules: (options: {readonly signal: AbortSignal}) => Promise<Schedules>;
	/** What an obsolete job has left. */
	readonly leftovers: (job: Job, options: {readonly signal: AbortSignal}) => Promise<Leftovers>;
	readonly runs: () => Promise<RunList>;
	/** Another text as soon as there is another run, whoever started it: cheap to ask. */
	readonly newest: () => Promise<string>;
	readonly check: (request: RunRequest, options: {readonly signal: AbortSignal}) => Promise<Checked>;
	readonly start: (request: RunRequest) => Promise<RunRecord>;
	readonly look: (id: string) => Promise<RunNow>;
	readonly openLog: (id: string) => LogIndex;
	readonly saveLog: (id: string, file: string) => Promise<string>;
	/** Resolves with the stop that was under way before. */
	readonly cancel: (id: string, mode: 'ask' | 'kill') => Promise<Stop | null>;
	/** What the process report has of a run; undefined of one that writes no rows of its own. */
	readonly report: (run: ListedRun, options: {readonly signal: AbortSignal}) => Promise<RunReport | undefined>;
	readonly processLog: (filter: ProcessLogFilter, options: {readonly signal: AbortSignal}) => Promise<ProcessLog>;
};

