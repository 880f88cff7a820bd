import {setTimeout as delay} from 'node:timers/promises';
import type {JobProcess} from './job-process.js';

/**
Starts a job and kills it with SIGKILL at a random moment after its work began, again and again, then lets it end. Returns how many
times it was killed, and how it ended. The server notices a killed client a moment later: until then its lock is held, and the next start
is refused, as it would be for a person.
*/
export const killOften = async (start: () => JobProcess, {kills, most, begins}: {readonly kills: number; /** Milliseconds. */ readonly most: number; readonly begins: string}): Promise<{readonly killed: number; readonly last: JobProcess}> => {
	let killed = 0;
	for (let round = 0; round < kills; round++) {
		/* eslint-disable no-await-in-loop -- one after the other is the point */
		const job = await startFree(start, begins);
		await delay(Math.random() * most);
		job.child.kill('SIGKILL');
		const {signal} = await job.ended;
		/* eslint-enable no-await-in-loop */
		killed += signal === 'SIGKILL' ? 1 : 0;
	}

	const last = await startFree(start, begins);
	await last.ended;
	return {killed, last};
};

const alreadyRunning = 6;

const startFree = async (start: () => JobProcess, begins: string): Promise<JobProcess> => {
	for (;;) {
		const job = start();
		/* eslint-disable no-await-in-loop -- until the lock is free */
		const hasBegun = await job.prints(begins).then(() => true).catch(() => false);
		if (hasBegun || await job.exitCode !== alreadyRunning) {
			return job;
		}
		/* eslint-enable no-await-in-loop */
	}
};
