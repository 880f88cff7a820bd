import {rm} from 'node:fs/promises';
import {isOver} from '../contract.js';
import {limits} from '../limits.js';
import {readRecord} from './record-file.js';
import {runFolder} from './run-folder.js';
import {runIds} from './run-ids.js';
import {isOrphaned, settle} from './settle.js';

/** Removes runs that are too old or too many; never one that goes on, nor one whose job still lives, nor one whose record cannot be read. Returns how many went. */
export const pruneRuns = async ({keepDays, keepCount}: {readonly keepDays: number; readonly keepCount: number} = limits()): Promise<number> => {
	const ids = await runIds();
	const oldest = Date.now() - (keepDays * 86_400_000);
	let removed = 0;
	/* eslint-disable no-await-in-loop -- seldom more than one, and nobody waits for it */
	for (const [index, id] of ids.entries()) {
		const record = await readRecord(id);
		// Of one that cannot be read nobody knows whether it goes on: the list of runs tells of it, a person removes it.
		const isSurplus = record !== undefined && (index >= keepCount || Date.parse(record.requestedAt) < oldest);
		if (!isSurplus) {
			continue;
		}

		const settled = await settle(record);
		if (!isOver(settled.state) || await isOrphaned(settled)) {
			continue;
		}

		await rm(runFolder(id), {recursive: true, force: true});
		removed++;
	}
	/* eslint-enable no-await-in-loop */

	return removed;
};
