import {namedDivisions} from '../divisions/named-divisions.js';
import {agree, countOf} from '../platform/count-of.js';
import {hasRunToEnd, type RunRecord} from './contract.js';

/** A mean, and in words of what it is one. */
export type Average = {readonly ms: number; readonly of: string};

type Kind = Pick<RunRecord, 'job' | 'divisions' | 'dryRun' | 'runner'>;

/** How long a job takes: the mean of the last ten runs that can be compared and came to their end. They had the same program and divisions, else as many of them; undefined when there is none. */
export const averageOf = (runs: readonly RunRecord[], kind: Kind): Average | undefined => {
	const {job, divisions, dryRun, runner} = kind;
	const same = runs.filter(run => run.job === job && run.dryRun === dryRun && run.runner === runner && hasRunToEnd(run) && run.durationMs !== null && run.divisions.length === divisions.length);
	const key = keyOf(divisions);
	const near = same.filter(run => keyOf(run.divisions) === key);
	const taken = (near.length > 0 ? near : same).slice(0, mostRuns);
	if (taken.length === 0) {
		return undefined;
	}

	const on = divisions.length === 0 ? '' : ` on ${near.length > 0 ? namedDivisions(divisions, 5) : othersOf(taken, divisions.length)}`;
	return {
		ms: taken.reduce((sum, {durationMs}) => sum + durationMs!, 0) / taken.length,
		of: `${taken.length === 1 ? '1' : `the last ${taken.length}`} ${dryRun ? 'dry ' : ''}${agree(taken.length, 'run', 'runs')}${on}`,
	};
};

/** Of the runs like the last real one that came to its end: how long the job takes as it is used here. */
export const usualAverage = (runs: readonly RunRecord[], job: string): Average | undefined => {
	const last = runs.find(run => run.job === job && !run.dryRun && hasRunToEnd(run));
	return last && averageOf(runs, last);
};

/** Of one division each: how many there were. Of several each: only how many each had. */
const othersOf = (taken: readonly RunRecord[], each: number) => each === 1 ? countOf(new Set(taken.map(run => keyOf(run.divisions))).size, 'other division') : `${each} other divisions${taken.length > 1 ? ' each' : ''}`;

const mostRuns = 10;

const keyOf = (divisions: readonly string[]) => divisions.toSorted().join(',');
