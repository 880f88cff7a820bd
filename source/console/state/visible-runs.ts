import {isOver} from '../../runs/contract.js';
import {jobsNamed} from '../../runs/catalogue/find-job.js';
import {outcomeText, stateWord, type ListedRun} from '../../runs/listed-run.js';
import type {RunsScreen, timeFilters} from './run-screens.js';

/** Runs that the filters of the screen let through, newest first. */
export const visibleRuns = ({runs, job, division, words: text, state, time}: RunsScreen): readonly ListedRun[] => {
	if (runs.status !== 'ready') {
		return [];
	}

	const words = text.toLowerCase().split(/\s+/v).filter(word => word !== '');
	const {found, isExact} = jobsNamed(job);
	const named = new Set(found.map(({id}) => id));
	const since = sinceMs(time);
	return runs.value.filter(run => {
		const all = `${run.id} ${run.job} ${run.divisions.join(' ')} ${run.state} ${stateWord(run)} ${outcomeText(run)}`.toLowerCase();
		return words.every(word => all.includes(word))
			&& (job === '' || named.has(run.job) || (!isExact && run.job.includes(job)))
			&& (division === '' || run.divisions.length === 0 || run.divisions.includes(division))
			&& (state === 'all' || (state === 'running' ? !isOver(run.state) : run.state === state))
			&& (since === undefined || Date.parse(run.requestedAt) >= since);
	});
};

/** What may be chosen for a part of the filter: what occurs in the runs, after no choice. */
export const choicesOf = ({runs}: RunsScreen, part: 'job' | 'division'): readonly string[] => {
	const all = runs.status === 'ready' ? runs.value : [];
	return ['', ...new Set(all.flatMap(({job, divisions}) => part === 'job' ? [job] : divisions).toSorted())];
};

/** The moment from which a time filter lets through; undefined for all. */
export const sinceMs = (time: typeof timeFilters[number]): number | undefined => time === 'all' ? undefined : Date.now() - (hoursOf(time)! * 3_600_000);

export const hoursOf = (time: typeof timeFilters[number]): number | undefined => time === 'all' ? undefined : Number(time.slice(0, -1)) * (time.endsWith('d') ? 24 : 1);
