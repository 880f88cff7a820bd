import {localTime} from '../../platform/show-time.js';
import {filterDivisions} from '../../divisions/choose-divisions.js';
import type {Division} from '../../divisions/contract.js';
import {countOf} from '../../platform/count-of.js';
import type {LastResult, Services} from '../services.js';
import type {SortKey} from '../state/screen-state.js';
import {unsavedOf, unsavedText} from '../state/settings-drafts.js';
import {divisionOrder, sortKeys} from '../state/visible-divisions.js';
import type {Dialogue} from './dialogue.js';
import {choose} from './choose.js';
import {divisionByNumbers, testAloud} from './division-dialogue.js';
import {jobsByNumbers} from './jobs-dialogue.js';
import {runsByNumbers} from './runs-dialogue.js';
import {reviewByNumbers, type Drafts} from './review-dialogue.js';
import {undoByNumbers} from './repair-dialogue.js';
import {statementsAloud} from './say-statements.js';
import {findingLines, verdictLine} from './say-result.js';
import {connectionsByNumbers} from './sync-user-dialogue.js';

/** So many divisions are read out at once. */
const pageLength = 20;

const question = 'Number or code of a division, /text to filter, more, all to test all of these, jobs, runs, connections, audit, unsaved, sort, log, profile, list, quit:';

const help = [
	'A number or a code opens a division: its test, its access servers, its back office settings, a report.',
	'/text shows the divisions that have every word of it in code, name, database or web server; / alone shows all.',
	'more reads the next ones, list reads them from the start.',
	'sort puts them in order of code, name, database, web server or last test; the same one again turns the order round.',
	'log reads the last T-SQL statements, without their secrets; log and words only those that have every word.',
	'connections lists the accounting systems of the office, with the synchronisation user of each, and relinks one.',
	'jobs lists the background jobs, to launch one; runs lists what was run, with logs, stop and repeat.',
	'unsaved tests and saves the back office settings that you typed for several divisions and kept.',
	'all tests the divisions that are shown. audit lists the changes made, with undo. profile opens another profile. quit ends baco.',
];

type View = {
	readonly divisions: readonly Division[];
	readonly shown: readonly Division[];
	readonly from: number;
	readonly sort: SortKey;
	readonly descending: boolean;
};

type Talk = {readonly dialogue: Dialogue; readonly services: Services; readonly drafts: Drafts};

/** The list of divisions until it is left: for another profile, or to end. */
export const divisionsByNumbers = async (dialogue: Dialogue, services: Services): Promise<'profile' | 'quit'> => {
	const divisions = await services.listDivisions({signal: dialogue.signal});
	let view: View = {
		divisions, shown: divisions, from: 0, sort: 'code', descending: false,
	};
	let read: View | undefined;
	const drafts: Drafts = new Map();
	dialogue.keepAsking(() => unsavedText(unsavedOf(drafts)));
	for (;;) {
		/* eslint-disable no-await-in-loop -- question and answer */
		if (dialogue.isOver()) {
			return 'quit';
		}

		if (read !== view) {
			dialogue.say(...page(view, await services.lastResults()));
			read = view;
		}

		const answer = await dialogue.ask(question);
		if (answer === undefined) {
			return 'quit';
		}

		if (['quit', 'q'].includes(answer)) {
			await dialogue.quit();
			continue;
		}

		if (answer === 'profile') {
			const lost = unsavedText(unsavedOf(drafts));
			if (lost === '' || await dialogue.ask(`${lost} Type y to leave the profile all the same:`) === 'y') {
				dialogue.keepAsking(undefined);
				return 'profile';
			}

			continue;
		}

		view = await follow({dialogue, services, drafts}, view, answer);
		/* eslint-enable no-await-in-loop */
	}
};

/** Does what was answered; a new view is read out. */
async function follow({dialogue, services, drafts}: Talk, view: View, answer: string): Promise<View> {
	if (answer.startsWith('/')) {
		return filtered(view, answer.slice(1));
	}

	if (answer === 'more' || answer === 'list') {
		const next = view.from + pageLength;
		return {...view, from: answer === 'more' && next < view.shown.length ? next : 0};
	}

	if (answer === 'all') {
		await testAll(dialogue, services, view.shown);
		return view;
	}

	if (answer === 'audit') {
		await undoAndTest(dialogue, services, view.divisions);
		return view;
	}

	if (answer === 'unsaved') {
		return reviewed({dialogue, services, drafts}, view);
	}

	if (answer === 'sort') {
		return sorted({dialogue, services, drafts}, view);
	}

	if (answer === 'log' || answer.startsWith('log ')) {
		dialogue.say(...statementsAloud(services.statements(), answer.slice('log'.length)));
		return view;
	}

	if (answer === 'connections') {
		await connectionsAloud(dialogue, services);
		return view;
	}

	if (answer === 'jobs' || answer === 'runs') {
		await jobsOrRuns({dialogue, services, drafts}, view, answer);
		return view;
	}

	if (['help', '?'].includes(answer)) {
		dialogue.say(...help);
		return view;
	}

	const division = meant(view, answer);
	if (!division) {
		dialogue.say(`There is no division ${answer}.`);
		return view;
	}

	const now = await divisionByNumbers(dialogue, services, division, drafts);
	return withDivisions(view, [now]);
}

/** The view with divisions as they are now. */
const withDivisions = (view: View, now: readonly Division[]): View => {
	const renewed = (divisions: readonly Division[]) => divisions.map(one => now.find(({code}) => code === one.code) ?? one);
	return {...view, divisions: renewed(view.divisions), shown: renewed(view.shown)};
};

async function reviewed({dialogue, services, drafts}: Talk, view: View): Promise<View> {
	if (services.settings === undefined) {
		dialogue.say('This console has no settings.');
		return view;
	}

	try {
		const saved = await reviewByNumbers(dialogue, services.settings.review, drafts);
		if (saved.length === 0) {
			return view;
		}

		const now = await services.listDivisions(dialogue);
		await testAll(dialogue, services, now.filter(({code}) => saved.includes(code)));
		return withDivisions(view, now);
	} catch (error) {
		dialogue.sayProblem(error);
		return view;
	}
}

async function jobsOrRuns({dialogue, services: {runs}}: Talk, {divisions}: View, what: 'jobs' | 'runs'): Promise<void> {
	if (runs === undefined) {
		dialogue.say('This console has no jobs.');
		return;
	}

	try {
		await (what === 'jobs' ? jobsByNumbers(dialogue, runs, divisions) : runsByNumbers(dialogue, runs));
	} catch (error) {
		dialogue.sayProblem(error);
	}
}

function filtered(view: View, words: string): View {
	return {...view, shown: filterDivisions(view.divisions, words), from: 0};
}

async function sorted({dialogue, services}: Talk, view: View): Promise<View> {
	const sort = await choose(dialogue, 'Sort by:', sortKeys.map(value => ({text: value, value})));
	if (sort === undefined) {
		return view;
	}

	const isDescending = view.sort === sort && !view.descending;
	const order = divisionOrder(sort, await services.lastResults());
	const inOrder = (divisions: readonly Division[]) => isDescending ? divisions.toSorted(order).toReversed() : divisions.toSorted(order);
	dialogue.say(`By ${sort}${isDescending ? ', last first' : ''}.`);
	return {
		divisions: inOrder(view.divisions), shown: inOrder(view.shown), from: 0, sort, descending: isDescending,
	};
}

// A code goes before a number of the list.
function meant({divisions, shown}: View, answer: string): Division | undefined {
	const byCode = divisions.find(({code}) => code.toLowerCase() === answer.toLowerCase());
	return byCode ?? (/^\d+$/v.test(answer) ? shown[Number(answer) - 1] : undefined);
}

function page({shown, from}: View, lastResults: ReadonlyMap<string, LastResult>): string[] {
	const lines = shown.slice(from, from + pageLength).map(({code, name}, index) => `${from + index + 1}. ${code} ${name}: ${lastText(lastResults.get(code))}`);
	const rest = shown.length - from - lines.length;
	return [`${shown.length} ${shown.length === 1 ? 'division' : 'divisions'}.`, ...lines, ...(rest > 0 ? [`${rest} more.`] : [])];
}

function lastText(last: LastResult | undefined): string {
	return last ? `${[last.verdict, last.failedStep ?? ''].join(' ').trim()}, ${localTime(new Date(last.startedAt))}` : 'not tested';
}

async function testAll(dialogue: Dialogue, services: Services, divisions: readonly Division[]): Promise<void> {
	const {say, signal} = dialogue;
	say(`Testing ${countOf(divisions.length, 'division')}.`);
	try {
		const results = await services.testDivisions(divisions, {
			signal,
			onEvent(event) {
				if (event.type === 'test-ended') {
					say(verdictLine(event.result));
				}
			},
		});
		const count = (verdict: string) => results.filter(result => result.verdict === verdict).length;
		say(...results.flatMap(result => result.verdict === 'pass' ? [] : [verdictLine(result), ...findingLines(result)]));
		say(`Tested ${results.length}: ${count('pass')} pass, ${count('warn')} warn, ${count('fail')} fail.`);
	} catch (error) {
		dialogue.sayProblem(error);
	}
}

async function undoAndTest(dialogue: Dialogue, services: Services, divisions: readonly Division[]): Promise<void> {
	try {
		const code = await undoByNumbers(dialogue, services);
		const division = divisions.find(candidate => candidate.code === code);
		if (division) {
			await testAloud(dialogue, services, division);
		}
	} catch (error) {
		dialogue.sayProblem(error);
	}
}

async function connectionsAloud(dialogue: Dialogue, {sync, profile}: Services): Promise<void> {
	try {
		if (sync !== undefined) {
			await connectionsByNumbers({dialogue, sync, isReadOnly: profile.readOnly});
		}
	} catch (error) {
		dialogue.sayProblem(error);
	}
}
