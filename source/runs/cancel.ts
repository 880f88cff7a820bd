import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {systemUser} from '../platform/system-user.js';
import {processFile} from '../platform/process-file.js';
import {isSameProcess} from '../platform/process-start.js';
import {BacoError} from '../problems/baco-error.js';
import {isOver, type RunRecord, type Stop} from './contract.js';
import {findRun} from './store/list-runs.js';
import {stopUnderWay} from './store/stop-under-way.js';
import {runFolder} from './store/run-folder.js';
import {writeRecord} from './store/record-file.js';
import {isOrphaned, settle} from './store/settle.js';
import {writeStopRequest} from './store/stop-file.js';
import {sendSignal, signalTree} from './supervisor/signal-tree.js';

export type CancelOptions = {
	/** `ask` lets the job reach a safe point; `kill` ends it and what it started at once. */
	readonly mode: 'ask' | 'kill';
};

/** A run that is to end, with the stop that was under way before. */
export type Cancelled = {readonly record: RunRecord; readonly before: Stop | null};

/**
Asks for the end of a run and returns at once: its supervisor asks the job, terminates it, kills it, each after a time. A job whose
supervisor is gone is ended by a process of its own in the same way. Rejects with RUN-OVER when there is nothing to stop.
*/
export const cancelRun = async (id: string, {mode}: CancelOptions): Promise<Cancelled> => {
	const record = await findRun(id);
	const isOrphan = await isOrphaned(record);
	if (!isOrphan && isOver(record.state)) {
		throw new BacoError('RUN-OVER', {id: record.id, state: record.state});
	}

	const before = await stopUnderWay(record);
	if (before === null || mode === 'kill') {
		// A kill that follows a request may be read before the request itself: who asked first, and when, stays what it was.
		await writeStopRequest(record.id, {by: before?.by ?? systemUser(), mode, at: before?.at ?? new Date().toISOString()});
	}

	if (isOrphan && before === null) {
		await startOrphanStop(record.id);
	}

	return {record, before};
};

/** Detached, as the stop must not end with this process or its terminal. */
const startOrphanStop = async (id: string): Promise<void> => {
	const child = spawn(process.execPath, [processFile('orphan-stop'), id], {
		detached: true, cwd: runFolder(id), stdio: 'ignore', windowsHide: true,
	});
	await once(child, 'spawn');
	child.unref();
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
