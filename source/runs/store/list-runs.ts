import {BacoError} from '../../problems/baco-error.js';
import type {RunRecord, RunState} from '../contract.js';
import {whyDamaged} from './damaged-runs.js';
import {readRecord, recordFile} from './record-file.js';
import {runIds, timeOfRun} from './run-ids.js';
import {settle} from './settle.js';

export type RunFilter = {
	readonly job?: string;
	readonly division?: string;
	readonly states?: readonly RunState[];
	readonly profile?: string;
	readonly since?: Date;
	readonly limit?: number;
};

/** Runs of this machine in their true states, newest first. Those of a division are those that named it, and those over all divisions. One whose record is damaged is not among them. */
export const listRuns = async ({job, division, states, profile, since, limit = Infinity}: RunFilter = {}): Promise<RunRecord[]> => {
	const found: RunRecord[] = [];
	for (const id of await runIds()) {
		if (since !== undefined && timeOfRun(id) < since.getTime() - 1000) {
			break;
		}

		// eslint-disable-next-line no-await-in-loop -- stops at the limit
		const record = await readRecord(id);
		const isWanted = record !== undefined
			&& (job === undefined || record.job === job)
			&& (profile === undefined || record.profile === profile)
			&& (division === undefined || record.divisions.length === 0 || record.divisions.includes(division));
		// eslint-disable-next-line no-await-in-loop -- as above
		const settled = isWanted ? await settle(record) : undefined;
		if (settled !== undefined && (states === undefined || states.includes(settled.state))) {
			found.push(settled);
		}

		if (found.length >= limit) {
			break;
		}
	}

	return found;
};

/** The run of a name that may be cut at either end as far as only one has it, or `last`. Rejects with RUN-UNKNOWN or RUN-DAMAGED. */
export const findRun = async (name: string): Promise<RunRecord> => {
	const ids = await runIds();
	const found = name === 'last' ? ids.slice(0, 1) : ids.filter(id => id === name || (name.length >= 3 && (id.startsWith(name) || id.endsWith(name))));
	const record = found.length === 1 ? await readRecord(found[0]!) : undefined;
	const reason = record === undefined && found.length === 1 ? await whyDamaged(found[0]!) : undefined;
	if (reason !== undefined) {
		throw new BacoError('RUN-DAMAGED', {id: found[0]!, file: recordFile(found[0]!), reason});
	}

	if (record === undefined) {
		throw new BacoError('RUN-UNKNOWN', {name, found: found.length > 1 ? found.slice(0, 5) : [], isEmpty: ids.length === 0});
	}

	return settle(record);
};
