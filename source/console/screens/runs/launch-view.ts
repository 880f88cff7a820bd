import type {Check} from '../../../runs/preflight/check.js';
import {inputText} from '../../components/input-text.js';
import {tableLines} from '../../components/table.js';
import type {AppState} from '../../state/app-state.js';
import {listRows, readableWidth} from '../../state/layout.js';
import {
	fieldFault,
	fieldsOf,
	fieldValue,
	isOfDivisions,
	isTyped,
	type Field,
} from '../../state/launch-form.js';
import type {LaunchScreen, PickScreen} from '../../state/run-screens.js';
import {fit} from '../../text/fit.js';
import {indented} from '../../text/indented.js';
import {wrap} from '../../text/wrap.js';
import type {Style, Theme} from '../../theme.js';
import {labelled} from '../labelled.js';
import {problemLines} from '../problem-view.js';

/** The form, or what the checks before the start saw. */
export const launchLines = (state: AppState, screen: LaunchScreen, theme: Theme): string[] => {
	const width = readableWidth(state.size.columns) - 4;
	const {stage} = screen;
	const lines = stage.name === 'checked' || stage.name === 'starting' ? checkedLines(stage.checked.checks, stage.checked.commandLine, stage.name === 'starting', screen, width, theme) : formLines(state, screen, width, theme);
	return lines.map(line => `  ${line}`);
};

const formLines = (state: AppState, screen: LaunchScreen, width: number, theme: Theme): string[] => {
	const {job, stage} = screen;
	const fields = fieldsOf(screen);
	const titleWidth = Math.min(28, Math.max(...fields.map(({title}) => title.length)) + 2);
	const current = fields[screen.field]!;
	return [
		'',
		...wrap(job.purpose, width),
		...(job.danger === undefined ? [] : wrap(`${theme.glyphs.warn} It ${job.danger.kind}: ${job.danger.reason}${screen.runner === 'built-in' ? ' Run it dry first.' : ''}`, width).map(line => theme.paint(line, {color: 'yellow', bold: true}))),
		'',
		...fields.flatMap((field, index) => fieldLines(state, screen, field, index === screen.field, {titleWidth, width, theme})),
		'',
		...wrap(current.help, width).map(line => theme.paint(line, {dim: true})),
		...choiceLines(current, width, theme),
		...(isOfDivisions(current) ? [theme.paint('Ctrl-p picks them from the list.', {dim: true})] : []),
		'',
		...endLines(screen, width, theme),
		...(stage.name === 'checking' ? ['', 'Checking what the run needs.'] : []),
		...('problem' in stage && stage.problem ? ['', ...problemLines(stage.problem, width, theme)] : []),
	];
};

/** A field with its value, however long that is, and below it what is wrong with it. */
const fieldLines = (state: AppState, screen: LaunchScreen, field: Field, isCurrent: boolean, {titleWidth, width: whole, theme}: {readonly titleWidth: number; readonly width: number; readonly theme: Theme}): string[] => {
	const mark = isCurrent ? theme.glyphs.cursor : ' ';
	const value = fieldValue(screen, field);
	const fault = fieldFault(state, screen, field);
	const room = Math.max(10, whole - titleWidth - 3);
	const blanks = ' '.repeat(titleWidth + 2);
	const [first = '', ...more] = value === '' ? [emptyText(field)] : wrap(value.replaceAll(',', ', '), room);
	const style: Style = isCurrent ? {inverse: true} : (value === '' ? {dim: true} : {});
	const isTyping = isCurrent && screen.input !== undefined;
	const shown = isTyping ? inputText(screen.input, room, theme) : theme.paint(fit(first, Math.max(6, first.length)), style);
	const title = theme.paint(fit(field.title, titleWidth), {bold: isCurrent});
	return [
		`${mark} ${title}${shown}`,
		...(isTyping ? [] : more).map(line => `${blanks}${theme.paint(line, style)}`),
		...(fault === undefined ? [] : wrap(`${theme.glyphs.fail} ${fault}`, room).map(line => `${blanks}${theme.paint(line, {color: 'red'})}`)),
	];
};

/** What is done where nothing is given. */
const emptyText = (field: Field): string => field.kind === 'parameter' && field.parameter.default !== undefined ? `(${field.parameter.default})` : '(none)';

const choiceLines = (field: Field, width: number, theme: Theme): string[] => {
	if (isTyped(field)) {
		return [];
	}

	const choices = field.kind === 'parameter' ? field.parameter.choices ?? [] : [];
	return [
		...choices.flatMap(({value, meaning, mark}) => indented(`${value}  ${meaning}${mark === 'documented' ? '' : ` [${mark}]`}`, width)).map(line => theme.paint(line, {dim: true})),
		theme.paint('Space changes it.', {dim: true}),
	];
};

/** Why the runner cannot be used, before anything is checked. */
const endLines = ({job, runner}: LaunchScreen, width: number, theme: Theme): string[] => runner === 'built-in' && job.builtIn === undefined
	? wrap(`${job.name} is not built in yet: choose the classic or the enterprise runner, which start the vendor's own program.`, width).map(line => theme.paint(line, {color: 'red'}))
	: [];

const checkedLines = (checks: readonly Check[], commandLine: string, isStarting: boolean, {job, dryRun}: LaunchScreen, width: number, theme: Theme): string[] => {
	const isForbidden = checks.some(({status}) => status === 'fail');
	return [
		'',
		theme.paint(isStarting ? 'Starting.' : (isForbidden ? 'It is not started: a check fails.' : `Start ${job.name}${dryRun ? ' as a dry run' : ''}?`), {bold: true}),
		...(dryRun || job.danger === undefined ? [] : wrap(`${theme.glyphs.warn} It ${job.danger.kind}: ${job.danger.reason}`, width).map(line => theme.paint(line, {color: 'yellow', bold: true}))),
		...(dryRun ? [theme.paint('It shows what would change, and writes nothing.', {dim: true})] : []),
		'',
		...labelled('command', commandLine, width, theme, {labelWidth: 10}),
		'',
		...checks.flatMap(({title, status, detail, fix}) => [
			...labelled(`${theme.glyphs[status === 'skipped' ? 'skipped' : status]} ${title}`, detail, width, theme, {labelWidth: 20, style: checkStyles[status]}),
			...(fix === '' ? [] : labelled('', fix, width, theme, {labelWidth: 20})),
		]),
	];
};

const checkStyles: Readonly<Record<Check['status'], Style>> = {
	pass: {}, warn: {color: 'yellow'}, fail: {color: 'red', bold: true}, skipped: {dim: true},
};

/** Divisions to mark. */
export const pickLines = ({divisions, size}: AppState, {list, chosen}: PickScreen, theme: Theme): string[] => tableLines({
	rows: divisions, position: list, width: size.columns, height: listRows(size), theme,
	columns: [
		{title: '', width: 3, value: ({code}) => chosen.has(code) ? '[x]' : '[ ]'},
		{title: 'CODE', width: 6, value: ({code}) => code},
		{title: 'NAME', share: 1, value: ({name}) => name},
	],
});
