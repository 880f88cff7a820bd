import type {Job} from '../../runs/catalogue/job.js';
import type {RunnerName} from '../../runs/contract.js';
import type {Values} from '../../runs/runners/values.js';
import type {LogLine} from '../../runs/store/log-line.js';
import type {LogTypeUse, ProcessLogRow} from '../../process-log/contract.js';
import type {RunReport} from '../../process-log/run-report.js';
import type {DamagedRun} from '../../runs/store/damaged-runs.js';
import type {JobLine} from '../../runs/job-lines.js';
import type {ListedRun} from '../../runs/listed-run.js';
import type {Checked, RunNow} from '../run-services.js';
import type {Leftovers} from '../../runs/leftovers/contract.js';
import type {Schedules} from '../../schedules/contract.js';
import type {Problem} from './problem.js';
import type {ListPosition} from './list.js';
import type {Loading} from './loading.js';
import type {TextInput} from './text-input.js';

export type JobsScreen = {
	readonly name: 'jobs';
	readonly list: ListPosition;
	readonly lines: Loading<readonly JobLine[]>;
	/** From the Synergy server, which may be slow or gone while the rest is known. */
	readonly schedules: Loading<Schedules>;
	/** By job, as far as they were looked for. */
	readonly leftovers: ReadonlyMap<string, Loading<Leftovers>>;
};

/** What is asked before a start. Values keep what was typed in each field. */
export type LaunchScreen = {
	readonly name: 'launch';
	readonly job: Job;
	readonly runner: RunnerName;
	readonly values: Values;
	readonly dryRun: boolean;
	readonly timeout: string;
	/** Index of the field with the cursor, and its text when it is one. */
	readonly field: number;
	readonly input: TextInput | undefined;
	readonly stage:
		| {readonly name: 'typing'; readonly problem?: Problem}
		| {readonly name: 'checking'}
		| {readonly name: 'checked'; readonly checked: Checked}
		| {readonly name: 'starting'; readonly checked: Checked};
	readonly scroll: number;
};

/** Divisions to choose for a parameter of the form below. */
export type PickScreen = {readonly name: 'pick'; readonly list: ListPosition; readonly chosen: ReadonlySet<string>};

export type RunScreen = {
	readonly name: 'run';
	readonly id: string;
	readonly now: RunNow | undefined;
	/** Milliseconds of the wall clock, in whole seconds, while it runs. */
	readonly clock: number;
	readonly problem: Problem | undefined;
	/** What the process report has of the run, once it is over. */
	readonly report: Loading<RunReport | undefined> | undefined;
	readonly log: LogPart;
	readonly follows: boolean;
	readonly wraps: boolean;
	readonly hasTime: boolean;
	readonly filter: string;
	readonly onlyErrors: boolean;
	readonly search: string;
	/** Place in the log of the line that the search went to last. */
	readonly found: number | undefined;
};

/** The part of a log that is on the screen. */
export type LogPart = {
	readonly top: number;
	/** Those that are seen whole; one at least. */
	readonly lines: readonly LogLine[];
	readonly length: number;
	/** Lines that are there, those that the filter keeps out too. */
	readonly total: number;
	readonly skipped: number;
	/** Of the room that it was read for. */
	readonly shape?: string;
};

export const stateFilters = ['all', 'running', 'succeeded', 'failed', 'cancelled', 'timed-out', 'lost'] as const;
export const timeFilters = ['all', '1h', '24h', '7d', '30d'] as const;

export type RunsScreen = {
	readonly name: 'runs';
	readonly list: ListPosition;
	readonly runs: Loading<readonly ListedRun[]>;
	/** Runs whose record cannot be read. */
	readonly damaged: readonly DamagedRun[];
	/** A part of the job's name, a division, and words that must occur in anything; empty for all. */
	readonly job: string;
	readonly division: string;
	readonly words: string;
	readonly state: typeof stateFilters[number];
	readonly time: typeof timeFilters[number];
};

export type ProcessLogScreen = {
	readonly name: 'process-log';
	readonly list: ListPosition;
	readonly rows: Loading<readonly ProcessLogRow[]>;
	/** Of which numbers nobody knows whether they are errors, where only errors are shown. */
	readonly unexplained: readonly LogTypeUse[];
	readonly onlyErrors: boolean;
	readonly time: typeof timeFilters[number];
	readonly job: string;
};

/** One line of text that is asked for the screen below. */
export type LineScreen = {
	readonly name: 'line';
	readonly purpose: 'log-search' | 'log-filter' | 'log-save' | 'runs-filter' | 'process-job';
	readonly input: TextInput;
	/** The text is the one of the last time: what is typed first replaces it. */
	readonly isSelected: boolean;
	/** The log is being written into the file of this name. */
	readonly isSaving?: boolean;
};

export type RunsScreens = JobsScreen | LaunchScreen | PickScreen | RunScreen | RunsScreen | ProcessLogScreen | LineScreen;
