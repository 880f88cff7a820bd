import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {writeFileDurably} from '../../platform/write-file.js';
import {runFolder} from './run-folder.js';

/** What somebody wants of a running job: a stop at the next safe point, or its end at once. */
export type StopRequest = {readonly by: string; readonly mode: 'ask' | 'kill'; readonly at?: string};

/** A file, because every system has them and every process of this user can write one. */
export const writeStopRequest = async (id: string, request: StopRequest): Promise<void> => {
	await writeFileDurably(stopFile(id), JSON.stringify(request));
};

export const readStopRequest = async (id: string): Promise<StopRequest | undefined> => {
	const text = await readFile(stopFile(id), 'utf8').catch(() => undefined);
	try {
		return text === undefined ? undefined : JSON.parse(text) as StopRequest;
	} catch {
		return undefined;
	}
};

const stopFile = (id: string) => path.join(runFolder(id), 'stop.json');
