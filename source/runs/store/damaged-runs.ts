import {readFile} from 'node:fs/promises';
import {errorCode} from '../../platform/write-file.js';
import {isRecord, recordFile} from './record-file.js';
import {runIds, timeOfRun} from './run-ids.js';

/** A run whose record cannot be read: what it was is not known, its folder stays. */
export type DamagedRun = {readonly id: string; readonly file: string; readonly reason: string};

/** Runs that no list can show, newest first. One that is just being made is not called damaged. */
export const damagedRuns = async ({since}: {readonly since?: Date | undefined} = {}): Promise<DamagedRun[]> => {
	const damaged: DamagedRun[] = [];
	for (const id of await runIds()) {
		if (since !== undefined && timeOfRun(id) < since.getTime() - 1000) {
			break;
		}

		// eslint-disable-next-line no-await-in-loop -- a small file each
		const reason = await whyDamaged(id);
		if (reason !== undefined) {
			damaged.push({id, file: recordFile(id), reason});
		}
	}

	return damaged;
};

/** Why the record of a run cannot be read; undefined when it can. */
export const whyDamaged = async (id: string): Promise<string | undefined> => {
	let text: string;
	try {
		text = await readFile(recordFile(id), 'utf8');
	} catch (error) {
		const isMissing = errorCode(error) === 'ENOENT';
		// The folder is made before the record.
		return isMissing ? (Date.now() - timeOfRun(id) < newMs ? undefined : 'it is missing') : `it cannot be read (${errorCode(error)})`;
	}

	try {
		return isRecord(id, JSON.parse(text)) ? undefined : 'it is of another version of baco, or of another run';
	} catch {
		return text.trim() === '' ? 'it is empty' : 'it is no whole JSON document';
	}
};

const newMs = 60_000;
