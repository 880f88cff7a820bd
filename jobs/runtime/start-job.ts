import nodeModule from 'node:module';
import {setFlagsFromString} from 'node:v8';
import {cacheFolder} from '../../source/platform/cache-folder.js';
import type {Job} from '../../source/runs/catalogue/job.js';
import type {JobWork} from './contract.js';

/** What a job's own file exports. */
export type JobModule = {readonly description: Job; readonly work: JobWork};

export type JobStart = {
	/** The heap grows when many objects are made: a fifth faster for a job that makes millions of short-lived ones, and some 100 MiB more. */
	readonly hasRoom?: boolean;
};

/** The whole of a job's entry file. The modules are loaded after the cache of compiled code is on, which halves the start. */
export const startJob = async (load: () => Promise<JobModule>, {hasRoom = false}: JobStart = {}): Promise<void> => {
	// A job streams: what it reads is garbage a moment later. Without these the heap grows to several times what is in use before any of it is collected.
	if (!hasRoom) {
		setFlagsFromString('--semi-space-growth-factor=1');
		setFlagsFromString('--heap-growing-percent=40');
	}

	nodeModule.enableCompileCache(cacheFolder());
	const [{runJob}, {description, work}] = await Promise.all([import('./run-job.js'), load()]);
	await runJob(description, work);
};
