import {
	readFile,
	rename,
	rm,
	stat,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {errorCode, writeFileDurably} from '../../platform/write-file.js';
import type {RunRecord, RunStatus} from '../contract.js';
import {runFolder} from './run-folder.js';

/** Replaces the record of a run, durably. Rejects with FILE-WRITE. */
export const writeRecord = async (record: RunRecord): Promise<void> => {
	await writeFileDurably(recordFile(record.id), `${JSON.stringify(record)}\n`);
};

/** The record as it was written last; undefined when there is none, or none that can be read. */
export const readRecord = async (id: string): Promise<RunRecord | undefined> => {
	const record = await readJson(recordFile(id));
	return isRecord(id, record) ? record : undefined;
};

export const recordFile = (id: string): string => path.join(runFolder(id), 'run.json');

export const isRecord = (id: string, value: unknown): value is RunRecord => typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'id' in value && value.id === id;

/** Replaces what is told of a running job. It is told again a second later: nothing is flushed for it. On a full disk it is written into the room that it has. */
export const writeStatus = async (id: string, status: RunStatus): Promise<void> => {
	const file = path.join(runFolder(id), statusName);
	const text = JSON.stringify(status).padEnd(statusBytes);
	try {
		await writeFile(`${file}.new`, text, {mode: 0o600});
		await rename(`${file}.new`, file);
	} catch {
		await rm(`${file}.new`, {force: true});
		await writeFile(file, text, {flag: 'r+'});
	}
};

// A block of most file systems, so that the next one, which may be longer, needs no other one.
const statusBytes = 4096;

export const readStatus = async (id: string): Promise<RunStatus | undefined> => await readJson(path.join(runFolder(id), statusName)) as RunStatus | undefined;

/** When a supervisor told last that it lives, in milliseconds, by the file's own time: also of a status that cannot be read. Undefined when there is none. */
export const statusTime = async (id: string): Promise<number | undefined> => {
	const details = await stat(path.join(runFolder(id), statusName)).catch(() => undefined);
	return details?.mtimeMs;
};

const statusName = 'status.json';

/** Undefined when there is none. One that cannot be read may be in the middle of being replaced: it is looked at again. */
const readJson = async (file: string, attempts = 5): Promise<unknown> => {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		if (attempts === 1 || errorCode(error) === 'ENOENT') {
			return undefined;
		}

		await delay(50);
		return readJson(file, attempts - 1);
	}
};
