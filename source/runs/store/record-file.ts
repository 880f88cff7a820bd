import {
	readFile,
	rename,
	rm,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import {writeFileDurably} from '../../platform/write-file.js';
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

const statusName = 'status.json';

const readJson = async (file: string): Promise<unknown> => {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return undefined;
	}
};
