import {jobs} from './catalogue/jobs.js';
import type {Job} from './catalogue/job.js';
import {listed, type ListedRun} from './listed-run.js';
import {usualAverage, type Average} from './run-averages.js';
import {listRuns} from './store/list-runs.js';

/** A job of the catalogue with how it went last, through a profile or through all of them. */
export type JobLine = {
	readonly job: Job;
	readonly last: ListedRun | undefined;
	readonly average: Average | undefined;
};

/** The whole catalogue with the runs of this machine. */
export const readJobLines = async ({profile}: {readonly profile?: string | undefined}): Promise<JobLine[]> => {
	const runs = await listRuns({limit: mostRuns, ...(profile !== undefined && {profile})});
	return Promise.all(jobs.map(async job => {
		const last = runs.find(run => run.job === job.id);
		return {job, last: last && await listed(last), average: usualAverage(runs, job.id)};
	}));
};

/** Runs that are looked at for the last ones and the averages. */
export const mostRuns = 300;
