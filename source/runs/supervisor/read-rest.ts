import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {agree, countOf} from '../../platform/count-of.js';
import type {JobProcess} from './contract.js';
import {runProcesses, signalTree} from './signal-tree.js';
import type {Stopper} from './stop-job.js';

export type Rest = {readonly id: string; readonly job: JobProcess; readonly reading: ReadonlyArray<Promise<void>>; readonly stopper: Stopper};

/** What the job wrote before its end is read to its end. Processes that it left may hold the pipes: after a stop they are ended too, else they are named. */
export const readRest = async ({id, job, reading, stopper}: Rest): Promise<string[]> => {
	const notes: string[] = [];
	const drained = Promise.all(reading).then(() => true);
	if (stopper.stop() !== null) {
		await endLeft(id, job.pid);
	}

	const isDrained = await Promise.race([drained, delay(2000, false, {ref: false})]);
	const left = await leftOf(id, job.pid);
	if (left.length > 0) {
		notes.push(`The job ended and left ${countOf(left.length, 'process', 'processes')} that still ${agree(left.length, 'runs', 'run')}: ${left.join(', ')}.`);
	}

	if (!isDrained) {
		// A pipe that nobody holds ends by itself, however slow the disk is.
		await Promise.race([drained, delay(left.length === 0 ? 60_000 : 0, undefined, {ref: false})]);
		job.release();
		await Promise.race([drained, delay(2000, false, {ref: false})]);
	}

	return notes;
};

/** Windows tells of none: the job's own number may be another process's by now. */
const leftOf = async (id: string, pid: number) => process.platform === 'win32' ? [] : runProcesses(id, pid);

const endLeft = async (id: string, pid: number) => {
	const left = await leftOf(id, pid);
	if (left.length === 0) {
		return;
	}

	await signalTree(id, pid, 'SIGTERM');
	for (let waited = 0; waited < 2000; waited += 100) {
		// eslint-disable-next-line no-await-in-loop -- waits for one thing to happen
		await delay(100);
		// eslint-disable-next-line no-await-in-loop -- as above
		const living = await leftOf(id, pid);
		if (living.length === 0) {
			return;
		}
	}

	await signalTree(id, pid, 'SIGKILL');
	await delay(100);
};
