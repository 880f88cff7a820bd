import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {processStart} from '../../platform/process-start.js';
import type {RunRecord, Stop, StopStage} from '../contract.js';
import {limits} from '../limits.js';
import {readRecord, writeRecord} from '../store/record-file.js';
import {isOrphaned} from '../store/settle.js';
import {readStopRequest} from '../store/stop-file.js';
import {runProcesses, sendSignal, signalTree} from './signal-tree.js';

/** Ends a job whose supervisor is gone, as the supervisor would: asks it, terminates it, kills it, each after a time, and writes each stage into the record. */
export const stopOrphan = async (id: string): Promise<void> => {
	const found = await readRecord(id);
	const request = await readStopRequest(id);
	if (found === undefined || request === undefined || !await isOrphaned(found)) {
		return;
	}

	const {pid} = found.child!;
	const at = new Date().toISOString();
	let record: RunRecord = {...found, stopper: {pid: process.pid, start: await processStart(process.pid)}};
	const enter = async (stage: StopStage) => {
		const stop: Stop = {
			reason: 'cancel', by: request.by, at: request.at ?? at, stage,
		};
		record = {...record, stop};
		await writeRecord(record).catch(() => undefined);
	};

	/* eslint-disable no-await-in-loop -- one stage after another */
	for (const {stage, end, seconds, isSkipped} of stages()) {
		const mode = isSkipped ? await wantedMode(id) : 'ask';
		if (mode === 'kill') {
			continue;
		}

		await enter(stage);
		await end(id, pid);
		if (await isEndedWithin(record, seconds, isSkipped)) {
			await writeEnd(record, request.by);
			return;
		}
	}
	/* eslint-enable no-await-in-loop */

	await enter('given-up');
};

type Stage = {readonly stage: StopStage; readonly seconds: number; readonly isSkipped: boolean; readonly end: (id: string, pid: number) => Promise<void>};

/** What somebody who wants a kill does not wait for is skipped. */
const stages = (): Stage[] => {
	const {askSeconds, terminateSeconds, killSeconds} = limits();
	return [
		{
			stage: 'asked', seconds: askSeconds, isSkipped: true, async end(_, pid) {
				sendSignal(pid, 'SIGTERM');
			},
		},
		{
			stage: 'terminated', seconds: terminateSeconds, isSkipped: true, end: async (id, pid) => signalTree(id, pid, 'SIGTERM'),
		},
		{
			stage: 'killed', seconds: killSeconds, isSkipped: false, end: async (id, pid) => signalTree(id, pid, 'SIGKILL'),
		},
	];
};

const wantedMode = async (id: string): Promise<'ask' | 'kill'> => {
	const request = await readStopRequest(id);
	return request?.mode ?? 'ask';
};

/** Whether nothing of the run lives any more before the time is over, or before somebody wants a kill. */
const isEndedWithin = async (record: RunRecord, seconds: number, isCut: boolean): Promise<boolean> => {
	const until = performance.now() + (seconds * 1000);
	/* eslint-disable no-await-in-loop -- waits for one thing to happen */
	while (performance.now() < until) {
		const left = await runProcesses(record.id, record.child!.pid);
		// One that has ended may keep its number until its parent has looked.
		if (left.length === 0 || (left.length === 1 && left[0] === record.child!.pid && !await isOrphaned(record))) {
			return true;
		}

		const mode = isCut ? await wantedMode(record.id) : 'ask';
		if (mode === 'kill') {
			return false;
		}

		await delay(100);
	}
	/* eslint-enable no-await-in-loop */

	return false;
};

/** The job's own outcome is not known, its end is. */
const writeEnd = async (record: RunRecord, by: string): Promise<void> => {
	const endedAt = new Date();
	const how = {killed: 'killed', terminated: 'terminated'}[record.stop!.stage as string] ?? 'asked to stop';
	await writeRecord({
		...record,
		endedAt: endedAt.toISOString(),
		durationMs: record.startedAt === null ? null : Math.max(0, endedAt.getTime() - Date.parse(record.startedAt)),
		notes: [...record.notes, `Its job was ${how} by ${by}, and has ended.`],
	});
};
