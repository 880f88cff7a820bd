import process from 'node:process';
import {PassThrough} from 'node:stream';
import {execa} from 'execa';
import type {JobProcess, RunCommand} from './contract.js';

/** Starts the job in a process group of its own, so that it can be ended as a whole. Rejects when the operating system does not start it. */
export const startProcess = async ({file, args, cwd, environment, isVerbatim}: RunCommand, id: string): Promise<JobProcess> => {
	const child = execa(file, args, {
		cwd,
		stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
		buffer: false,
		encoding: 'buffer',
		reject: false,
		cleanup: false,
		detached: process.platform !== 'win32',
		forceKillAfterDelay: false,
		extendEnv: false,
		windowsHide: true,
		windowsVerbatimArguments: isVerbatim,
		// The name stands in the command line too, where nothing but this quotes it.
		...(isVerbatim && {argv0: `"${file}"`}),
		env: {
			...process.env,
			...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value ?? undefined])),
			BACO_RUN_ID: id,
			BACO_PROGRESS_FD: '3',
		},
	});
	const source = {stdout: child.stdout, stderr: child.stderr, progress: child.stdio[3]};
	// At once: a pipe that nobody reads a moment after the start is emptied by the library, and what the job said first would be lost.
	const [stdout, stderr, progress] = [source.stdout, source.stderr, source.progress].map(stream => stream?.pipe(new PassThrough())) as [PassThrough, PassThrough, PassThrough];
	const ended = new Promise<{exitCode: number | null; signal: string | null}>(resolve => {
		child.nodeChildProcess.once('exit', (exitCode, signal) => {
			resolve({exitCode, signal});
		});
	});
	// Not awaited: it ends with the pipes, which a grandchild may hold for ever.
	const whole = (async () => child)().catch(() => undefined);
	if (child.pid === undefined) {
		const result = await whole;
		throw result?.cause instanceof Error ? result.cause : new Error('The process was not started.');
	}

	for (const stream of [child.stdin, child.stdout, child.stderr, child.stdio[3]]) {
		// A pipe that breaks is no trouble of its own: the process tells what happened by its end.
		stream?.on('error', () => undefined);
	}

	return {
		pid: child.pid,
		stdin: child.stdin,
		stdout,
		stderr,
		progress,
		exit: ended,
		release() {
			for (const stream of [...Object.values(source), child.stdin]) {
				stream.destroy();
			}

			for (const stream of [stdout, stderr, progress]) {
				stream.end();
			}
		},
	};
};
