import {BacoError} from '../../problems/baco-error.js';
import type {RunRecord, RunState} from '../contract.js';
import {readRun, type DamagedRun} from './damaged-runs.js';
import {runIds, timeOfRun} from './run-ids.js';
import {settle} from './settle.js';

export type RunFilter = {
	readonly job?: string;
	/** Runs of any of these. */
	readonly jobs?: readonly string[];
	readonly division?: string;
	readonly states?: readonly RunState[];
	readonly profile?: string;
	readonly since?: Date;
	readonly limit?: number;
};

export type FoundRuns = {
	readonly runs: RunRecord[];
	/** Runs on the way to the last one found that no list can show, whatever the filter. */
	readonly damaged: DamagedRun[];
};

/** Runs of this machine in their true states, newest first. Those of a division are those that named it, and those over all divisions. */
export const findRuns = async ({job, jobs, division, states, profile, since, limit = Infinity}: RunFilter = {}): Promise<FoundRuns> => {
	const runs: RunRecord[] = [];
	const damaged: DamagedRun[] = [];
	for (const id of await runIds()) {
		if (since !== undefined && timeOfRun(id) < since.getTime() - 1000) {
			break;
		}

		// eslint-disable-next-line no-await-in-loop -- stops at the limit
		const found = await readRun(id);
		if (found === undefined) {
			continue;
		}

		if ('damaged' in found) {
			damaged.push(found.damaged);
			continue;
		}

		const {record} = found;
		const isWanted = (job === undefined || record.job === job)
			&& (jobs === undefined || jobs.includes(record.job))
			&& (profile === undefined || record.profile === profile)
			&& (division === undefined || record.divisions.length === 0 || record.divisions.includes(division));
		// eslint-disable-next-line no-await-in-loop -- as above
		const settled = isWanted ? await settle(record) : undefined;
		if (settled !== undefined && (states === undefined || states.includes(settled.state))) {
			runs.push(settled);
		}

		if (runs.length >= limit) {
			break;
		}
	}

	return {runs, damaged};
};

/** As `findRuns`, for whom a damaged one does not matter. */
export const listRuns = async (filter?: RunFilter): Promise<RunRecord[]> => {
	const {runs} = await findRuns(filter);
	return runs;
};

/** The run of a name that may be cut at either end as far as only one has it, or `last`. Rejects with RUN-UNKNOWN or RUN-DAMAGED. */
export const findRun = async (name: string): Promise<RunRecord> => {
	const ids = await runIds();
	const names = name === 'last' ? ids.slice(0, 1) : ids.filter(id => id === name || (name.length >= 3 && (id.startsWith(name) || id.endsWith(name))));
	const found = names.length === 1 ? await readRun(names[0]!) : undefined;
	if (found === undefined) {
		throw new BacoError('RUN-UNKNOWN', {name, found: names.length > 1 ? names.slice(0, 5) : [], isEmpty: ids.length === 0});
	}

	if ('damaged' in found) {
		throw new BacoError('RUN-DAMAGED', found.damaged);
	}

	return settle(found.record);
};
