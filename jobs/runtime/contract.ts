import type {Person} from '../../source/divisions/find-person.js';
import type {Profile} from '../../source/profiles/profile.js';
import type {Job} from '../../source/runs/catalogue/job.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import type {Checkpoint} from './checkpoint.js';
import type {ParameterValue} from './parameter-value.js';
import type {ProcessLogOptions} from './process-log.js';

/** A division that the job works on. */
export type JobDivision = {
	/** Bedryf.bedrnr, trimmed. */
	readonly code: string;
	readonly name: string;
	/** For the columns `Division smallint`; undefined for a code that is no number. */
	readonly number: number | undefined;
};

/** `stopped` is the one at work when a stop came, `not reached` those behind it. */
export type DivisionState = 'started' | 'done' | 'failed' | 'skipped' | 'stopped' | 'not reached';

export type Progress = {
	/** How many of `total` are done. */
	readonly done: number;
	/** Undefined while it is not known. */
	readonly total?: number | undefined;
	/** What is counted: `lines`, `entries`, `rows`. */
	readonly unit: string;
	readonly division?: string | undefined;
	/** What is being done, in a few words. */
	readonly phase: string;
};

/** Something that was not taken over, and why. */
export type Rejection = {
	readonly division?: string | undefined;
	/** Entry number, file and row, or whatever a person looks it up by. */
	readonly reference: string;
	readonly reason: string;
	/** How many of the counted unit it is; 1 when absent. */
	readonly count?: number;
};

/** What the runtime gives to a job. Everything here is safe to call at any time, in a dry run too. */
export type JobContext = {
	readonly job: Job;
	/** The environment that the job works in, with what it sets for jobs. */
	readonly profile: Profile;
	/** By name without the slash: text, a number, true for a switch, a list of codes. A parameter that was not given is absent. */
	readonly parameters: Readonly<Record<string, ParameterValue | undefined>>;
	/** Nothing may be written then; `processLog` and `companyLog` write nothing by themselves. */
	readonly isDryRun: boolean;
	/** Those of `/C:` in its order, else all of the database; empty for a job without divisions. */
	readonly divisions: readonly JobDivision[];
	/** The operator's row of humres; undefined when there is none. */
	readonly person: Person | undefined;
	/** Aborted when somebody asks the job to stop: call `stopping.throwIfAborted()` at each safe point, outside of transactions. */
	readonly stopping: AbortSignal;
	readonly checkpoint: Checkpoint;
	/** The one connection to Synergy, which holds the lock. It is not opened again after a loss: a job without its lock must end. */
	synergy: () => SqlConnection;
	/** Another connection to Synergy, for reading while the first one writes. The runtime closes it. */
	secondSynergy: () => Promise<SqlConnection>;
	/** The Globe database of a division, as Baco: one connection a division, closed by the runtime. Throws a BacoError that says what stands in the way. */
	globe: (division: string) => Promise<SqlConnection>;
	/** The clock of SQL Server, in its own time zone written as UTC, as the driver reads datetime. */
	now: () => Promise<Date>;
	/** One line of the readable log. */
	print: (line: string) => void;
	/** A line for the person to look at, on standard error. */
	warn: (line: string) => void;
	progress: (progress: Progress) => void;
	/** Adds to the totals. A dry run counts what it would write and delete. */
	count: (added: {readonly read?: number; readonly written?: number; readonly deleted?: number; readonly rejected?: number}) => void;
	/** Adds to the rejected ones and says which and why. */
	reject: (rejection: Rejection) => void;
	/** How many divisions the job will tell of, where these are not all of `divisions`. */
	expectDivisions: (total: number) => void;
	/** `failure` is what made it fail: its cause and its remedy are told with it. */
	division: (code: string, state: DivisionState, message?: string, failure?: unknown) => void;
	/** A result document was made in Synergy, or the result written into one; with its number as Synergy shows it, where that is known. */
	document: (id: string, subject: string, number?: string) => void;
	/** A row of BacoProcessLog (several for a long text). Not inside a transaction. */
	processLog: (text: string, options?: ProcessLogOptions) => Promise<void>;
	/** A row of CompanyLogs. Not inside a transaction. */
	companyLog: (entry: CompanyLogEntry) => Promise<void>;
};

export type JobOutcome = {
	/** One line for lists and logs. */
	readonly message: string;
	/** It ran to its end, but with differences or rejections that make the run a failed one (exit code 1). */
	readonly isFailed?: boolean;
};

export type JobWork = (context: JobContext) => Promise<JobOutcome>;

/** A row of the division log. The words are of our choice: no document gives the vendor's. */
export type CompanyLogEntry = {
	readonly division: JobDivision;
	readonly startedAt: Date;
	readonly endedAt: Date;
	readonly records: number;
	readonly action: string;
	readonly status: string;
	readonly remark: string;
};
