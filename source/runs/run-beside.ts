import os from 'node:os';
import process from 'node:process';
import {readProfile} from '../profiles/profile-store.js';
import type {Profile} from '../profiles/profile.js';
import {isOver, type RunRecord} from './contract.js';
import {listed, type ListedRun} from './listed-run.js';
import type {LockHolders} from './lock-holders.js';
import {listRuns} from './store/list-runs.js';

/** The one run of this machine, besides the run of this process, that may hold the locks of a job. Undefined when there is none, or more than one, or the history cannot be read. */
export const runBeside = async (job: string, divisions: readonly string[], profile: string): Promise<ListedRun | undefined> => {
	try {
		const living = await livingRuns(job, divisions, {profile});
		const found = living.filter(({id, runner}) => id !== process.env.BACO_RUN_ID && runner === 'built-in');
		return found.length === 1 ? found[0] : undefined;
	} catch {
		return undefined;
	}
};

/** A run that holds the locks, or, where the sessions that hold them do not tell their process, that may. */
export type OtherRun = {readonly run: ListedRun; readonly isHolder: boolean};

/**
The run of this machine through another profile that holds the locks of a job, as two profiles may reach one database. Where the holders are not known, the one that
may hold them, through a profile of the same server and database: it is for the person to look. Undefined where no run, or more than one, fits, or the history cannot be read.
*/
export const runOfOtherProfile = async (job: string, divisions: readonly string[], profile: string, {processes}: LockHolders): Promise<OtherRun | undefined> => {
	try {
		const living = await livingRuns(job, divisions);
		const others = living.filter(run => run.runner === 'built-in' && run.profile !== profile);
		const found = processes === undefined ? await ofSameDatabase(others, profile) : others.filter(({child}) => processes.some(({host, pid}) => pid === child?.pid && host.toLowerCase() === os.hostname().toLowerCase()));
		return found.length === 1 ? {run: found[0]!, isHolder: processes !== undefined} : undefined;
	} catch {
		return undefined;
	}
};

/** Two names of one server are not known to be one: then nothing is said. */
const ofSameDatabase = async (runs: readonly ListedRun[], profile: string): Promise<ListedRun[]> => {
	const own = databaseOf(await readProfile(profile));
	const same = await Promise.all(runs.map(async run => {
		const other = await readProfile(run.profile).catch(() => undefined);
		return other !== undefined && databaseOf(other) === own;
	}));
	return runs.filter((_, index) => same[index]);
};

const databaseOf = ({server: {host, port, instance}, database}: Profile): string => JSON.stringify([host, port ?? null, instance ?? null, database]).toLowerCase();

export const otherText = ({run: {id, profile, isOrphan, child}, isHolder}: OtherRun): string =>
	`it ${isHolder ? 'is' : 'may be'} the run ${id} of this machine, through the profile ${profile}${isOrphan ? `, which is lost, but whose process ${child!.pid} still lives` : ''}`;

/** The runs of a job, through a profile or through any, that live on this machine, dry ones aside, and have a division in common with these; no more than are wanted, because it takes a while to tell whether the job of a lost one lives. */
export const livingRuns = async (job: string, divisions: readonly string[], {profile, most = Infinity}: {readonly profile?: string; readonly most?: number} = {}): Promise<ListedRun[]> => {
	const living: ListedRun[] = [];
	for (const run of await listRuns({job, ...(profile !== undefined && {profile}), limit: 100})) {
		if (living.length === most) {
			break;
		}

		// eslint-disable-next-line no-await-in-loop -- a file after the other
		const now = isShared(run, divisions) && !run.dryRun ? await listed(run) : undefined;
		if (now !== undefined && (!isOver(now.state) || now.isOrphan)) {
			living.push(now);
		}
	}

	return living;
};

/** A run without divisions has all of them. */
const isShared = ({divisions: own}: Pick<RunRecord, 'divisions'>, divisions: readonly string[]): boolean =>
	own.length === 0 || divisions.length === 0 || own.some(division => divisions.some(other => isSameDivision(division, other)));

/** Whether two codes name one division: the database does not tell upper from lower case. */
export const isSameDivision = (code: string, other: string): boolean => code.toLowerCase() === other.toLowerCase();
