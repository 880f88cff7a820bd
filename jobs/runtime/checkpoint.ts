import {readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {paths} from '../../source/platform/paths.js';
import {errorCode, writeFileDurably} from '../../source/platform/write-file.js';
import {BacoError} from '../../source/problems/baco-error.js';

/** Where a job notes how far it is, a division apart. What a database can hold belongs there, in the same transaction as the work. */
export type Checkpoint = {
	/** What was written last; undefined when there is nothing. Rejects with JOB-CHECKPOINT. */
	read: <T>(division?: string) => Promise<T | undefined>;
	/** Replaces it as a whole, durably. */
	write: (value: unknown, division?: string) => Promise<void>;
	clear: (division?: string) => Promise<void>;
};

/** In the run's own folder when the supervisor gives one, else below the state directory, where the next run finds it. */
export const openCheckpoint = (job: string, profile: string): Checkpoint => {
	const {BACO_CHECKPOINT_DIR: given} = process.env;
	const folder = given === undefined || given === '' ? path.join(paths().state, 'checkpoints', job, profile) : given;
	const fileOf = (division = 'all') => path.join(folder, `${encodeURIComponent(division)}.json`);
	return {
		async read<T>(division?: string) {
			const file = fileOf(division);
			try {
				return JSON.parse(await readFile(file, 'utf8')) as T;
			} catch (error) {
				if (errorCode(error) === 'ENOENT') {
					return undefined;
				}

				throw new BacoError('JOB-CHECKPOINT', {file, detail: errorCode(error)}, {cause: error});
			}
		},
		async write(value, division) {
			await writeFileDurably(fileOf(division), JSON.stringify(value));
		},
		async clear(division) {
			await rm(fileOf(division), {force: true});
		},
	};
};
