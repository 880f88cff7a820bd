import {rm} from 'node:fs/promises';
import {isOver} from '../contract.js';
import {limits} from '../limits.js';
import {runIds} from './list-runs.js';
import {readRecord} from './record-file.js';
import {runFolder} from './run-folder.js';
import {isOrphaned, settle} from './settle.js';

/** Removes runs that are too old or too many; never one that goes on, nor one whose job still lives. Returns how many went. */
export const pruneRuns = async ({keepDays, keepCount}: {readonly keepDays: number; readonly keepCount: number} = limits()): Promise<number> => {
	const ids = await runIds();
	const oldest = Date.now() - (keepDays * 86_400_000);
	let removed = 0;
	/* eslint-disable no-await-in-loop -- seldom more than one, and nobody waits for it */
	for (const [index, id] of ids.entries()) {
		const record = await readRecord(id);
		const isSurplus = index >= keepCount || (record !== undefined && Date.parse(record.requestedAt) < oldest);
		if (!isSurplus) {
			continue;
		}

		if (record !== undefined) {
			const settled = await settle(record);
			if (!isOver(settled.state) || await isOrphaned(settled)) {
				continue;
			}
		}

		await rm(runFolder(id), {recursive: true, force: true});
		removed++;
	}
	/* eslint-enable no-await-in-loop */

	return removed;
};
