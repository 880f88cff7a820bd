import {keyAndValue, unknownKeyText} from './filter-keys.js';
import {stateFilters, timeFilters, type RunsScreen} from './run-screens.js';

/** What the history shows. Each part is one fact; the words must occur in name, outcome or any other of them. */
export type RunsFilter = Pick<RunsScreen, 'job' | 'division' | 'state' | 'time' | 'words'>;

export const allRuns: RunsFilter = {
	job: '', division: '', state: 'all', time: 'all', words: '',
};

const filterKeys: readonly string[] = ['job', 'division', 'state', 'time'];

/** Reads `job:importer division:100 state:failed time:24h` and words, in any order. A text that is no filter is refused with a sentence. */
export const parseRunsFilter = (text: string): RunsFilter | {readonly fault: string} => {
	const words: string[] = [];
	const given: Record<string, string> = {};
	for (const word of text.match(/\S+/gv) ?? []) {
		const typed = keyAndValue(word);
		if (typed === undefined) {
			words.push(word);
		} else if (!filterKeys.includes(typed.key)) {
			return {fault: unknownKeyText(typed.key, filterKeys)};
		} else if (typed.value === '') {
			return {fault: `${typed.key}: needs a value behind it, without a blank.`};
		} else {
			given[typed.key] = typed.value;
		}
	}

	const {job = '', division = '', state = 'all', time = 'all'} = given;
	const known = stateFilters.find(one => one === state.toLowerCase());
	const span = timeFilters.find(one => one === time.toLowerCase());
	if (known === undefined || span === undefined) {
		return {fault: known === undefined ? `state: takes ${stateFilters.join(', ')}.` : `time: takes ${timeFilters.join(', ')}.`};
	}

	return {
		job: job.toLowerCase(), division, state: known, time: span, words: words.join(' '),
	};
};

/** The text that `parseRunsFilter` reads back. */
export const showRunsFilter = ({job, division, state, time, words}: RunsFilter): string => [
	job === '' ? '' : `job:${job}`,
	division === '' ? '' : `division:${division}`,
	state === 'all' ? '' : `state:${state}`,
	time === 'all' ? '' : `time:${time}`,
	words,
].filter(part => part !== '').join(' ');
