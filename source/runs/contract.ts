export type RunState = 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'timed-out' | 'lost';

/** The job built into baco, or one of the vendor's two programs. */
export type RunnerName = 'built-in' | 'classic' | 'enterprise';

/** A process of the run's machine; the start tells it from another one that got its number later. */
export type ProcessMark = {readonly pid: number; readonly start: string | undefined};

/** Rows; of a dry run what would be written and deleted. */
export type Counts = {
	readonly read: number;
	readonly written: number;
	readonly rejected: number;
	/** Absent for a job that deletes nothing. */
	readonly deleted?: number;
};

/** What a job told of a division: how far it came there, and of a failure what is known of it. */
export type DivisionTold = {
	readonly division: string;
	readonly state: string;
	readonly message: string;
	/** Why it failed, from the catalogue of problems; absent where only rejections or differences made it fail. */
	readonly failure?: DivisionFailure;
};

export type DivisionFailure = {
	readonly id: string;
	readonly exitCode: number;
	readonly cause: string;
	readonly fix: string;
	/** `HOST,PORT`, as far as it is known, with where a tunnel leads. */
	readonly server: string | null;
};

/** A document of Synergy; its number as Synergy shows it, where the job told it. */
export type ResultDocument = {readonly id: string; readonly subject: string; readonly number?: string};

export type Rejection = {readonly division: string | null; readonly reference: string; readonly reason: string};

/** A job tells no more of them than this; the others it counts. */
export const mostRejections = 1000;

/** Why a run was stopped, and how far that had to go. */
export type Stop = {
	readonly reason: 'cancel' | 'timeout' | 'signal';
	/** When it was asked for. */
	readonly at: string;
	readonly by: string;
	readonly stage: StopStage;
	/** When the job was ended by force; absent as long as it was not, and in records of earlier versions. */
	readonly terminatedAt?: string;
	readonly killedAt?: string;
};

export type StopStage = 'asked' | 'terminated' | 'killed' | 'given-up';

/** What is known of a run: written before its process starts, replaced as a whole at every change of state. Holds no secret. */
export type RunRecord = {
	readonly version: 1;
	readonly id: string;
	readonly job: string;
	readonly profile: string;
	readonly divisions: readonly string[];
	readonly runner: RunnerName;
	readonly dryRun: boolean;
	readonly state: RunState;
	readonly exitCode: number | null;
	readonly signal: string | null;
	/** ISO 8601, UTC, as all times here. */
	readonly requestedAt: string;
	readonly startedAt: string | null;
	readonly endedAt: string | null;
	readonly durationMs: number | null;
	/** Program and arguments, secrets redacted. */
	readonly commandLine: readonly string[];
	/** Parameters as they were given, to run the same again. */
	readonly values: Readonly<Record<string, string>>;
	readonly timeoutMs: number | null;
	readonly startedBy: string;
	readonly host: string;
	/** Process that made the record, then the supervisor, then the job itself. */
	readonly launcher: ProcessMark;
	readonly supervisor: ProcessMark | null;
	readonly child: ProcessMark | null;
	/** Process that ends the job of a lost run. */
	readonly stopper?: ProcessMark;
	/** Null: the job told of none, as the vendor's programs never do. */
	readonly counts: Counts | null;
	readonly rejections: readonly Rejection[];
	/** Result documents in Synergy. */
	readonly documents: readonly ResultDocument[];
	readonly divisionStates: readonly DivisionTold[];
	readonly message: string | null;
	/** The job itself told whether it came to its end, perhaps with rejections or differences, or broke off. Absent when it told nothing. */
	readonly isComplete?: boolean;
	/** What a person must know besides the outcome: lost log lines, processes that the job left. */
	readonly notes: readonly string[];
	readonly stop: Stop | null;
	/** Lines that a full or broken disk kept from the log; absent when there are none. */
	readonly logGaps?: readonly LogGap[];
	/** Of a lost run: when its supervisor last told how the job was doing. What the job did after that is not known. */
	readonly seenAt?: string;
};

export type Progress = {
	readonly done: number;
	readonly total: number | null;
	readonly unit: string;
	readonly division: string | null;
	readonly phase: string;
};

/** How many divisions are over, of how many in all (null: not told), and the one that is at work. */
export type DivisionsSoFar = {readonly over: number; readonly total: number | null; readonly current: string | null};

/** Lines that could not be written, one after the other. */
export type LogGap = {
	readonly lines: number;
	/** Number of the last line before them. */
	readonly after: number;
	readonly from: string;
	/** When the log went on; null when it did not. */
	readonly to: string | null;
	/** The operating system's code. */
	readonly reason: string;
};

/** How a run is doing: replaced about once a second by its supervisor, which by that shows that it lives. */
export type RunStatus = {
	readonly at: string;
	readonly progress: Progress | null;
	/** Absent for a job that tells of none. */
	readonly divisions?: DivisionsSoFar;
	readonly counts: Counts | null;
	/** Progress per second over the last few seconds or the last step, undefined while that is not known; with a decimal below 10. */
	readonly rate?: number;
	/** Percent of one core, and bytes, of the job and everything that it started; undefined where the system does not tell. */
	readonly cpu?: number;
	readonly memory?: number;
	readonly processes?: number;
	readonly logLines: number;
	readonly lostLines: number;
	/** Where they are missing; absent when none are. */
	readonly logGaps?: readonly LogGap[];
	readonly stop: Stop | null;
};

/** What a job tells on its progress channel, one JSON line each. */
export type JobEvent =
	| ({readonly type: 'progress'} & Progress)
	| ({readonly type: 'counts'} & Counts)
	| ({readonly type: 'rejection'} & Rejection)
	/** How many divisions the job will tell of. */
	| {readonly type: 'divisions'; readonly total: number}
	| ({readonly type: 'division'} & DivisionTold)
	| ({readonly type: 'document'} & ResultDocument)
	| {readonly type: 'end'; readonly message: string; readonly isComplete: boolean | undefined};

export const isOver = (state: RunState): boolean => state !== 'starting' && state !== 'running';

/** Whether a run came to its end: it succeeded, or only what it rejected or found different made it a failed one. */
export const hasRunToEnd = (record: Pick<RunRecord, 'state' | 'isComplete'>): boolean => record.state === 'succeeded' || hasFailedAtEnd(record);

/** Failed by what it rejected or found different, not by breaking off. */
export const hasFailedAtEnd = ({state, isComplete}: Pick<RunRecord, 'state' | 'isComplete'>): boolean => state === 'failed' && isComplete === true;
