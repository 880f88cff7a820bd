import type {Division} from '../../divisions/contract.js';
import {localTime} from '../../platform/show-time.js';
import {groupTitles} from '../../runs/catalogue/jobs.js';
import type {RunRecord} from '../../runs/contract.js';
import type {JobLine} from '../../runs/job-lines.js';
import {stateWord} from '../../runs/listed-run.js';
import type {RunServices} from '../run-services.js';
import {nextText, wholeText} from '../screens/runs/job-facts.js';
import type {JobsScreen} from '../state/run-screens.js';
import {toProblem} from '../to-problem.js';
import {showDuration} from '../../platform/show-duration.js';
import {whyNotLaunch} from '../state/run-request.js';
import {choose} from './choose.js';
import type {Dialogue} from './dialogue.js';
import {launchByNumbers, type Launch} from './launch-dialogue.js';
import {followAloud, runByNumbers} from './runs-dialogue.js';

type Told = Pick<JobsScreen, 'schedules' | 'leftovers'>;

/** The jobs until they are left: one by its number, to be explained or launched. */
export const jobsByNumbers = async (dialogue: Dialogue, runs: RunServices, divisions: readonly Division[]): Promise<void> => {
	const told = await askServer(dialogue, runs);
	/* eslint-disable no-await-in-loop -- question and answer */
	for (;;) {
		const lines = await runs.jobs();
		const line = await choose(dialogue, `${lines.length} jobs; times of next starts are those of the server.`, lines.map(value => ({text: textOf(value, told), value})));
		if (line === undefined) {
			return;
		}

		try {
			await jobByNumbers({dialogue, runs, divisions}, line, told);
		} catch (error) {
			dialogue.sayProblem(error);
		}
	}
	/* eslint-enable no-await-in-loop */
};

const askServer = async ({signal}: Dialogue, runs: RunServices): Promise<Told> => {
	try {
		return {schedules: {status: 'ready', value: await runs.schedules({signal})}, leftovers: new Map()};
	} catch (error) {
		return {schedules: {status: 'failed', problem: toProblem(error)}, leftovers: new Map()};
	}
};

const textOf = ({job, last, average}: JobLine, told: Told): string => [
	`${job.name}, ${groupTitles[job.group]}`,
	...(job.obsolete === undefined ? [] : [`not used since ${job.obsolete.since}`]),
	last === undefined ? 'never run here' : `last ${stateWord(last)}${last.dryRun ? ' (dry run)' : ''} ${localTime(new Date(last.requestedAt))}`,
	...(average === undefined ? [] : [`average ${showDuration(average.ms)} of ${average.of}`]),
	`next start ${nextText(told, job)}`,
].join(', ');

const jobByNumbers = async ({dialogue, runs, divisions}: {readonly dialogue: Dialogue; readonly runs: RunServices; readonly divisions: readonly Division[]}, {job, last}: JobLine, told: Told): Promise<void> => {
	const refusal = whyNotLaunch(job);
	dialogue.say(`${job.name}: ${job.purpose}`, ...(refusal === undefined ? [] : [refusal]));
	const task = await choose<Task>(dialogue, `${job.name}:`, [
		...(refusal === undefined ? [{text: 'launch', value: 'launch'} as const] : []),
		{text: 'explain', value: 'explain'} as const,
		...(last === undefined ? [] : [{text: 'last run', value: 'last'} as const]),
	]);
	if (task !== undefined) {
		await tasks[task]({
			dialogue, runs, divisions, job,
		}, last, told);
	}
};

type Task = 'explain' | 'last' | 'launch';

const tasks: Readonly<Record<Task, (launch: Launch, last: RunRecord | undefined, told: Told) => Promise<void>>> = {
	async explain({dialogue, runs, job}, _, told) {
		const left = job.obsolete === undefined ? undefined : await runs.leftovers(job, {signal: dialogue.signal});
		dialogue.say(...wholeText({...told, leftovers: new Map(left === undefined ? [] : [[job.id, {status: 'ready', value: left}]])}, job).split('\n'));
	},
	async last({dialogue, runs}, last) {
		await runByNumbers(dialogue, runs, last!.id);
	},
	async launch(launch) {
		const {dialogue, runs} = launch;
		const record = await launchByNumbers(launch);
		if (record === undefined) {
			return;
		}

		await followAloud(dialogue, runs, record.id);
		await runByNumbers(dialogue, runs, record.id);
	},
};
