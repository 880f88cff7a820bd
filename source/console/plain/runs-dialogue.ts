import {setTimeout as delay} from 'node:timers/promises';
import {countOf} from '../../platform/count-of.js';
import {localTime} from '../../platform/show-time.js';
import {runText} from '../../commands/run-text.js';
import {findJob} from '../../runs/catalogue/find-job.js';
import {hasRunToEnd, isOver, type RunRecord} from '../../runs/contract.js';
import {countsText, divisionsText} from '../../runs/counts-text.js';
import {doingText} from '../../runs/doing-text.js';
import {
	orphanText,
	outcomeText,
	stateWord,
	type ListedRun,
} from '../../runs/listed-run.js';
import {stopText} from '../../runs/stop-text.js';
import type {RunServices} from '../run-services.js';
import {parseRunsFilter} from '../state/runs-filter.js';
import {visibleRuns} from '../state/visible-runs.js';
import {toProblem} from '../to-problem.js';
import {choose, type Choice} from './choose.js';
import type {Dialogue} from './dialogue.js';
import {startAloud} from './launch-dialogue.js';

const mostRuns = 20;

/** The history until it is left: newest first, filtered as on the screen; one run by its number. */
export const runsByNumbers = async (dialogue: Dialogue, runs: RunServices): Promise<void> => {
	/* eslint-disable no-await-in-loop -- question and answer */
	let {runs: all, damaged} = await runs.runs();
	dialogue.say(...damaged.map(({id, file, reason}) => `Run ${id} cannot be read, ${reason}: ${file}`));
	for (let text = ''; ;) {
		const filter = parseRunsFilter(text);
		const shown = 'fault' in filter
			? []
			: visibleRuns({
				name: 'runs', list: {index: 0, top: 0}, runs: {status: 'ready', value: all}, damaged: [], ...filter,
			});
		const rest = shown.length - mostRuns;
		const run = await choose<ListedRun | 'filter'>(dialogue, 'fault' in filter ? filter.fault : `${shown.length} of ${countOf(all.length, 'run')}${text === '' ? '' : ` with ${text}`}${rest > 0 ? `, the newest ${mostRuns}` : ''}.`, [
			...shown.slice(0, mostRuns).map(record => ({text: lineOf(record), value: record})),
			{text: 'filter', value: 'filter' as const},
		]);
		if (run === undefined) {
			return;
		}

		if (run === 'filter') {
			text = await dialogue.ask('job:NAME division:CODE state:STATE time:24h and words, empty for all:') ?? '';
		} else {
			await runByNumbers(dialogue, runs, run.id);
		}

		({runs: all} = await runs.runs());
	}
	/* eslint-enable no-await-in-loop */
};

type Task = 'log' | 'stop' | 'kill' | 'again' | 'for real';

/** One run until it is left: what is known of it, its log, stop, again. */
export const runByNumbers = async (dialogue: Dialogue, runs: RunServices, id: string): Promise<void> => {
	/* eslint-disable no-await-in-loop -- question and answer */
	for (;;) {
		const {record, status} = await runs.look(id);
		dialogue.say(...runText(record, {log: null}).split('\n'));
		const report = isOver(record.state) ? await reportAloud(runs, record, dialogue) : undefined;
		dialogue.say(...(report === undefined ? [] : [`Process report: ${report}.`]));
		if (status !== undefined && !isOver(record.state) && (status.progress !== null || status.divisions !== undefined)) {
			dialogue.say(`Doing: ${doingText(status)}.`);
		}

		const task = await choose(dialogue, `Run ${id}:`, tasksOf(record));
		if (task === undefined) {
			return;
		}

		try {
			const next = await tasks[task](dialogue, runs, record);
			if (next !== undefined) {
				await runByNumbers(dialogue, runs, next.id);
				return;
			}
		} catch (error) {
			dialogue.sayProblem(error);
		}
	}
	/* eslint-enable no-await-in-loop */
};

const reportAloud = async (runs: RunServices, record: ListedRun, {signal}: Dialogue): Promise<string | undefined> => {
	try {
		const report = await runs.report(record, {signal});
		return report?.text;
	} catch (error) {
		return `not read, ${toProblem(error).summary}`;
	}
};

const lineOf = (run: ListedRun): string => {
	const outcome = outcomeText(run);
	return `${localTime(new Date(run.requestedAt))}, ${run.job} ${divisionsText(run)}, ${stateWord(run)}${run.dryRun ? ' (dry run)' : ''}${outcome === '' ? '' : `, ${outcome}`}`;
};

const tasksOf = (record: ListedRun): ReadonlyArray<Choice<Task>> => !record.isOrphan && isOver(record.state)
	? [
		{text: 'its log', value: 'log'},
		...(record.dryRun && hasRunToEnd(record) ? [{text: 'run it for real, with the same values', value: 'for real'} as const] : []),
		{text: 'run it again', value: 'again'},
	]
	: [{text: 'follow its log to the end', value: 'log'}, {text: 'ask it to stop', value: 'stop'}, {text: 'kill it', value: 'kill'}];

/** Each resolves with the run that it started, if it did. */
const tasks: Readonly<Record<Task, (dialogue: Dialogue, runs: RunServices, record: RunRecord) => Promise<RunRecord | undefined>>> = {
	async log(dialogue, runs, {id}) {
		await followAloud(dialogue, runs, id);
		return undefined;
	},
	async stop({say}, runs, {id}) {
		const before = await runs.cancel(id, 'ask');
		say(before === null ? 'Asked to stop at a safe point; it is ended when it does not.' : `It is ${stopText(before)}: nothing more was asked.`);
		return undefined;
	},
	async kill({say}, runs, {id}) {
		await runs.cancel(id, 'kill');
		say('Killing it and what it started.');
		return undefined;
	},
	again: async (dialogue, runs, record) => startAloud({dialogue, runs, job: findJob(record.job)}, requestOf(record, record.dryRun)),
	'for real': async (dialogue, runs, record) => startAloud({dialogue, runs, job: findJob(record.job)}, requestOf(record, false)),
};

const requestOf = ({job, runner, values, timeoutMs}: RunRecord, isDry: boolean) => ({
	job: findJob(job), runner, values, dryRun: isDry, timeoutMs: timeoutMs ?? undefined,
});

/** Says each line of the log once, until the run is over; ends with how it went. */
export const followAloud = async ({say, signal}: Dialogue, runs: RunServices, id: string): Promise<void> => {
	const log = runs.openLog(id);
	let told = 0;
	let isLostSaid = false;
	/* eslint-disable no-await-in-loop -- part after part */
	while (!signal.aborted) {
		const {record} = await runs.look(id);
		const isWhole = await log.refresh();
		for (let lines = await log.lines(told, 500); lines.length > 0; lines = await log.lines(told, 500)) {
			say(...lines.map(({stream, text}) => stream === 'out' ? text : `${stream === 'err' ? 'stderr' : 'note'}: ${text}`));
			told += lines.length;
		}

		if (isWhole && !isLostSaid && record.isOrphan) {
			isLostSaid = true;
			say(orphanText(record));
		}

		if (isWhole && !record.isOrphan && isOver(record.state)) {
			say(`Run ${id} ${record.state}${record.message === null ? '' : `: ${record.message}`}${countsText(record) === undefined ? '' : ` (${countsText(record)})`}`);
			return;
		}

		await delay(500, undefined, {signal}).catch(() => undefined);
	}
	/* eslint-enable no-await-in-loop */
};
