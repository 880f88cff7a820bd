import {stepIds, type StepId, type StepResult} from '../../connection/contract.js';
import {stepTitles} from '../../connection/step-titles.js';
import type {Division} from '../../divisions/contract.js';
import type {Finding} from '../../problems/finding.js';
import {statusGlyph, statusStyle, type Status} from '../components/status-text.js';
import {twoSides} from '../components/two-sides.js';
import type {AppState, LiveTest} from '../state/app-state.js';
import {bodyRows, detailColumns} from '../state/layout.js';
import {isUnderWay} from '../state/live-test.js';
import type {DivisionScreen} from '../state/screen-state.js';
import {accessMarks, accessOf, databasePath} from '../state/visible-divisions.js';
import {fit} from '../text/fit.js';
import {showDuration, showElapsed} from '../../platform/show-duration.js';
import {showTime} from '../text/show-time.js';
import {showValue} from '../text/show-value.js';
import {orElse} from '../text/or-else.js';
import {clean} from '../text/width.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {divisionStatus} from './divisions-view.js';
import {facts, labelled} from './labelled.js';

export const divisionTitle = (state: AppState, {code}: DivisionScreen, theme: Theme): string => {
	const division = state.divisions.find(candidate => candidate.code === code);
	const test = state.tests.get(code);
	const {status, text}: {status: Status; text: string} = test?.status === 'cancelled' ? {status: 'cancelled', text: 'cancelled'} : divisionStatus(state, code);
	const word = test?.status === 'running' ? 'testing' : text;
	return twoSides(clean(` ${code}  ${division?.name ?? ''}  ${division ? databasePath(division) : ''}`), `${statusGlyph(status, theme)} ${word}${elapsedText(state, test)} `, state.size.columns, {
		left: line => theme.paint(line, {bold: true}),
		right: line => theme.paint(line, statusStyle(status)),
	});
};

/** The 13 steps with state and duration. */
export const stepLines = (state: AppState, {code, step}: DivisionScreen, theme: Theme): string[] => {
	const {left} = detailColumns(state.size);
	const test = state.tests.get(code);
	const lines = stepIds.map((id, index) => {
		const status = statusOf(test, id);
		const duration = durationText(state, test, id);
		// In a narrow window the id alone has to do.
		const name = left < 30 ? '' : ` ${fit(stepTitles[id], left - 20)}`;
		const isSelected = index === step;
		const head = `${isSelected ? theme.glyphs.cursor : ' '} ${fit(id, 5)}${name}`;
		return `${theme.paint(head, isSelected ? {inverse: true, bold: true} : {dim: status === 'none' || status === 'skipped'})} ${theme.paint(`${statusGlyph(status, theme)} ${fit(duration, 9, 'right')}`, statusStyle(status))}`;
	});
	return [...lines, ...accessLines(state, code, left, theme)];
};

// Whether this operator may use the division, below the steps: it explains what WHO finds, before the first test too.
function accessLines(state: AppState, code: string, width: number, theme: Theme): string[] {
	const division = state.divisions.find(candidate => candidate.code === code);
	const access = division ? accessOf(division) : 'member';
	if (access === 'member') {
		return [];
	}

	const {mark, words} = accessMarks[access];
	const indent = width < 30 ? '' : '  ';
	const lines = wrap(`${mark}  ${words}`, width - 1 - indent.length).map(line => indent + theme.paint(line, {bold: true}));
	return stepIds.length + lines.length < bodyRows(state.size) ? ['', ...lines] : lines;
}

/** What the selected step saw, what that means, and what to do. */
export const stepDetail = (state: AppState, {code, step}: DivisionScreen, theme: Theme): string[] => {
	const width = Math.min(detailColumns(state.size).right, 110);
	const test = state.tests.get(code);
	const id = stepIds[step]!;
	const result = test?.steps[id];
	if (!result) {
		return [...absent(test, id, width, theme), ...settings(state, code, width, theme)];
	}

	return [
		theme.paint(fit(`${id}  ${stepTitles[id]}`, width), {bold: true}),
		theme.paint(`${statusGlyph(result.status, theme)} ${result.status}`, statusStyle(result.status)) + theme.paint(result.status === 'skipped' ? '' : `  ${showDuration(result.durationMs)}`, {dim: true}),
		// Most failed steps are summed up by their worst finding: told once, its cause and fix are on the first screen.
		...(result.findings.some(({summary}) => summary === result.summary) ? [] : ['', ...wrap(result.summary, width)]),
		...result.findings.flatMap(finding => findingLines(finding, width, theme)),
		...evidence(result, width, theme),
	];
};

function statusOf(test: LiveTest | undefined, id: StepId): Status {
	const result = test?.steps[id];
	if (result) {
		return result.status;
	}

	return test?.running?.id === id ? 'running' : 'none';
}

function elapsedText({now}: AppState, test: LiveTest | undefined): string {
	if (test && isUnderWay(test)) {
		return `  ${showElapsed(now - test.startedAt)}`;
	}

	return test?.result && test.status === 'done' ? `  ${showDuration(test.result.durationMs)}` : '';
}

function durationText({now}: AppState, test: LiveTest | undefined, id: StepId): string {
	const result = test?.steps[id];
	if (result) {
		return result.status === 'skipped' ? 'skipped' : showDuration(result.durationMs);
	}

	const since = test?.running?.id === id ? now - test.running.since : 0;
	return since >= 1000 ? showElapsed(since) : '';
}

function whyAbsent(test: LiveTest | undefined, id: StepId): string {
	if (!test) {
		return 'Not tested in this session. t runs the 13 steps.';
	}

	if (!isUnderWay(test)) {
		return 'Not run: the test was cancelled before this step.';
	}

	return test.running?.id === id ? 'Running.' : 'Not run yet.';
}

function absent(test: LiveTest | undefined, id: StepId, width: number, theme: Theme): string[] {
	const text = whyAbsent(test, id);
	return [theme.paint(fit(`${id}  ${stepTitles[id]}`, width), {bold: true}), ...wrap(text, width).map(line => theme.paint(line, {dim: true})), ''];
}

function findingLines({id, severity, summary, cause, fix, evidence: seen, repair}: Finding, width: number, theme: Theme): string[] {
	const status: Status = severity === 'info' ? 'none' : severity;
	return [
		'',
		...wrap(`${statusGlyph(status, theme)} ${id}  ${summary}`, width).map(line => theme.paint(line, severity === 'info' ? {bold: true} : statusStyle(status))),
		...labelled('Cause', cause, width, theme),
		...labelled('Fix', fix, width, theme),
		...(repair ? labelled('r', `repairs row ${repair.rowId}: ${repair.column} ${showValue(repair.before)} becomes ${showValue(repair.after)}`, width, theme, {style: {bold: true}}) : []),
		...facts(Object.entries(seen).map(([name, value]) => [name, showValue(value)]), width, theme),
	];
}

function evidence({evidence: seen}: StepResult, width: number, theme: Theme): string[] {
	const entries = Object.entries(seen);
	return entries.length === 0 ? [] : ['', theme.paint('Seen', {bold: true}), ...facts(entries.map(([name, value]) => [name, showValue(value)]), width, theme)];
}

function settings(state: AppState, code: string, width: number, theme: Theme): string[] {
	const division: Division | undefined = state.divisions.find(candidate => candidate.code === code);
	const last = state.lastResults.get(code);
	if (!division) {
		return [`There is no division ${code} in the list.`];
	}

	return [
		theme.paint('Settings', {bold: true}),
		...facts([
			['database', orElse(databasePath(division), '(empty)')],
			['web server', orElse(division.webService, '(empty)')],
			['back office', division.enabled ? 'enabled' : 'not enabled'],
			['fixed user', division.fixedCredentials ? orElse(division.fixedUser, '(empty)') : 'not used'],
			['access', accessOf(division)],
			...(last ? [['last test', `${last.verdict}, ${showTime(new Date(last.startedAt), new Date(state.now))}${last.summary === '' ? '' : `: ${last.summary}`}`] as const] : []),
			...(division.missingColumns.length > 0 ? [['not in this database', division.missingColumns.join(', ')] as const] : []),
		], width, theme),
	];
}
