import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	open,
	readFile,
	stat,
} from 'node:fs/promises';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {processFile} from '../platform/process-file.js';
import {makePrivateFolder, writeFailure} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import {demoExitCodes} from './demo-exit-codes.js';
import {demoFiles, readDemoState, type DemoState} from './demo-state.js';

export type StartOptions = {
	/** Called with each line that the starting process logs. */
	readonly onProgress?: (line: string) => void;
	/** Milliseconds; the first start makes the databases. */
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal | undefined;
};

/**
Starts the demo process unless it runs, and resolves when everything of it answers. The process is on its own: neither the end of this
one nor of its terminal ends it. Rejects with DEMO-START, DEMO-VERSION or CANCELLED; a start that is cancelled leaves nothing running.
*/
export const startDemo = async (options: StartOptions = {}): Promise<DemoState> => {
	const running = await readDemoState();
	return running?.status === 'running' ? running : launch(options);
};

const launch = async ({onProgress, timeoutMs = 120_000, signal}: StartOptions): Promise<DemoState> => {
	const {directory, log} = demoFiles();
	await makePrivateFolder(directory).catch((error: unknown) => {
		throw writeFailure(directory, error);
	});
	const logSize = await sizeOf(log);
	const child = await spawnServer(directory, log);
	const tellProgress = followLog(log, logSize, onProgress);
	const deadline = performance.now() + timeoutMs;
	let ownerSeen = performance.now();
	/* eslint-disable no-await-in-loop -- waits for one thing to happen */
	for (;;) {
		if (signal?.aborted === true) {
			child.kill();
			throw new BacoError('CANCELLED');
		}

		// The order matters: a process that ended after the state was read is seen in the next round.
		const {exitCode} = child;
		const state = await readDemoState();
		await tellProgress();
		if (state?.status === 'running') {
			return state;
		}

		// Another one was a moment earlier: its readiness counts as well. It needs that moment to tell of itself.
		ownerSeen = state === undefined ? ownerSeen : performance.now();
		if (exitCode !== null && (exitCode !== demoExitCodes.alreadyRunning || performance.now() - ownerSeen > 30_000)) {
			throw await startFailure(exitCode, log, logSize);
		}

		if (performance.now() > deadline) {
			child.kill();
			throw await startFailure(`it was not ready within ${timeoutMs / 1000} s`, log, logSize);
		}

		await delay(25);
	}
	/* eslint-enable no-await-in-loop */
};

/** Detached, with its output in the log, and without holding this process. */
const spawnServer = async (directory: string, log: string) => {
	const output = await open(log, 'a', 0o600);
	try {
		const child = spawn(process.execPath, [processFile('demo-server'), '--directory', directory], {detached: true, cwd: directory, stdio: ['ignore', output.fd, output.fd]});
		await once(child, 'spawn');
		child.unref();
		return child;
	} finally {
		await output.close();
	}
};

const sizeOf = async (file: string) => {
	const details = await stat(file).catch(() => undefined);
	return details?.size ?? 0;
};

/** Reports the lines that came since the last call, without their time. */
const followLog = (log: string, start: number, onProgress: StartOptions['onProgress']) => {
	let told = 0;
	return async () => {
		if (onProgress === undefined) {
			return;
		}

		const all = await linesSince(log, start);
		const lines = all.slice(told);
		told += lines.length;
		for (const line of lines) {
			onProgress(line.replace(/^\S+Z /v, ''));
		}
	};
};

const linesSince = async (log: string, start: number) => {
	const content = await readFile(log).catch(() => new Uint8Array());
	// Each has its time; what follows a line without one, as where in the program it failed, is for whoever reads the file.
	return new TextDecoder().decode(content.subarray(start)).split('\n').slice(0, -1).filter(line => /^\S+Z /v.test(line));
};

const startFailure = async (reason: number | string, log: string, start: number) => {
	if (reason === demoExitCodes.otherVersion) {
		return new BacoError('DEMO-VERSION');
	}

	const lines = await linesSince(log, start);
	return new BacoError('DEMO-START', {reason: typeof reason === 'number' ? `its process ended with code ${reason}` : reason, log, lastLines: lines.slice(-5).join('\n')});
};
