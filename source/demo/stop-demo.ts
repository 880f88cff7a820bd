import {rm} from 'node:fs/promises';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {BacoError} from '../problems/baco-error.js';
import {
	demoFiles,
	isDemoAlive,
	readDemoState,
	type DemoState,
} from './demo-state.js';

/** Stops the demo process, if one runs, and resolves when it is gone. Rejects with DEMO-STOP. */
export const stopDemo = async ({graceMs = 10_000, patienceMs = 60_000}: {readonly graceMs?: number; readonly patienceMs?: number} = {}): Promise<'stopped' | 'not-running'> => {
	const state = await readDemoState();
	if (state === undefined) {
		return 'not-running';
	}

	send(state, 'SIGTERM');
	if (!await isGone(state, graceMs)) {
		// Its databases survive that: SQLite's journal is made for it.
		send(state, 'SIGKILL');
		// Nothing withstands it, but a busy machine takes its time to free what a large process holds.
		if (!await isGone(state, patienceMs)) {
			throw new BacoError('DEMO-STOP', {pid: state.pid, detail: `it was killed and is still there after ${Math.round(patienceMs / 1000)} s`});
		}
	}

	await rm(demoFiles().state, {force: true});
	return 'stopped';
};

const send = ({pid}: DemoState, signal: NodeJS.Signals) => {
	try {
		process.kill(pid, signal);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
		if (code !== 'ESRCH') {
			throw new BacoError('DEMO-STOP', {pid, detail: code}, {cause: error});
		}
	}
};

const isGone = async (state: DemoState, timeoutMs: number) => {
	const deadline = performance.now() + timeoutMs;
	while (await isDemoAlive(state)) { // eslint-disable-line no-await-in-loop -- waits for one thing to happen
		if (performance.now() > deadline) {
			return false;
		}

		await delay(20); // eslint-disable-line no-await-in-loop
	}

	return true;
};
