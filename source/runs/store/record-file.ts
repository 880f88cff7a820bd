import {readFile, rename, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {writeFileDurably} from '../../platform/write-file.js';
import type {RunRecord, RunStatus} from '../contract.js';
import {runFolder} from './run-folder.js';

/** Replaces the record of a run, durably. Rejects with FILE-WRITE. */
export const writeRecord = async (record: RunRecord): Promise<void> => {
	await writeFileDurably(path.join(runFolder(record.id), recordName), `${JSON.stringify(record)}\n`);
};

/** The record as it was written last; undefined when there is none, or none that can be read. */
export const readRecord = async (id: string): Promise<RunRecord | undefined> => {
	const record = await readJson(path.join(runFolder(id), recordName)) as RunRecord | undefined;
	return record?.version === 1 && record.id === id ? record : undefined;
};

/** Replaces what is told of a running job. It is told again a second later: nothing is flushed for it. */
export const writeStatus = async (id: string, status: RunStatus): Promise<void> => {
	const file = path.join(runFolder(id), statusName);
	await writeFile(`${file}.new`, JSON.stringify(status), {mode: 0o600});
	await rename(`${file}.new`, file);
};

export const readStatus = async (id: string): Promise<RunStatus | undefined> => await readJson(path.join(runFolder(id), statusName)) as RunStatus | undefined;

const recordName = 'run.json';
const statusName = 'status.json';

const readJson = async (file: string): Promise<unknown> => {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return undefined;
	}
};
