import process from 'node:process';
import {isOver, type RunRecord} from './contract.js';
import {listRuns} from './store/list-runs.js';
import {isOrphaned} from './store/settle.js';

/** Name of the one run of this machine, besides the run of this process, that may hold the locks of a job. Undefined when there is none, or more than one, or the history cannot be read. */
export const runBeside = async (job: string, divisions: readonly string[], profile: string): Promise<string | undefined> => {
	try {
		const found: string[] = [];
		for (const run of await listRuns({job, profile, limit: 100})) {
			// eslint-disable-next-line no-await-in-loop -- a file after the other
			if (run.id !== process.env.BACO_RUN_ID && !run.dryRun && run.runner === 'built-in' && isShared(run, divisions) && (!isOver(run.state) || await isOrphaned(run))) {
				found.push(run.id);
			}
		}

		return found.length === 1 ? found[0] : undefined;
	} catch {
		return undefined;
	}
};

/** A run without divisions has all of them. */
const isShared = ({divisions: own}: Pick<RunRecord, 'divisions'>, divisions: readonly string[]): boolean =>
	own.length === 0 || divisions.length === 0 || own.some(division => divisions.some(other => division.toLowerCase() === other.toLowerCase()));
