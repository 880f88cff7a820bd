import type {ParseArgsConfig} from 'node:util';

export type Streams = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
};

export type Invocation = {
	readonly flags: Readonly<Record<string, string | boolean | string[] | undefined>>;
	readonly positionals: readonly string[];
	readonly streams: Streams;
	/** Aborted by SIGINT and SIGTERM. */
	readonly signal: AbortSignal;
};

/** One command: a file in this folder, and one line in `commands.ts`. */
export type Command = {
	readonly name: string;
	readonly summary: string;
	/** Lines of the usage text: those that begin with the command's name get `baco` in front, the others continue or explain. */
	readonly usage: readonly string[];
	/** Flags besides the common ones (--json, --plain, --profile, --demo, --help). Undeclared flags are refused. */
	readonly options: NonNullable<ParseArgsConfig['options']>;
	/** It starts the demo of --demo itself, to show how far that is; for the others it runs before they begin. */
	readonly startsDemo?: boolean;
	/** Returns the exit code; throws a BacoError for everything that a person can act on. */
	readonly run: (invocation: Invocation) => Promise<number>;
};
