import {inputText} from '../components/input-text.js';
import {statusGlyph, statusStyle} from '../components/status-text.js';
import type {AppState} from '../state/app-state.js';
import {readableWidth} from '../state/layout.js';
import {isUnderWay} from '../state/live-test.js';
import {isBacoUnfit} from '../state/repair-offer.js';
import type {RepairScreen} from '../state/screen-state.js';
import type {Preview} from '../services.js';
import {showElapsed} from '../../platform/show-duration.js';
import {showValue} from '../text/show-value.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {divisionStatus} from './divisions-view.js';
import {facts, labelled} from './labelled.js';

export const repairTitle = ({code, rowId, column}: RepairScreen): string => ` Repair ${code}  BACOACCESSSERVERS row ${rowId}, ${column}`;

export const repairLines = (state: AppState, screen: RepairScreen, theme: Theme): string[] => {
	const width = readableWidth(state.size.columns) - 4;
	return ['', ...stageLines(state, screen, width, theme)].map(line => `  ${line}`);
};

function stageLines(state: AppState, screen: RepairScreen, width: number, theme: Theme): string[] {
	const {stage, before, input} = screen;
	switch (stage.name) {
		case 'typing': {
			return [
				...facts([['now', showValue(before)], ...loginFact(state, screen)], width, theme),
				`${theme.paint('new  ', {dim: true})}${inputText(input, width - 6, theme)}`,
				'',
				...(stage.problem
					? [
						...wrap(`${theme.glyphs.fail} ${stage.problem.summary}`, width).map(line => theme.paint(line, {color: 'red', bold: true})),
						...labelled('Fix', stage.problem.fix, width, theme),
					]
					: [theme.paint('Enter shows the change and its statement before anything is written.', {dim: true})]),
			];
		}

		case 'planning': {
			return [theme.paint('Preparing the preview.', {dim: true})];
		}

		case 'preview': {
			return [...facts(loginFact(state, screen), width, theme), ...previewLines(stage.preview, width, theme), '', theme.paint('Write this change?  y writes it, n goes back.', {bold: true})];
		}

		case 'applying': {
			return [...previewLines(stage.preview, width, theme), '', theme.paint('Writing.', {bold: true})];
		}

		case 'refused': {
			const {problem} = stage;
			return [
				...wrap(`${theme.glyphs.fail} ${problem.id}  ${problem.summary}`, width).map(line => theme.paint(line, {color: 'red', bold: true})),
				...labelled('Cause', problem.cause, width, theme),
				...labelled('Fix', problem.fix, width, theme),
				'',
				...(/^(?:PERM|LOG)-/v.test(problem.id) && screen.as === 'baco' ? ['o tries it with your own login.', ''] : []),
				'Nothing was written. The change was:',
				...previewLines(stage.preview, width, theme),
			];
		}

		case 'done': {
			const {record} = stage;
			return [
				theme.paint(`${theme.glyphs.pass} Written.`, {color: 'green', bold: true}),
				'',
				...facts([
					['was', showValue(record.before)],
					['is now', showValue(record.after)],
					['audit', `${record.id}; A lists the changes, u there undoes this one`],
				], width, theme),
				'',
				retest(state, screen.code, theme),
			];
		}
	}
}

/** Said when it is not Baco, whose login all else uses, or when it should not be. */
function loginFact(state: AppState, {as, code}: RepairScreen): ReadonlyArray<readonly [string, string]> {
	if (as === 'operator') {
		return [['login', `your own, ${state.profile?.user ?? ''}`]];
	}

	return isBacoUnfit(state.tests.get(code)) ? [['login', 'Baco, which the test saw cannot change this table; ctrl-o takes your own']] : [];
}

function previewLines({before, after, statement, warnings}: Preview, width: number, theme: Theme): string[] {
	return [
		...facts([['before', showValue(before)], ['after', showValue(after)]], width, theme),
		...warnings.flatMap(warning => wrap(`${theme.glyphs.warn} ${warning}`, width).map(line => theme.paint(line, {color: 'yellow', bold: true}))),
		'',
		theme.paint('Statement', {dim: true}),
		...wrap(statement, width - 2).map(line => `  ${line}`),
	];
}

function retest(state: AppState, code: string, theme: Theme): string {
	const test = state.tests.get(code);
	if (test && isUnderWay(test)) {
		return `Testing ${code} again: ${test.running?.id ?? ''} ${showElapsed(state.now - test.startedAt)}`;
	}

	const {status, text} = divisionStatus(state, code);
	return `Test of ${code} now: ${theme.paint(`${statusGlyph(status, theme)} ${text}`, statusStyle(status))}`;
}
