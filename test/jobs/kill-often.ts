import {setTimeout as delay} from 'node:timers/promises';
import type {JobProcess} from './job-process.js';

/**
Starts a job and kills it with SIGKILL at a random moment after its work began, again and again, then lets it end. Returns how many
times it was killed, and how it ended.
*/
export const killOften = async (start: () => JobProcess, {kills, most, begins}: {readonly kills: number; /** Milliseconds. */ readonly most: number; readonly begins: string}): Promise<{readonly killed: number; readonly last: JobProcess}> => {
	let killed = 0;
	for (let round = 0; round < kills; round++) {
		const job = start();
		/* eslint-disable no-await-in-loop -- one after the other is the point */
		await job.prints(begins);
		await delay(Math.random() * most);
		job.child.kill('SIGKILL');
		const {signal} = await job.ended;
		/* eslint-enable no-await-in-loop */
		killed += signal === 'SIGKILL' ? 1 : 0;
	}

	const last = start();
	await last.ended;
	return {killed, last};
};
