import {isOver, type RunRecord} from '../../runs/contract.js';
import type {RunsScreen, timeFilters} from './run-screens.js';

/** Runs that the filters of the screen let through, newest first. */
export const visibleRuns = ({runs, filter, state, time}: RunsScreen): readonly RunRecord[] => {
	if (runs.status !== 'ready') {
		return [];
	}

	const words = filter.toLowerCase().split(/\s+/v).filter(word => word !== '');
	const since = sinceMs(time);
	return runs.value.filter(run => {
		const text = `${run.id} ${run.job} ${run.divisions.join(' ')} ${run.state} ${run.message ?? ''}`.toLowerCase();
		return words.every(word => text.includes(word))
			&& (state === 'all' || (state === 'running' ? !isOver(run.state) : run.state === state))
			&& (since === undefined || Date.parse(run.requestedAt) >= since);
	});
};

/** The moment from which a time filter lets through; undefined for all. */
export const sinceMs = (time: typeof timeFilters[number]): number | undefined => time === 'all' ? undefined : Date.now() - (hoursOf(time)! * 3_600_000);

export const hoursOf = (time: typeof timeFilters[number]): number | undefined => time === 'all' ? undefined : Number(time.slice(0, -1)) * (time.endsWith('d') ? 24 : 1);
