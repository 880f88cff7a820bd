import process from 'node:process';
import {changesFinished} from '../platform/unfinished-changes.js';
import {toBacoError} from '../problems/baco-error.js';
import {debugText} from './report-error.js';
import {runCommand} from './run-command.js';

/** Runs one command line on the process's own streams and signals, and ends the process with its exit code. */
export const main = async (commandLine: readonly string[]): Promise<void> => {
	const ending = new AbortController();
	let signalCode: number | undefined;
	const end = (signal: NodeJS.Signals, code: number, isFirst = true) => {
		process.on(signal, () => {
			if (!isFirst) {
				// The second time the person means it.
				process.exit(code);
			}

			isFirst = false;
			signalCode = code;
			ending.abort(new Error(`Stopped by ${signal}.`));
		});
	};

	for (const [signal, code] of endingSignals()) {
		end(signal, code);
	}

	// `baco divisions | head` closes the pipe: nothing is wrong, and nobody reads a message.
	const endUnheard = (error: NodeJS.ErrnoException) => {
		signalCode ??= error.code === 'EPIPE' ? 141 : 1;
		ending.abort(error);
		endSoon(signalCode);
	};

	process.stdout.on('error', endUnheard);
	process.stderr.on('error', endUnheard);

	process.on('uncaughtException', error => {
		const {explanation, exitCode} = toBacoError(error);
		process.stderr.write(`baco: ${explanation.summary}\n${debugText(error)}`);
		ending.abort(error);
		endSoon(exitCode);
	});

	const exitCode = await runCommand(commandLine, {
		streams: {stdin: process.stdin, stdout: process.stdout, stderr: process.stderr},
		signal: ending.signal,
	});
	await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
	// A socket or a process that is left must not keep a finished command.
	await exit(signalCode ?? exitCode);
};

/** After what the abort sets going has begun: `exit` waits for it then. */
const endSoon = (code: number) => {
	setImmediate(() => {
		void exit(code);
	});
};

/** Signals that end a command in order, with their exit codes. Windows says Ctrl-Break and a closed window by SIGBREAK and SIGHUP; elsewhere SIGHUP keeps its meaning, as `nohup` sets it. */
export const endingSignals = (platform: NodeJS.Platform = process.platform): ReadonlyArray<readonly [NodeJS.Signals, number]> => [
	['SIGINT', 130],
	['SIGTERM', 143],
	...(platform === 'win32' ? [['SIGBREAK', 130], ['SIGHUP', 129]] as const : []),
];

/** A change that is being written comes to its end, and to its outcome in the audit, first, even when nobody reads any more. */
const exit = async (code: number) => {
	await changesFinished();
	// eslint-disable-next-line unicorn/no-process-exit -- this is the program's end, there is nobody to throw to
	process.exit(code);
};

/** Pipes are written asynchronously on some systems. */
const flushed = async (stream: NodeJS.WriteStream) => new Promise<void>(resolve => {
	stream.write('', () => {
		resolve();
	});
});
