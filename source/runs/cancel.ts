import os from 'node:os';
import {setTimeout as delay} from 'node:timers/promises';
import {isSameProcess} from '../platform/process-start.js';
import {BacoError} from '../problems/baco-error.js';
import {isOver, type RunRecord} from './contract.js';
import {limits} from './limits.js';
import {findRun} from './store/list-runs.js';
import {writeRecord} from './store/record-file.js';
import {isOrphaned, settle} from './store/settle.js';
import {writeStopRequest} from './store/stop-file.js';
import {runProcesses, sendSignal, signalTree} from './supervisor/signal-tree.js';

export type CancelOptions = {
	/** `ask` lets the job reach a safe point; `kill` ends it and what it started at once. */
	readonly mode: 'ask' | 'kill';
};

/**
Asks for the end of a run and returns at once: its supervisor asks the job, terminates it, kills it, each after a time. A job whose
supervisor is gone is ended by this call. Rejects with RUN-OVER when there is nothing to stop.
*/
export const cancelRun = async (id: string, {mode}: CancelOptions): Promise<RunRecord> => {
	const record = await findRun(id);
	if (await isOrphaned(record)) {
		await endOrphan(record, mode);
		return record;
	}

	if (isOver(record.state)) {
		throw new BacoError('RUN-OVER', {id: record.id, state: record.state});
	}

	await writeStopRequest(record.id, {by: os.userInfo().username, mode});
	return record;
};

/** The last resort, for a supervisor that does not answer: ends it and the job, and calls the run lost. */
export const forceLost = async (id: string): Promise<RunRecord> => {
	const record = await findRun(id);
	if (record.supervisor !== null && !isOver(record.state) && await isSameProcess(record.supervisor.pid, record.supervisor.start)) {
		sendSignal(record.supervisor.pid, 'SIGKILL');
	}

	if (record.child !== null && await isSameProcess(record.child.pid, record.child.start)) {
		await signalTree(record.id, record.child.pid, 'SIGKILL');
	}

	for (let waited = 0; waited < 5000; waited += 50) {
		// eslint-disable-next-line no-await-in-loop -- waits for one thing to happen
		const settled = await settle(record);
		if (isOver(settled.state)) {
			return settled;
		}

		// eslint-disable-next-line no-await-in-loop -- as above
		await delay(50);
	}

	const lost: RunRecord = {
		...record, state: 'lost', endedAt: new Date().toISOString(), message: 'Its supervisor could not be ended.',
	};
	await writeRecord(lost);
	return lost;
};

const endOrphan = async ({id, child}: RunRecord, mode: CancelOptions['mode']) => {
	const {askSeconds, terminateSeconds, killSeconds} = limits();
	const {pid} = child!;
	if (mode === 'ask') {
		sendSignal(pid, 'SIGTERM');
		if (await isEndedWithin(id, pid, askSeconds)) {
			return;
		}

		await signalTree(id, pid, 'SIGTERM');
		if (await isEndedWithin(id, pid, terminateSeconds)) {
			return;
		}
	}

	await signalTree(id, pid, 'SIGKILL');
	await isEndedWithin(id, pid, killSeconds);
};

const isEndedWithin = async (id: string, pid: number, seconds: number): Promise<boolean> => {
	/* eslint-disable no-await-in-loop -- waits for one thing to happen */
	for (let waited = 0; waited < seconds * 1000; waited += 100) {
		const left = await runProcesses(id, pid);
		if (left.length === 0) {
			return true;
		}

		await delay(100);
	}
	/* eslint-enable no-await-in-loop */

	return false;
};
