import {storedTime} from '../platform/show-time.js';
import type {Schedule, Schedules} from './contract.js';

/** When a scheduler starts a job next, for a column: by the clock of the server, with a mark when it is over. */
export const nextStart = ({found, sources}: Schedules, job: string): string => {
	const own = found.filter(schedule => schedule.job === job);
	const next = earliest(own);
	if (next?.next !== undefined) {
		return `${next.isOverdue ? '!' : ''}${storedTime(next.next).slice(5)}`;
	}

	if (own.some(({isEnabled}) => isEnabled)) {
		return 'unknown';
	}

	return own.length > 0 ? 'disabled' : (sources.some(({status}) => status === 'refused') ? 'not known' : 'none seen');
};

const earliest = (schedules: readonly Schedule[]): Schedule | undefined => schedules.filter(({next}) => next !== undefined).toSorted((left, right) => left.next!.getTime() - right.next!.getTime())[0];
