import {countOf} from '../../../platform/count-of.js';
import {storedSeconds} from '../../../platform/show-time.js';
import {messageText} from '../../../process-log/message-text.js';
import {explanationRows} from '../../actions/move.js';
import {tableLines} from '../../components/table.js';
import type {AppState} from '../../state/app-state.js';
import {keyInWordsText} from '../../state/filter-keys.js';
import {listRows, readableWidth} from '../../state/layout.js';
import type {ProcessLogScreen} from '../../state/run-screens.js';
import {clean} from '../../text/width.js';
import {wrap} from '../../text/wrap.js';
import type {Theme} from '../../theme.js';
import {facts} from '../labelled.js';
import {problemLines} from '../problem-view.js';
import {withExplanation} from '../with-explanation.js';

export const processLogTitle = ({rows, unexplained, onlyErrors, time, job}: ProcessLogScreen): string => {
	const filters = filtersText({
		unexplained, onlyErrors, time, job,
	});
	return ` Process report${rows.status === 'ready' ? `  ${countOf(rows.value.length, 'row')}` : ''}${filters === '' ? '' : `  ${filters}`}  (times of the server)`;
};

/** What the jobs wrote into BacoProcessLog, as System > Reports > Processes shows it. A type is a number until the operator said what it stands for. */
export const processLogLines = (state: AppState, screen: ProcessLogScreen, theme: Theme): string[] => {
	const {rows, list} = screen;
	const {columns} = state.size;
	if (rows.status === 'loading') {
		return ['', theme.paint('  Reading BacoProcessLog.', {dim: true})];
	}

	if (rows.status === 'failed') {
		return problemLines(rows.problem, columns, theme, ['', 'R reads it again.']);
	}

	const selected = rows.value[list.index];
	if (selected === undefined) {
		return emptyLines(screen, columns, theme);
	}

	const explanation = explanationRows(state);
	const height = Math.max(1, listRows(state.size) - explanation);
	const table = tableLines({
		rows: rows.value, position: list, width: columns, height, theme,
		columns: [
			{title: 'TIME', width: 19, value: ({at}) => storedSeconds(at)},
			{title: 'PROCESS', width: 18, value: ({process}) => process},
			{
				title: 'TYPE', width: 9, value: ({type, kind}) => kind === undefined ? String(type) : `${type} ${kind === 'information' ? 'info' : kind}`,
				style: ({kind}) => kind === 'error' ? {color: 'red', bold: true} : (kind === 'warning' ? {color: 'yellow'} : {}),
			},
			{
				title: 'DIV', width: 5, align: 'right', value: ({division}) => division,
			},
			{title: 'MESSAGE', share: 1, value: row => messageText(row)},
		],
	});
	const {commandLine, server, person, division, id, type, kind} = selected;
	const explained = facts([
		['message', messageText(selected)],
		['command', commandLine],
		['server', `${server}  person ${person}${division === '' ? '' : `  division ${division}`}`],
		['row', `LogID ${id}, LogType ${type}${kind === undefined ? ', which the vendor does not document' : ` (${kind})`}`],
	], readableWidth(columns) - 4, theme);
	return withExplanation({
		table, list, length: rows.value.length, height, rows: explanation, theme, explanation: explained.map(line => `  ${line}`),
	});
};

const filtersText = ({unexplained, onlyErrors, time, job}: Omit<ProcessLogScreen, 'name' | 'list' | 'rows'>): string => [
	onlyErrors ? `errors${unexplained.length === 0 ? '' : ` (type ${unexplained.map(({type}) => type).join(', ')} not explained)`}` : '',
	time === 'all' ? '' : `last ${time}`,
	job === '' ? '' : clean(job),
].filter(part => part !== '').join(', ');

/** What keeps the rows out, and what lets them in again. */
const emptyLines = (screen: ProcessLogScreen, columns: number, theme: Theme): string[] => {
	const filters = filtersText(screen);
	const hint = keyInWordsText(screen.job);
	return [
		'',
		...wrap(filters === '' ? 'BacoProcessLog has no row.' : `No row matches: ${filters}.`, columns - 4),
		...(hint === undefined ? [] : wrap(hint, columns - 4)),
		...(filters === '' ? [] : ['', ...wrap(waysText(screen), columns - 4).map(line => theme.paint(line, {dim: true}))]),
	].map(line => `  ${line}`.trimEnd());
};

/** Of the filters that are set alone: E without one would let in fewer rows still. */
const waysText = ({onlyErrors, time, job}: ProcessLogScreen): string => {
	const ways = [
		{key: 'E', isSet: onlyErrors, what: 'what is no error too'},
		{key: 't', isSet: time !== 'all', what: 'another time'},
		{key: '/', isSet: job !== '', what: 'another process: empty is all'},
	].filter(({isSet}) => isSet);
	return `${ways.map(({key, what}, index) => `${key} ${index === 0 ? 'shows ' : ''}${what}`).join(', ')}.`;
};
