import type {Division} from '../../divisions/contract.js';
import {progressBar} from '../components/progress-bar.js';
import {statusGlyph, statusStyle, type Status} from '../components/status-text.js';
import {tableLines, type Column} from '../components/table.js';
import {twoSides} from '../components/two-sides.js';
import type {AppState, Batch} from '../state/app-state.js';
import {isUnderWay} from '../state/live-test.js';
import {bodyRows, listRows} from '../state/layout.js';
import type {DivisionsScreen} from '../state/screen-state.js';
import {unsavedSettings} from '../state/settings-drafts.js';
import {
	accessMarks,
	accessOf,
	databasePath,
	visibleDivisions,
} from '../state/visible-divisions.js';
import {isWithoutProfile} from '../state/without-profile.js';
import {fit} from '../text/fit.js';
import {showElapsed} from '../../platform/show-duration.js';
import {showTime} from '../text/show-time.js';
import {clean, widthOf} from '../text/width.js';
import type {Theme} from '../theme.js';
import {problemLines} from './problem-view.js';
import {keyLines} from './key-lines.js';

/** ` Divisions  3 of 14 with "delta"  by name`, and the tests at the right. */
export const divisionsTitle = (state: AppState, theme: Theme): string => {
	const screen = state.screens[0] as DivisionsScreen;
	const filter = screen.input?.value ?? screen.filter;
	const shown = visibleDivisions(state).length;
	const all = state.divisions.length;
	const isKnown = state.connection.status === 'connected' || all > 0;
	const counted = filter === '' ? `${all}` : `${shown} of ${all} with "${clean(filter)}"`;
	const count = isKnown ? counted : '';
	const order = screen.sort === 'code' && !screen.descending ? '' : `by ${screen.sort}${screen.descending ? ', last first' : ''}`;
	const unsaved = unsavedSettings(state).length;
	const left = ` ${['Divisions', count, order, unsaved === 0 ? '' : `${unsaved} not saved (*)`].filter(part => part !== '').join('  ')}`;
	const legend = legendOf(state);
	const spare = widthOf(left) + widthOf(legend) + 2 <= state.size.columns ? `${legend} ` : '';
	return twoSides(left, state.batch ? `${batchText(state.batch, state, theme)} ` : spare, state.size.columns, {
		left: text => theme.paint(text, {bold: true}),
		right: text => theme.paint(text, state.batch ? ((state.batch.counts.fail ?? 0) > 0 ? {color: 'red'} : {}) : {dim: true}),
	});
};

/** The list, or why there is none. */
export const divisionsLines = (state: AppState, theme: Theme): string[] => {
	const {size} = state;
	const rows = visibleDivisions(state);
	if (state.divisions.length === 0) {
		return emptyLines(state, theme);
	}

	const screen = state.screens[0] as DivisionsScreen;
	if (rows.length === 0) {
		const words = screen.input?.value ?? screen.filter;
		return ['', `  No division has "${clean(words)}" in code, name, database or web server.`, ...keyLines(words, size.columns), '', theme.paint('  Esc shows all.', {dim: true})];
	}

	return tableLines({
		columns: columns(state, theme), rows, position: screen.list, width: size.columns, height: Math.min(listRows(size), bodyRows(size) - 1), theme,
	});
};

/** What is known of a division's connection, the running test before the last one. */
export const divisionStatus = (state: AppState, code: string): {readonly status: Status; readonly text: string; readonly startedAt: string | undefined} => {
	const test = state.tests.get(code);
	if (test?.status === 'queued') {
		return {status: 'queued', text: 'queued', startedAt: undefined};
	}

	if (test?.status === 'running') {
		return {status: 'running', text: test.running?.id ?? 'running', startedAt: undefined};
	}

	const last = state.lastResults.get(code);
	if (!last) {
		return test?.status === 'cancelled' ? {status: 'cancelled', text: 'cancelled', startedAt: undefined} : {status: 'none', text: 'not tested', startedAt: undefined};
	}

	return {status: last.verdict, text: last.failedStep === undefined ? last.verdict : `${last.verdict} ${last.failedStep}`, startedAt: last.startedAt};
};

function emptyLines(state: AppState, theme: Theme): string[] {
	const {connection, size} = state;
	if (connection.status === 'failed' && isWithoutProfile(state)) {
		return problemLines(connection.problem, size.columns, theme, ['', theme.paint('Enter begins the first-time set-up.', {bold: true}), 'On the command line: baco setup.']);
	}

	if (connection.status === 'failed') {
		return problemLines(connection.problem, size.columns, theme, ['', 'R connects again.  p switches the profile.']);
	}

	if (connection.status === 'connected') {
		return ['', '  The database has no division that can be shown.', '', '  R reads it again.'];
	}

	const progress = connection.status === 'connecting' ? connection.progress ?? [] : [];
	const shown = progress.slice(-Math.max(1, bodyRows(size) - 4)).map(line => theme.paint(fit(`  ${clean(line)}`, size.columns), {dim: true}));
	return ['', theme.paint('  Connecting. The divisions appear here.', {dim: true}), ...(shown.length > 0 ? ['', ...shown] : [])];
}

// What the letters of column M mean, as far as they occur: `n no member  B blocked`.
function legendOf(state: AppState): string {
	if (state.size.columns >= wordsFrom) {
		return '';
	}

	const found = new Set(visibleDivisions(state).map(division => accessOf(division)));
	return [...found].filter(access => access !== 'member').map(access => `${accessMarks[access].mark} ${access}`).join('  ');
}

/** In a window of so many columns the access is said in words. */
const wordsFrom = 110;

function columns(state: AppState, theme: Theme): ReadonlyArray<Column<Division>> {
	const today = new Date();
	const unsaved = new Set(unsavedSettings(state).map(({code}) => code));
	return [
		{title: 'CODE', width: 4, value: ({code}) => unsaved.has(code) ? `${code}*` : code},
		{title: 'NAME', share: 4, value: ({name}) => name},
		{title: 'GLOBE DATABASE', share: 4, value: division => databasePath(division)},
		{
			title: 'WEB SERVER', share: 3, from: 76, value: ({webService}) => webService,
		},
		{
			title: 'M', width: 1, below: wordsFrom, value: division => markOf(division), style: () => ({bold: true}),
		},
		{
			title: 'ACCESS', width: 9, from: wordsFrom, value: division => accessOf(division),
			style: division => ['member', 'unknown'].includes(accessOf(division)) ? {dim: true} : {bold: true},
		},
		{
			title: 'LAST TEST', width: 12,
			value({code}) {
				const {status, text} = divisionStatus(state, code);
				return `${statusGlyph(status, theme)} ${text}`;
			},
			style: ({code}) => statusStyle(divisionStatus(state, code).status),
		},
		{
			title: 'WHEN', width: 16, from: 130,
			value({code}) {
				const {startedAt} = divisionStatus(state, code);
				return startedAt === undefined ? '' : showTime(new Date(startedAt), today);
			},
			style: () => ({dim: true}),
		},
		{
			title: 'WHAT', share: 7, from: 160, value: ({code}) => isUnderWay(state.tests.get(code)) ? '' : state.lastResults.get(code)?.summary ?? '', style: () => ({dim: true}),
		},
	];
}

function markOf(division: Division): string {
	const access = accessOf(division);
	return access === 'member' ? '' : accessMarks[access].mark;
}

function batchText({counts, codes, status, startedAt, endedAt}: Batch, {now, size}: AppState, theme: Theme): string {
	const {pass, warn, fail} = counts;
	const words = `${pass} pass ${warn} warn ${fail} fail`;
	const elapsed = showElapsed((endedAt ?? now) - startedAt);
	const bar = progressBar(pass + warn + fail, codes.size, size.columns < 100 ? 8 : 20, theme);
	return status === 'running' ? `${bar}  ${words}  ${elapsed}` : `${status === 'done' ? `tested ${pass + warn + fail}/${codes.size}` : `cancelled after ${pass + warn + fail} of ${codes.size}`}  ${words}  ${elapsed}`;
}
