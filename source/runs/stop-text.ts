import {localSeconds} from '../platform/show-time.js';
import type {Stop} from './contract.js';
import {latestEnd} from './store/stop-under-way.js';

/** Of a stop that is under way: `stopping (killed at 14:05:35), asked by mia at 14:05:00, ended at 14:05:40 at the latest`. */
export const stopText = (stop: Stop): string => {
	const forced = forcedText(stop, clockOf);
	return `stopping${stop.stage === 'asked' ? '' : ` (${forced === '' ? stop.stage : forced})`}, asked by ${stop.by} at ${clockOf(new Date(stop.at))}, ended at ${clockOf(latestEnd(stop))} at the latest`;
};

/** Of a stop that is over: who asked for it and when, and when the job was ended by force, if it had to be. */
export const stoppedText = (stop: Stop): string => {
	const forced = forcedText(stop, localSeconds);
	return [
		`asked by ${stop.by} at ${localSeconds(new Date(stop.at))}`,
		// Earlier versions kept no time of it.
		...(forced === '' && stop.stage !== 'asked' ? [stop.stage === 'given-up' ? 'killed' : stop.stage] : []),
		...(forced === '' ? [] : [forced]),
		...(stop.stage === 'given-up' ? ['could not be ended'] : []),
	].join(', ');
};

const forcedText = ({terminatedAt, killedAt}: Stop, show: (date: Date) => string): string => [
	...(terminatedAt === undefined ? [] : [`terminated at ${show(new Date(terminatedAt))}`]),
	...(killedAt === undefined ? [] : [`killed at ${show(new Date(killedAt))}`]),
].join(', ');

/** Of this machine, as what is meant is today. */
const clockOf = (date: Date): string => date.toLocaleTimeString('en-GB', {hourCycle: 'h23'});
