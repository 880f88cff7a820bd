import {meanwhileText} from '../../settings/changed-meanwhile.js';
import {inputText} from '../components/input-text.js';
import {statusGlyph, statusStyle} from '../components/status-text.js';
import type {AppState} from '../state/app-state.js';
import {readableWidth} from '../state/layout.js';
import {
	faultsOf,
	selectedField,
	valueOf,
	type SettingsScreen,
} from '../state/settings-screen.js';
import type {SettingsPage, SettingsPreview} from '../settings-services.js';
import {fit} from '../text/fit.js';
import {orElse} from '../text/or-else.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {facts, labelled} from './labelled.js';
import {problemLines} from './problem-view.js';

export const settingsTitle = ({divisions}: AppState, {code, typed}: SettingsScreen): string => {
	const count = Object.keys(typed).length;
	return ` Back office settings of ${code}  ${divisions.find(division => division.code === code)?.name ?? ''}${count === 0 ? '' : `  ${count} changed, not saved`}`;
};

/** The page, the preview or the result. */
export const settingsLines = (state: AppState, screen: SettingsScreen, theme: Theme): string[] => {
	const {columns} = state.size;
	const {page, stage} = screen;
	if (page.status === 'loading') {
		return ['', theme.paint('  Reading the settings.', {dim: true})];
	}

	if (page.status === 'failed') {
		return problemLines(page.problem, columns, theme, ['', 'R reads it again.']);
	}

	const width = readableWidth(columns) - 4;
	const lines = stage.name === 'editing' || stage.name === 'testing' ? pageLines(screen, page.value, width, theme) : stageLines(screen, width, theme);
	return lines.map(line => `  ${line}`);
};

const pageLines = (screen: SettingsScreen, page: SettingsPage, width: number, theme: Theme): string[] => {
	const {list, input, stage, typed, seen} = screen;
	const faults = faultsOf(screen);
	const field = selectedField(screen);
	const rows = page.fields.map((one, index) => {
		const isSelected = index === list.index;
		const label = fit(`${one.title}${one.isMandatory ? ' !' : ''}`, 28);
		const isChanged = one.name !== undefined && typed[one.name] !== undefined;
		const value = isSelected && input !== undefined ? inputText(input, width - 34, theme) : theme.paint(orElse(valueOf(screen, one), '(empty)'), isChanged ? {bold: true, color: 'yellow'} : {dim: one.name === undefined});
		const mark = one.name !== undefined && faults[one.name] !== undefined ? theme.paint(` ${theme.glyphs.fail}`, {color: 'red', bold: true}) : '';
		return `${isSelected ? theme.paint(`${theme.glyphs.cursor} ${label}`, {inverse: input === undefined, bold: true}) : `  ${theme.paint(label, {dim: true})}`} ${value}${mark}`;
	});
	const meanwhile = meanwhileText(Object.keys(typed).length === 0 ? undefined : seen, page.stored);
	const fault = field?.name === undefined ? undefined : faults[field.name];
	const typedLength = input?.value.length ?? (field === undefined ? 0 : valueOf(screen, field).length);
	return [
		...rows,
		'',
		...(field === undefined ? [] : wrap(`${field.hint}${field.maxLength === undefined ? '' : ` ${typedLength} of ${field.maxLength} characters.`}`, width).map(line => theme.paint(line, {dim: true}))),
		...(fault === undefined ? [] : wrap(`${theme.glyphs.fail} ${fault}`, width).map(line => theme.paint(line, {color: 'red', bold: true}))),
		...(stage.name === 'testing' ? [theme.paint(stage.progress, {bold: true})] : []),
		...(stage.name === 'editing' && stage.problem !== undefined ? [...wrap(`${theme.glyphs.fail} ${stage.problem.id}  ${stage.problem.summary}`, width).map(line => theme.paint(line, {color: 'red', bold: true})), ...labelled('Fix', stage.problem.fix, width, theme)] : []),
		...(page.refusal === undefined ? [] : wrap(`${theme.glyphs.warn} ${page.refusal}`, width).map(line => theme.paint(line, {color: 'yellow'}))),
		...(meanwhile === undefined ? [] : wrap(`${theme.glyphs.warn} ${meanwhile} R takes note of it.`, width).map(line => theme.paint(line, {color: 'yellow', bold: true}))),
		theme.paint(`Last changed ${page.modified}.`, {dim: true}),
	];
};

const stageLines = ({stage}: SettingsScreen, width: number, theme: Theme): string[] => {
	switch (stage.name) {
		case 'preview': {
			const {verdict} = stage.preview;
			const question = verdict === 'fail' ? 'It is not saved: the connection does not work with these values.  n goes back.' : `Save ${verdict === 'warn' ? 'in spite of the warning' : 'this'}?  y saves, n goes back.`;
			return [...previewLines(stage.preview, width, theme), '', ...wrap(question, width).map(line => theme.paint(line, {bold: true}))];
		}

		case 'saving': {
			return [...previewLines(stage.preview, width, theme), '', theme.paint('Writing.', {bold: true})];
		}

		case 'refused': {
			const {problem} = stage;
			return [...wrap(`${theme.glyphs.fail} ${problem.id}  ${problem.summary}`, width).map(line => theme.paint(line, {color: 'red', bold: true})), ...labelled('Cause', problem.cause, width, theme), ...labelled('Fix', problem.fix, width, theme)];
		}

		case 'done': {
			const {record} = stage;
			return [
				theme.paint(`${theme.glyphs.pass} Saved.`, {color: 'green', bold: true}),
				'',
				...facts([['was', record.before], ['is now', record.after], ['audit', `${record.id}; A lists the changes, u there undoes this one`]], width, theme),
			];
		}

		case 'editing':
		case 'testing': {
			return [];
		}
	}
};

const previewLines = ({changes, statement, warnings, verdict, step, detail}: SettingsPreview, width: number, theme: Theme): string[] => {
	const status = verdict === 'off' ? 'warn' : verdict;
	return [
		...changes.flatMap(({title, before, after}) => [theme.paint(title, {bold: true}), ...facts([['before', orElse(before, '(empty)')], ['after', orElse(after, '(empty)')]], width, theme)]),
		'',
		...wrap(`${statusGlyph(status, theme)} test with the new values: ${verdict}${step === undefined ? '' : ` ${step}`}  ${detail}`, width).map(line => theme.paint(line, statusStyle(status))),
		...warnings.flatMap(warning => wrap(`${theme.glyphs.warn} ${warning}`, width).map(line => theme.paint(line, {color: 'yellow', bold: true}))),
		'',
		theme.paint('Statement', {dim: true}),
		...wrap(statement, width - 2).map(line => `  ${line}`),
	];
};
