import {readFile} from 'node:fs/promises';
import {whileHeld} from '../../platform/while-held.js';
import {errorCode} from '../../platform/write-file.js';
import type {RunRecord} from '../contract.js';
import {isRecord, recordFile} from './record-file.js';
import {timeOfRun} from './run-ids.js';

/** A run whose record cannot be read: what it was is not known, its folder stays. */
export type DamagedRun = {readonly id: string; readonly file: string; readonly reason: string};

/** The record of a run, or why it cannot be used. Undefined for one that is just being made: it is not called damaged. */
export const readRun = async (id: string): Promise<{readonly record: RunRecord} | {readonly damaged: DamagedRun} | undefined> => {
	const file = recordFile(id);
	const damaged = (reason: string) => ({damaged: {id, file, reason}});
	let text: string;
	try {
		text = await whileHeld(async () => readFile(file, 'utf8'), {patienceMs: 500});
	} catch (error) {
		const isMissing = errorCode(error) === 'ENOENT';
		// The folder is made before the record.
		return isMissing ? (Date.now() - timeOfRun(id) < newMs ? undefined : damaged('it is missing')) : damaged(`it cannot be read (${errorCode(error)})`);
	}

	try {
		const record: unknown = JSON.parse(text);
		return isRecord(id, record) ? {record} : damaged('it is of another version of baco, or of another run');
	} catch {
		return damaged(text.trim() === '' ? 'it is empty' : 'it is no whole JSON document');
	}
};

const newMs = 60_000;
