import type {Readable, Writable} from 'node:stream';
import type {RunnerName} from '../contract.js';

/** What a launcher hands to the supervisor on its standard input: it may hold secrets, so it is never written anywhere. */
export type SupervisorOrder = {
	readonly id: string;
	readonly command: RunCommand;
	readonly secrets: Readonly<Record<string, string>>;
};

/** A program to be started, ready for the operating system. */
export type RunCommand = {
	readonly runner: RunnerName;
	readonly file: string;
	readonly args: readonly string[];
	readonly cwd: string;
	/** Variables besides those of the supervisor; null takes one out. */
	readonly environment: Readonly<Record<string, string | null>>;
	/** Windows: the arguments are quoted already, as the vendor's programs read them. */
	readonly isVerbatim: boolean;
	/** Code page of output that is not UTF-8. */
	readonly encoding: string;
};

/** The supervisor's first and only word to its launcher. */
export type SupervisorAnswer = {readonly ok: true} | {readonly ok: false; readonly reason: string};

/** The job's process as the supervisor holds it. */
export type JobProcess = {
	readonly pid: number;
	readonly stdin: Writable;
	readonly stdout: Readable;
	readonly stderr: Readable;
	readonly progress: Readable | undefined;
	/** Resolves when the process has ended, whatever still holds its pipes. */
	readonly exit: Promise<{readonly exitCode: number | null; readonly signal: string | null}>;
	/** Lets go of the pipes. */
	readonly release: () => void;
};
