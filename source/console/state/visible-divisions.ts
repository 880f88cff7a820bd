import {filterDivisions} from '../../divisions/choose-divisions.js';
import type {Division} from '../../divisions/contract.js';
import type {LastResult} from '../services.js';
import type {AppState, LiveTest} from './app-state.js';
import type {DivisionsScreen, SortKey} from './screen-state.js';

export const sortKeys: readonly SortKey[] = ['code', 'name', 'database', 'web server', 'last test'];

/** `SERVER\INSTANCE\DATABASE`, as the back office page writes it. */
export const databasePath = (division: Division): string => [division.serverPath, division.databaseName].filter(Boolean).join('\\');

/** Whether a division can be used as it is, in one word. */
export const accessOf = ({enabled, blocked, member}: Division): 'member' | 'off' | 'blocked' | 'no member' | 'unknown' => {
	if (!enabled) {
		return 'off';
	}

	if (blocked) {
		return 'blocked';
	}

	if (member === undefined) {
		return 'unknown';
	}

	return member ? 'member' : 'no member';
};

/** The letter of column M, and what it means in words; a member has none. */
export const accessMarks: Readonly<Record<Exclude<ReturnType<typeof accessOf>, 'member'>, {readonly mark: string; readonly words: string}>> = {
	off: {mark: 'o', words: 'The back office is not enabled.'},
	blocked: {mark: 'B', words: 'You are blocked.'},
	'no member': {mark: 'n', words: 'You are not a member.'},
	unknown: {mark: '?', words: 'Whether you are a member is not known: your Synergy user is not known.'},
};

/** The divisions of the list screen: filtered and in order. Remembered until something that it depends on changes: a cursor move costs nothing. */
export const visibleDivisions = (state: AppState): readonly Division[] => {
	const {filter, input, sort, descending} = state.screens[0] as DivisionsScreen;
	const words = (input?.value ?? filter).toLowerCase().trim();
	const dependencies = [state.divisions, words, sort, descending, sort === 'last test' ? state.tests : undefined, sort === 'last test' ? state.lastResults : undefined];
	if (memory?.dependencies.every((value, index) => value === dependencies[index])) {
		return memory.value;
	}

	const value = filterDivisions(state.divisions, words).toSorted(divisionOrder(sort, state.lastResults, state.tests));
	memory = {dependencies, value: descending ? value.toReversed() : value};
	return memory.value;
};

/** The selected division of the list screen. */
export const selectedDivision = (state: AppState): Division | undefined => visibleDivisions(state)[(state.screens[0] as DivisionsScreen).list.index];

let memory: {readonly dependencies: readonly unknown[]; readonly value: readonly Division[]} | undefined;

/** Compares two divisions by a column; what needs attention comes first by the last test. */
export function divisionOrder(sort: SortKey, lastResults: Pick<ReadonlyMap<string, LastResult>, 'get'>, tests?: AppState['tests']): (left: Division, right: Division) => number {
	const byCode = (left: Division, right: Division) => compare(left.code, right.code);
	if (sort === 'last test') {
		const rankOf = ({code}: Division) => rank(tests?.get(code), lastResults.get(code));
		return (left, right) => firstDifference(rankOf(left) - rankOf(right), byCode(left, right));
	}

	const texts: Readonly<Record<Exclude<SortKey, 'last test'>, (division: Division) => string>> = {
		code: division => division.code,
		name: division => division.name,
		database: division => databasePath(division),
		'web server': division => division.webService,
	};
	const textOf = texts[sort];
	return (left, right) => firstDifference(compare(textOf(left), textOf(right)), byCode(left, right));
}

function firstDifference(first: number, second: number): number {
	return first === 0 ? second : first;
}

const collator = new Intl.Collator(undefined, {numeric: true, sensitivity: 'base'});
const {compare} = collator;

// What needs attention comes first.
function rank(test: LiveTest | undefined, last: LastResult | undefined): number {
	if (test?.status === 'running') {
		return 0;
	}

	const verdict = test?.result?.verdict ?? last?.verdict;
	return verdict === undefined ? 4 : {fail: 1, warn: 2, pass: 3}[verdict];
}
