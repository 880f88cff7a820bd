import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {isSameProcess, processStart} from '../../platform/process-start.js';
import type {RunRecord} from '../contract.js';
import {readRecord, writeRecord} from '../store/record-file.js';
import {isOrphaned, unknownAfter} from '../store/settle.js';
import {readStopRequest} from '../store/stop-file.js';
import {runProcesses} from './signal-tree.js';
import {openStopper} from './stop-job.js';

/** Ends a job whose supervisor is gone, as the supervisor would: asks it, terminates it, kills it, each after a time, and writes each stage into the record. */
export const stopOrphan = async (id: string): Promise<void> => {
	const found = await readRecord(id);
	if (found === undefined || await readStopRequest(id) === undefined || !await isOrphaned(found)) {
		return;
	}

	let record: RunRecord = {...found, stopper: {pid: process.pid, start: await processStart(process.pid)}};
	let written: Promise<unknown> = Promise.resolve();
	const {pid, start} = found.child!;
	const stopper = openStopper(id, {pid, isStill: async () => process.platform !== 'win32' || isSameProcess(pid, start)}, async stop => {
		record = {...record, stop};
		written = writeRecord(record).catch(() => undefined);
		await written;
	});
	/* eslint-disable no-await-in-loop -- waits for one thing to happen */
	while (stopper.stop()?.stage !== 'given-up') {
		const request = await readStopRequest(id);
		if (request !== undefined) {
			stopper.request('cancel', request.by, request.mode, request.at);
		}

		await stopper.tick();
		await delay(100);
		if (await hasEnded(record)) {
			// A stage that is still being written must not replace the end.
			await written;
			await writeEnd(record);
			return;
		}
	}
	/* eslint-enable no-await-in-loop */
};

/** Whether nothing of the run lives any more. One that has ended may keep its number until its parent has looked. */
const hasEnded = async (record: RunRecord): Promise<boolean> => {
	const root = record.child!.pid;
	const left = await runProcesses(record.id, root);
	return left.length === 0 || (left.length === 1 && left[0] === root && !await isOrphaned(record));
};

/** The job's own outcome is not known, its end is. */
const writeEnd = async (record: RunRecord): Promise<void> => {
	const endedAt = new Date();
	const {stage, by} = record.stop!;
	const how = {killed: 'killed', terminated: 'terminated'}[stage as string] ?? 'asked to stop';
	await writeRecord({
		...record,
		endedAt: endedAt.toISOString(),
		durationMs: record.startedAt === null ? null : Math.max(0, endedAt.getTime() - Date.parse(record.startedAt)),
		message: `${(record.message ?? '').replace(unknownAfter, '')} Its job was ${how} by ${by} and has ended; what it did while nobody watched it is not known.`.trim(),
	});
};
