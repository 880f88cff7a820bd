import {agree, countOf} from '../../../platform/count-of.js';
import {clockText, localSeconds} from '../../../platform/show-time.js';
import {
	hasRunToEnd,
	isOver,
	type RunRecord,
	type RunStatus,
} from '../../../runs/contract.js';
import {rowsText} from '../../../runs/counts-text.js';
import {
	isOfSeveral,
	placeText,
	shareDone,
} from '../../../runs/doing-text.js';
import {keptInBrief} from '../../../runs/failure-text.js';
import {gapText} from '../../../runs/log-gaps.js';
import {stopText} from '../../../runs/stop-text.js';
import type {LogLine} from '../../../runs/store/log-line.js';
import {bar} from '../../components/progress-bar.js';
import type {RunNow} from '../../run-services.js';
import type {AppState, Size} from '../../state/app-state.js';
import {keyInWordsText} from '../../state/filter-keys.js';
import {bodyRows} from '../../state/layout.js';
import type {RunScreen} from '../../state/run-screens.js';
import {cutTo, fit, limited} from '../../text/fit.js';
import {showDuration, showElapsed} from '../../../platform/show-duration.js';
import {clean} from '../../text/width.js';
import {wrap} from '../../text/wrap.js';
import type {Style, Theme} from '../../theme.js';
import {problemLines} from '../problem-view.js';
import {
	elapsedMs,
	shortDivisions,
	stateStyle,
	stateText,
} from './run-words.js';

export const runTitle = ({now, id}: RunScreen, theme: Theme): string => {
	if (now === undefined) {
		return ` Run ${id}`;
	}

	const {record} = now;
	return ` ${record.job}${record.divisions.length === 0 ? '' : ` ${shortDivisions(record, 12)}`}  ${stateText(record, theme)}  ${id}`;
};

/** How the job is doing above, its log below. */
export const runLines = (state: AppState, screen: RunScreen, theme: Theme): string[] => {
	const {columns} = state.size;
	if (screen.problem !== undefined) {
		return problemLines(screen.problem, columns, theme);
	}

	if (screen.now === undefined) {
		return ['', theme.paint('  Reading the run.', {dim: true})];
	}

	const head = headLines(state, screen, theme);
	const rows = Math.max(1, bodyRows(state.size) - head.length);
	return [...head, ...logLines(screen, {columns, rows}, theme)];
};

/** Rows of the log on the screen. */
export const logRows = (state: AppState, screen: RunScreen, theme: Theme): number => screen.now === undefined ? 1 : Math.max(1, bodyRows(state.size) - headLines(state, screen, theme).length);

const headLines = (state: AppState, screen: RunScreen, theme: Theme): string[] => {
	const {columns} = state.size;
	const {record, status, average} = screen.now!;
	const isEnded = isOver(record.state);
	const elapsed = elapsedMs(record, screen.clock);
	const isLate = elapsed !== undefined && average !== undefined && elapsed > average.ms * 1.2;
	const width = columns - 2;
	const late = isLate && !isEnded ? 'longer than usual, ' : '';
	const time = [
		`${timeText(record, elapsed)}  ${late}${usualText(average)}`,
		// Of which divisions it is an average matters least.
		`${timeText(record, elapsed)}  ${late}${usualText(average).replace(/ on (?:divisions?|\d+ other divisions?)\b.*$/v, '')}`,
	].find(text => text.length <= width);
	const counts = countsLine(record, isEnded ? undefined : status);
	const third = isEnded ? {lines: wrap(record.message ?? '', width), style: stateStyle(record.state)} : {lines: [fit(progressLine(status, columns, theme), width).trimEnd()], style: {}};
	const notes = {lines: notesOf(screen).flatMap(note => wrap(clean(note), width)), style: {color: 'yellow'} as const};
	const lateStyle: Style = isLate ? {color: 'yellow', bold: true} : {};
	const told = withRoom([{lines: [time ?? timeText(record, elapsed)], style: lateStyle}, {lines: wrap(counts, width), style: {}}, third, notes], bodyRows(state.size) - 1 - leastLogRows(state.size), width)
		.flatMap(({lines, style}) => lines.map(line => theme.paint(line, style)));
	return [...told.map(line => ` ${line}`), theme.paint(ruleOf(screen, columns, theme), {dim: true})];
};

type Part = {readonly lines: readonly string[]; readonly style: Style};

/** Up to three rows of each part, as far as the log keeps its own; in a very low window the counts share the row of the time. What is left out is told, with the key that shows it. */
const withRoom = (parts: readonly Part[], rows: number, width: number): Part[] => {
	if (parts.filter(({lines}) => lines.length > 0).length <= rows) {
		let free = rows - parts.filter(({lines}) => lines.length > 0).length;
		return parts.map(({lines, style}) => {
			const more = Math.max(0, Math.min(2, lines.length - 1, free));
			free -= more;
			return {lines: limited(lines, more + 1, width, whole), style};
		});
	}

	const [time, counts, ...others] = parts;
	return [{lines: [`${time!.lines[0]!}  ${counts!.lines[0]!}`, ...counts!.lines.slice(1)], style: time!.style}, ...others].map(({lines, style}) => ({lines: limited(lines.flatMap(line => wrap(line, width)), 1, width, whole), style}));
};

/** Rows that the log keeps, however much there is to tell above it. */
const leastLogRows = (size: Size): number => bodyRows(size) < 8 ? 1 : 3;

/** What a person must know besides how the job is doing, what is to be acted on first. */
const notesOf = ({now, report}: RunScreen): string[] => {
	const {record, status} = now!;
	const kept = keptInBrief(record);
	// The notes of a run that is over tell it.
	const gaps = isOver(record.state) ? [] : status?.logGaps ?? [];
	return [
		...(record.isOrphan && record.stopping === null ? [`The job's process ${record.child!.pid} still lives, and nobody watches it: x ends it, or baco runs cancel ${record.id}`] : []),
		...(record.stopping === null ? [] : [`${stopText(record.stopping).replace('stopping', 'Stopping')}. x again kills it.`]),
		...(record.dryRun ? [dryRunNote(record)] : []),
		...(kept === undefined ? [] : [`${kept} Enter shows cause and fix.`]),
		// Of a lost run it may be the only one that knows the end.
		...(report?.status === 'ready' && report.value !== undefined && (report.value.isFault || record.state === 'lost') ? [`Process report: ${report.value.text.replace(/\.$/v, '')}.`] : []),
		...gaps.slice(-1).map(gap => `The log is not complete: ${gapText(gap)}`),
		...record.notes,
	];
};

/** How long it took, has taken so far, or why that is not known. */
const timeText = (record: RunRecord, elapsed: number | undefined): string => {
	if (elapsed !== undefined) {
		return isOver(record.state) ? `took ${showDuration(elapsed)}` : showElapsed(elapsed);
	}

	if (!isOver(record.state)) {
		return 'not started yet';
	}

	return record.startedAt === null ? 'never started' : (record.seenAt === undefined ? 'how long it took is not known' : `last seen ${localSeconds(new Date(record.seenAt))}`);
};

const usualText = (average: RunNow['average']): string => average === undefined ? 'no earlier run to compare with' : `average ${showDuration(average.ms)} of ${average.of}`;

const whole = '… Enter shows all';

const dryRunNote = (record: RunRecord): string => hasRunToEnd(record) ? 'Dry run: nothing was written. D runs it for real, with the same values.' : 'Dry run: nothing is written.';

const countsLine = (record: RunRecord, status: RunStatus | undefined): string => [
	rowsText(status === undefined ? record : {...record, counts: status.counts}),
	status?.rate === undefined ? '' : `${status.rate}/s`,
	status?.cpu === undefined ? '' : `CPU ${status.cpu} %`,
	status?.memory === undefined ? '' : `memory ${Math.round(status.memory / 1_048_576)} MiB`,
	record.exitCode === null ? '' : `exit code ${record.exitCode}`,
	record.signal ?? '',
].filter(part => part !== '').join(' '.repeat(3));

const progressLine = (status: RunStatus | undefined, columns: number, theme: Theme): string => {
	const width = Math.min(30, Math.floor(columns / 3));
	if (status === undefined) {
		return `${bar(0, width, theme)} no progress told yet`;
	}

	const {progress, divisions} = status;
	const place = placeText(status) ?? '';
	// A bar that is empty: how far it is, nobody knows. It is full when all divisions are over, not before.
	const most = divisions === undefined || divisions.over === divisions.total ? width : width - 1;
	const filled = Math.floor((shareDone(status) ?? 0) * width);
	const shown = bar(Math.min(most, filled), width, theme);
	const amount = progress === null ? 'no progress told yet' : (progress.total === null || progress.total === 0 ? `${progress.done} ${progress.unit}` : `${Math.min(progress.done, progress.total)}/${progress.total} ${progress.unit}`);
	const isBetween = progress === null && place !== '' && divisions?.current === null;
	const parts = isBetween ? [place] : (isOfSeveral(divisions) ? [place, amount] : [amount, place]);
	return `${shown} ${[...parts, progress?.phase ?? ''].filter(part => part !== '').join('  ')}`;
};

const ruleOf = ({log, follows, filter, onlyErrors, search, wraps, hasTime}: RunScreen, columns: number, {glyphs}: Theme): string => {
	const parts = [
		log.length === 0 ? (log.total === 0 ? 'log' : `log 0 of ${log.total}`) : `log ${Math.min(log.top + 1, log.length)}-${Math.min(log.length, log.top + log.lines.length)} of ${log.length}`,
		follows ? 'following' : 'paused',
		onlyErrors ? 'stderr only' : '',
		filter === '' ? '' : `with "${clean(filter)}"`,
		...(search === '' ? [] : [`search "${clean(search)}"`]),
		wraps ? 'wrapped' : '',
		hasTime ? 'local times' : '',
		log.skipped === 0 ? '' : `${log.skipped} older lines are gone`,
	].filter(part => part !== '');
	const text = `${glyphs.rule}${glyphs.rule} ${parts.join(', ')} `;
	return cutTo(text + glyphs.rule.repeat(Math.max(0, columns - text.length)), columns);
};

const logLines = (screen: RunScreen, {columns, rows}: {readonly columns: number; readonly rows: number}, theme: Theme): string[] => {
	const {lines, total} = screen.log;
	if (lines.length === 0) {
		return wrap(emptyText(screen, total), columns - 2).map(line => theme.paint(`  ${line}`, {dim: true})).slice(0, rows);
	}

	const shown = lines.flatMap((line, index) => shownLines(line, screen, {columns, isFound: screen.log.top + index === screen.found}, theme));
	return screen.follows ? shown.slice(-rows) : shown.slice(0, rows);
};

/** Nothing written is one thing, nothing let through another. */
const emptyText = ({filter, onlyErrors, now}: RunScreen, total: number): string => {
	if (total === 0) {
		const {state} = now!.record;
		return state === 'lost' ? 'It wrote nothing before it was lost; what a job writes after that is not kept.' : (isOver(state) ? 'It wrote nothing.' : 'Nothing written yet.');
	}

	const what = [...(onlyErrors ? ['from stderr'] : []), ...(filter === '' ? [] : [`with "${clean(filter)}"`])].join(' and ');
	const hint = keyInWordsText(filter);
	return `No line ${what}: all ${countOf(total, 'line')} of the log ${agree(total, 'is', 'are')} kept out. ${hint === undefined ? '' : `${hint} `}${filter === '' ? 'E or Esc shows all' : 'Esc shows all, F changes the filter'}.`;
};

/** Rows that a line takes. */
export const heightOf = (line: LogLine, screen: RunScreen, columns: number): number => screen.wraps ? piecesOf(line, screen, columns).length : 1;

const piecesOf = ({at, text, stream}: LogLine, {wraps, hasTime}: RunScreen, columns: number): string[] => {
	const prefix = `${{out: ' ', err: '!', note: '#'}[stream]} ${hasTime ? `${clockText(new Date(at))} ` : ''}`;
	const spaced = text.replaceAll('\t', ' '.repeat(4));
	const pieces = wraps ? wrap(spaced, columns - prefix.length) : [cutTo(clean(spaced), columns - prefix.length)];
	return pieces.map((piece, index) => `${index === 0 ? prefix : ' '.repeat(prefix.length)}${piece}`);
};

const shownLines = (line: LogLine, screen: RunScreen, {columns, isFound}: {readonly columns: number; readonly isFound: boolean}, theme: Theme): string[] => {
	const {search} = screen;
	const style = line.stream === 'err' ? {color: 'red'} as const : (line.stream === 'note' ? {dim: true} : {});
	const isMatch = search !== '' && line.text.toLowerCase().includes(search.toLowerCase());
	const [first = '', ...more] = piecesOf(line, screen, columns);
	// Where several lines have the text, one sees which of them n goes on from.
	const marked = isFound && isMatch ? `${`${first[0]!.trim()}${theme.glyphs.cursor} `.slice(0, 2)}${first.slice(2)}` : first;
	return [marked, ...more].map(piece => theme.paint(piece, isMatch ? {...style, bold: true, inverse: true} : style));
};
