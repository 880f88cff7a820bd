import process from 'node:process';
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

	end('SIGINT', 130);
	end('SIGTERM', 143);
	// `baco divisions | head` closes the pipe: nothing is wrong, and nobody reads a message.
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', (error: NodeJS.ErrnoException) => {
			// eslint-disable-next-line unicorn/no-process-exit -- this is the program's end, there is nobody to throw to
			process.exit(error.code === 'EPIPE' ? 141 : 1);
		});
	}

	process.on('uncaughtException', error => {
		const {explanation, exitCode} = toBacoError(error);
		process.stderr.write(`baco: ${explanation.summary}\n${debugText(error)}`);
		process.exit(exitCode);
	});

	const exitCode = await runCommand(commandLine, {
		streams: {stdin: process.stdin, stdout: process.stdout, stderr: process.stderr},
		signal: ending.signal,
	});
	await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
	// eslint-disable-next-line unicorn/no-process-exit -- a socket or a process that is left must not keep a finished command
	process.exit(signalCode ?? exitCode);
};

/** Pipes are written asynchronously on some systems. */
const flushed = async (stream: NodeJS.WriteStream) => new Promise<void>(resolve => {
	stream.write('', () => {
		resolve();
	});
});
