import type {RunRecord} from './contract.js';

/** How long a job takes: the mean of its last successful runs of the same kind, in milliseconds; undefined when there is none. */
export const averageOf = (runs: readonly RunRecord[], {job, divisions, dryRun}: Pick<RunRecord, 'job' | 'divisions' | 'dryRun'>): number | undefined => {
	const same = runs.filter(run => run.job === job && run.dryRun === dryRun && run.state === 'succeeded' && run.durationMs !== null);
	// The same divisions say more than others; without any the others say something.
	const near = same.filter(run => run.divisions.join(',') === divisions.join(','));
	const taken = (near.length > 0 ? near : same).slice(0, 10);
	return taken.length === 0 ? undefined : taken.reduce((sum, {durationMs}) => sum + durationMs!, 0) / taken.length;
};
