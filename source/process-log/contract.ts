/** A row of BacoProcessLog, as the process report of Synergy shows it. */
export type ProcessLogRow = {
	readonly id: number;
	/** By the server's clock, which has no time zone. */
	readonly at: Date;
	readonly person: number;
	readonly process: string;
	/** The number as it is stored. */
	readonly type: number;
	/** What the operator said that the number stands for, or what the jobs of baco mean by it; undefined for a number that nobody explained. */
	readonly kind: LogKind | undefined;
	readonly text: string;
	/** Where errors were asked for, of a start: why it is among them although it is none by its number. */
	readonly note?: string;
	readonly commandLine: string;
	readonly server: string;
	readonly division: string;
};

export type LogKind = 'information' | 'warning' | 'error';

/** A number that occurs, with what its rows look like: from this the operator can tell what it stands for. */
export type LogTypeUse = {readonly type: number; readonly kind: LogKind | undefined; readonly rows: number; readonly example: string};

/** Who wrote a row: a job of baco, a program of the vendor; undefined where the row does not tell. */
export type LogWriter = 'baco' | 'vendor';

/** A number in the rows of one writer, as the same number of another may stand for something else. */
export type WrittenTypeUse = LogTypeUse & {readonly writer: LogWriter | undefined};

export type ProcessLog = {
	readonly rows: readonly ProcessLogRow[];
	/** Where errors were asked for: numbers of the other rows of which nobody said whether they are errors. */
	readonly unexplained: readonly LogTypeUse[];
};

export type ProcessLogFilter = {
	readonly onlyErrors?: boolean;
	/** Hours before the server's now, or a moment of the server's clock. */
	readonly since?: {readonly hours: number} | {readonly at: Date};
	/** A job's name in any spelling, else a part of the name of a job or of any other process. */
	readonly process?: string;
	readonly division?: number;
	/** A part of the message. */
	readonly text?: string;
	readonly limit?: number;
};
