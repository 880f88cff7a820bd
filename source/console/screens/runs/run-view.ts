import {
	hasRunToEnd,
	isOver,
	type RunRecord,
	type RunStatus,
} from '../../../runs/contract.js';
import {rowsText} from '../../../runs/counts-text.js';
import {stopText} from '../../../runs/store/stop-under-way.js';
import type {LogLine} from '../../../runs/store/log-line.js';
import {progressBar} from '../../components/progress-bar.js';
import type {AppState} from '../../state/app-state.js';
import {bodyRows} from '../../state/layout.js';
import type {RunScreen} from '../../state/run-screens.js';
import {cutTo, fit} from '../../text/fit.js';
import {showDuration, showElapsed} from '../../text/show-duration.js';
import {clean} from '../../text/width.js';
import {wrap} from '../../text/wrap.js';
import type {Theme} from '../../theme.js';
import {problemLines} from '../problem-view.js';
import {elapsedMs, stateStyle, stateText} from './run-words.js';

export const runTitle = ({now, id}: RunScreen, theme: Theme): string => {
	if (now === undefined) {
		return ` Run ${id}`;
	}

	const {record} = now;
	return ` ${record.job}${record.divisions.length === 0 ? '' : ` ${record.divisions.join(',')}`}  ${stateText(record, theme)}  ${id}`;
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
	// In a low window the log keeps a row.
	const most = bodyRows(state.size) < 10 ? 1 : 3;
	const {report} = screen;
	const {record, status, average, isOrphan, stop} = screen.now!;
	const isEnded = isOver(record.state);
	const elapsed = elapsedMs(record, screen.clock);
	const time = elapsed === undefined ? 'not started yet' : (isEnded ? `took ${showDuration(elapsed)}` : showElapsed(elapsed));
	const usual = average === undefined ? 'no earlier run to compare with' : `average ${showDuration(average.ms)} of ${average.of}`;
	const isLate = elapsed !== undefined && average !== undefined && elapsed > average.ms * 1.2;
	const third = isEnded ? wrap(record.message ?? '', columns - 2).slice(0, most).map(line => ` ${theme.paint(line, stateStyle(record.state))}`) : [` ${fit(progressLine(status, columns, theme), columns - 2)}`];
	const lines = [
		` ${theme.paint(fit(`${time}  ${isLate && !isEnded ? 'longer than usual, ' : ''}${usual}`, columns - 2), isLate ? {color: 'yellow', bold: true} : {})}`,
		` ${fit(countsLine(record, isEnded ? undefined : status), columns - 2)}`,
		...third,
	];
	const notes = [
		...(isOrphan && stop === null ? [`The job's process ${record.child!.pid} still runs, and nobody watches it: x ends it.`] : []),
		...(stop === null ? [] : [`${stopText(stop).replace('stopping', 'Stopping')}. x again kills it.`]),
		...(record.dryRun ? [dryRunNote(record)] : []),
		...(report?.status === 'ready' && report.value?.isFault === true ? [`Process report: ${report.value.text}.`] : []),
		...record.notes,
	];
	return [...lines, ...notes.slice(0, most).map(note => ` ${theme.paint(cutTo(clean(note), columns - 2), {color: 'yellow'})}`), theme.paint(ruleOf(screen, columns, theme), {dim: true})];
};

const dryRunNote = (record: RunRecord): string => hasRunToEnd(record) ? 'Dry run: nothing was written. D runs it for real, with the same values.' : 'Dry run: nothing is written.';

const countsLine = (record: RunRecord, status: RunStatus | undefined): string => [
	rowsText(status?.counts ?? record.counts, record.dryRun),
	status?.rate === undefined ? '' : `${status.rate}/s`,
	status?.cpu === undefined ? '' : `CPU ${status.cpu} %`,
	status?.memory === undefined ? '' : `memory ${Math.round(status.memory / 1_048_576)} MiB`,
	record.exitCode === null ? '' : `exit code ${record.exitCode}`,
	record.signal ?? '',
].filter(part => part !== '').join(' '.repeat(3));

const progressLine = (status: RunStatus | undefined, columns: number, theme: Theme): string => {
	const progress = status?.progress;
	const width = Math.min(30, Math.floor(columns / 3));
	// An empty bar: how far it is, nobody knows.
	const empty = theme.glyphs.rest.repeat(width);
	if (!progress) {
		return `${empty} no progress told yet`;
	}

	const {done, total, unit, division, phase} = progress;
	const amount = total === null || total === 0 ? `${empty} ${done} ${unit}` : `${progressBar(Math.min(done, total), total, width, theme)} ${unit}`;
	return [amount, division === null ? '' : `division ${division}`, phase].filter(part => part !== '').join('  ');
};

const ruleOf = ({log, follows, filter, onlyErrors, search, wraps}: RunScreen, columns: number, {glyphs}: Theme): string => {
	const parts = [
		log.length === 0 ? 'log' : `log ${Math.min(log.top + 1, log.length)}-${Math.min(log.length, log.top + log.lines.length)} of ${log.length}`,
		follows ? 'following' : 'paused',
		onlyErrors ? 'stderr only' : '',
		filter === '' ? '' : `with "${clean(filter)}"`,
		...(search === '' ? [] : [`search "${clean(search)}"`]),
		wraps ? 'wrapped' : '',
		log.skipped === 0 ? '' : `${log.skipped} older lines are gone`,
	].filter(part => part !== '');
	const text = `${glyphs.rule}${glyphs.rule} ${parts.join(', ')} `;
	return cutTo(text + glyphs.rule.repeat(Math.max(0, columns - text.length)), columns);
};

const logLines = (screen: RunScreen, {columns, rows}: {readonly columns: number; readonly rows: number}, theme: Theme): string[] => {
	const {lines} = screen.log;
	if (lines.length === 0) {
		return [theme.paint(isOver(screen.now!.record.state) ? '  It wrote nothing.' : '  Nothing written yet.', {dim: true})];
	}

	const shown = lines.flatMap(line => shownLines(line, screen, columns, theme));
	return screen.follows ? shown.slice(-rows) : shown.slice(0, rows);
};

const shownLines = (line: LogLine, {wraps, hasTime, search}: RunScreen, columns: number, theme: Theme): string[] => {
	const mark = {out: ' ', err: '!', note: '#'}[line.stream];
	const prefix = `${mark} ${hasTime ? `${line.at.slice(11, 23)} ` : ''}`;
	const style = line.stream === 'err' ? {color: 'red'} as const : (line.stream === 'note' ? {dim: true} : {});
	const isFound = search !== '' && line.text.toLowerCase().includes(search.toLowerCase());
	const spaced = line.text.replaceAll('\t', ' '.repeat(4));
	const pieces = wraps ? wrap(spaced, columns - prefix.length) : [cutTo(clean(spaced), columns - prefix.length)];
	return pieces.map((piece, index) => theme.paint(`${index === 0 ? prefix : ' '.repeat(prefix.length)}${piece}`, isFound ? {...style, bold: true, inverse: true} : style));
};
