import {setTimeout as delay} from 'node:timers/promises';
import type {JobProcess} from './job-process.js';

/**
Starts a job and kills it with SIGKILL at a random moment after its work began, again and again, then lets it end. Returns how many
times it was killed, and how it ended. The server notices a killed client a moment later: until then its lock is held, and the next start
is refused, as it would be for a person. Rejects when a job does not begin or end in time, or the lock stays; nothing is left running.
*/
export const killOften = async (start: () => JobProcess, {kills, most, begins}: {readonly kills: number; /** Milliseconds. */ readonly most: number; readonly begins: string}): Promise<{readonly killed: number; readonly last: JobProcess}> => {
	let killed = 0;
	for (let round = 0; round < kills; round++) {
		/* eslint-disable no-await-in-loop -- one after the other is the point */
		const job = await startFree(start, begins);
		await delay(Math.random() * most);
		job.child.kill('SIGKILL');
		const {signal} = await inTime(job, job.ended, 'did not go after SIGKILL');
		/* eslint-enable no-await-in-loop */
		killed += signal === 'SIGKILL' ? 1 : 0;
	}

	const last = await startFree(start, begins);
	await inTime(last, last.ended, 'did not end');
	return {killed, last};
};

const alreadyRunning = 6;
/** Less than the time that a test has, so that its failure names what was waited for. */
const patienceMs = 90_000;

const startFree = async (start: () => JobProcess, begins: string): Promise<JobProcess> => {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const job = start();
		/* eslint-disable no-await-in-loop -- until the lock is free */
		const hasBegun = await inTime(job, job.prints(begins).then(() => true).catch(() => false), `neither printed ${JSON.stringify(begins)} nor ended`);
		if (hasBegun || await job.exitCode !== alreadyRunning) {
			return job;
		}
		/* eslint-enable no-await-in-loop */

		if (Date.now() > deadline) {
			throw new Error(`The lock of the killed job is still held after ${patienceMs / 1000} s: ${job.stdout()}\n${job.stderr()}`);
		}
	}
};

/** What a job does, within the patience; a job that takes longer is killed. */
const inTime = async <Value>(job: JobProcess, work: Promise<Value>, failure: string): Promise<Value> => {
	const abort = new AbortController();
	const tooLate = async (): Promise<never> => {
		await delay(patienceMs, undefined, {signal: abort.signal});
		job.child.kill('SIGKILL');
		throw new Error(`The job ${failure} within ${patienceMs / 1000} s: ${job.stdout()}\n${job.stderr()}`);
	};

	try {
		return await Promise.race([work, tooLate()]);
	} finally {
		abort.abort();
	}
};
