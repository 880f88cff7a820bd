import {rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {RunRecord} from '../contract.js';
import {writeRecord} from '../store/record-file.js';
import {runFolder} from '../store/run-folder.js';

/** Keeps some room on the disk for the last record, in case the disk is full by then. */
export const makeReserve = async (id: string): Promise<void> => {
	await writeFile(reserveFile(id), new Uint8Array(reserveBytes).fill(32), {mode: 0o600}).catch(() => undefined);
};

/**
Writes the last record. On a full disk the reserve is given up for it; without its rejections it needs little more than the record before.
When nothing helps the supervisor ends all the same: a reader sees then that nobody watches, and calls the run lost.
*/
export const writeFinalRecord = async (record: RunRecord): Promise<void> => {
	await rm(reserveFile(record.id), {force: true}).catch(() => undefined);
	const short = {...record, rejections: record.rejections.slice(0, 10), notes: [...record.notes, 'The disk was full: not all rejections are kept.']};
	const attempts = [record, ...Array.from({length: 20}, () => record.rejections.length > 10 ? short : record)];
	for (const attempt of attempts) {
		try {
			// eslint-disable-next-line no-await-in-loop -- one after another, until one succeeds
			await writeRecord(attempt);
			return;
		} catch {
			// eslint-disable-next-line no-await-in-loop -- as above
			await delay(250);
		}
	}
};

export const reserveBytes = 512 * 1024;
const reserveFile = (id: string) => path.join(runFolder(id), 'reserve');
