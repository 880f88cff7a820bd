import process from 'node:process';
import {isOver, type RunRecord} from './contract.js';
import {listRuns} from './store/list-runs.js';
import {isOrphaned} from './store/settle.js';

/** Name of the one run of this machine, besides the run of this process, that may hold the locks of a job. Undefined when there is none, or more than one, or the history cannot be read. */
export const runBeside = async (job: string, divisions: readonly string[], profile: string): Promise<string | undefined> => {
	try {
		const living = await livingRuns(job, divisions, {profile});
		const found = living.filter(({id, runner}) => id !== process.env.BACO_RUN_ID && runner === 'built-in');
		return found.length === 1 ? found[0]!.id : undefined;
	} catch {
		return undefined;
	}
};

/** The runs of a job through a profile that live on this machine, dry ones aside, and have a division in common with these; no more than are wanted, because it takes a while to tell whether the job of a lost one lives. */
export const livingRuns = async (job: string, divisions: readonly string[], {profile, most = Infinity}: {readonly profile: string; readonly most?: number}): Promise<RunRecord[]> => {
	const living: RunRecord[] = [];
	for (const run of await listRuns({job, profile, limit: 100})) {
		// eslint-disable-next-line no-await-in-loop -- a file after the other
		if (living.length < most && isShared(run, divisions) && !run.dryRun && (!isOver(run.state) || await isOrphaned(run))) {
			living.push(run);
		}
	}

	return living;
};

/** A run without divisions has all of them. */
const isShared = ({divisions: own}: Pick<RunRecord, 'divisions'>, divisions: readonly string[]): boolean =>
	own.length === 0 || divisions.length === 0 || own.some(division => divisions.some(other => isSameDivision(division, other)));

/** Whether two codes name one division: the database does not tell upper from lower case. */
export const isSameDivision = (code: string, other: string): boolean => code.toLowerCase() === other.toLowerCase();
