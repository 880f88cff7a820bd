import {storedTime} from '../../../platform/show-time.js';
import type {Job} from '../../../runs/catalogue/job.js';
import {jobText} from '../../../runs/catalogue/job-text.js';
import {leftoversText} from '../../../runs/leftovers/leftovers-text.js';
import type {Schedule} from '../../../schedules/contract.js';
import {nextStart} from '../../../schedules/next-start.js';
import {unseen} from '../../../schedules/unseen.js';
import type {JobsScreen} from '../../state/run-screens.js';
import type {Style} from '../../theme.js';

/** When a scheduler starts the job next, for a column: by the clock of the server, with a mark when it is over. */
export const nextText = ({schedules}: Pick<JobsScreen, 'schedules'>, {id}: Job): string => {
	if (schedules.status !== 'ready') {
		return schedules.status === 'loading' ? '' : 'not known';
	}

	return nextStart(schedules.value, id);
};

export const nextStyle = ({schedules}: Pick<JobsScreen, 'schedules'>, {id, obsolete}: Job): Style => {
	const own = schedules.status === 'ready' ? schedules.value.found.filter(({job, isEnabled}) => job === id && isEnabled) : [];
	return own.length === 0 ? {dim: true} : (obsolete !== undefined || own.some(({isOverdue}) => isOverdue) ? {color: 'yellow', bold: true} : {});
};

/** What is known of the schedules of a job, one clause each, with where it was seen; as a whole also where nobody looked. */
export const scheduleTexts = ({schedules}: Pick<JobsScreen, 'schedules'>, {id}: Job, {isWhole}: {readonly isWhole: boolean}): string[] => {
	if (schedules.status !== 'ready') {
		return [schedules.status === 'loading' ? 'asking the server' : `not known: ${schedules.problem.summary}`];
	}

	const {found, sources} = schedules.value;
	const own = found.filter(({job}) => job === id);
	const read = sources.filter(({status}) => status !== 'refused').map(({name}) => name);
	return [
		...own.map(schedule => textOf(schedule)),
		...(own.length === 0 && read.length > 0 ? [`none seen in ${read.join(' or ')}${isWhole ? `; ${unseen}` : ''}`] : []),
		...sources.filter(({status}) => status === 'refused').map(({name, detail}) => `${name} was not read: ${detail}`),
	];
};

/** Everything, as `baco jobs show` says it, and what the server told. */
export const wholeText = (screen: Pick<JobsScreen, 'schedules' | 'leftovers'>, job: Job): string => [
	jobText(job, leftTexts(screen, job)),
	'',
	'Schedules',
	...scheduleTexts(screen, job, {isWhole: true}).map(line => `  - ${line}`),
].join('\n');

/** What an obsolete job has left; undefined for one that is in use. */
export const leftTexts = ({leftovers}: Pick<JobsScreen, 'leftovers'>, {id, obsolete}: Job): string[] | undefined => {
	if (obsolete === undefined) {
		return undefined;
	}

	const left = leftovers.get(id);
	return left?.status === 'ready' ? leftoversText(left.value) : [left?.status === 'failed' ? `What is left of it is not known: ${left.problem.summary}` : 'Looking for what is left of it.'];
};

const textOf = ({source, name, next, isEnabled, detail, commandLine}: Schedule): string => [
	`${source === 'agent' ? 'SQL Server Agent' : 'BackgroundJobSettings'} ${name}`,
	next === undefined ? (isEnabled ? 'enabled' : 'disabled') : `next ${storedTime(next)} (clock of the server)`,
	...(detail === '' ? [] : [detail]),
	commandLine,
].join(', ');
