import {countOf} from '../../platform/count-of.js';
import {inputText} from '../components/input-text.js';
import {statusGlyph, statusStyle} from '../components/status-text.js';
import type {MacPage, MacPreview} from '../mac-services.js';
import type {AppState} from '../state/app-state.js';
import {readableWidth} from '../state/layout.js';
import type {MacScreen} from '../state/mac-screen.js';
import {fit} from '../text/fit.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {facts, labelled} from './labelled.js';
import {problemLines} from './problem-view.js';

export const macTitle = ({page}: MacScreen): string => ` MAC address of the application server${page.status === 'ready' && page.value.value !== undefined ? `  ${page.value.value}` : ''}`;

/** The addresses to choose from, the preview or the result. */
export const macLines = ({size}: AppState, screen: MacScreen, theme: Theme): string[] => {
	const {page, stage} = screen;
	if (page.status === 'loading') {
		return ['', theme.paint('  Reading the addresses.', {dim: true})];
	}

	if (page.status === 'failed') {
		return problemLines(page.problem, size.columns, theme, ['', 'R reads it again.']);
	}

	const width = readableWidth(size.columns) - 4;
	return (stage.name === 'editing' || stage.name === 'testing' ? pageLines(screen, page.value, width, theme) : stageLines(screen, width, theme)).map(line => `  ${line}`);
};

const pageLines = ({list, input, stage, judge}: MacScreen, page: MacPage, width: number, theme: Theme): string[] => {
	const row = (index: number, text: string) => theme.paint(fit(`${index === list.index ? theme.glyphs.cursor : ' '} ${text}`, width), {inverse: index === list.index && input === undefined, bold: index === list.index});
	const another = page.lines.length;
	const fault = input === undefined ? undefined : judge(input.value);
	return [
		...page.lines.map(({value, source}, index) => row(index, `${value}${value === page.value ? ' (chosen now)' : ''}  ${source}`)),
		input === undefined ? row(another, 'another address, typed') : `${theme.paint(`${theme.glyphs.cursor} address  `, {bold: true})}${inputText(input, width - 12, theme)}`,
		'',
		...(fault === undefined ? [] : wrap(`${theme.glyphs.fail} ${fault}`, width).map(line => theme.paint(line, {color: 'red', bold: true}))),
		...(stage.name === 'testing' ? [theme.paint(stage.progress, {bold: true})] : []),
		...(stage.name === 'editing' && stage.problem !== undefined ? [...wrap(`${theme.glyphs.fail} ${stage.problem.id}  ${stage.problem.summary}`, width).map(line => theme.paint(line, {color: 'red', bold: true})), ...labelled('Fix', stage.problem.fix, width, theme)] : []),
		...(page.refusal === undefined ? [] : wrap(`${theme.glyphs.warn} ${page.refusal}`, width).map(line => theme.paint(line, {color: 'yellow'}))),
		...(page.note === undefined ? [] : wrap(`${theme.glyphs.warn} ${page.note}`, width).map(line => theme.paint(line, {color: 'yellow'}))),
		...wrap(`${page.origin} One for all divisions, kept in ${page.place}.`, width).map(line => theme.paint(line, {dim: true})),
	];
};

const stageLines = ({stage}: MacScreen, width: number, theme: Theme): string[] => {
	switch (stage.name) {
		case 'preview': {
			return previewLines(stage.preview, stage.preview.refusal === undefined ? 'Keep this MAC address?  y saves, n goes back.' : `${stage.preview.refusal}  n goes back.`, width, theme);
		}

		case 'saving': {
			return previewLines(stage.preview, 'Writing.', width, theme);
		}

		case 'refused': {
			const {problem} = stage;
			return [...wrap(`${theme.glyphs.fail} ${problem.id}  ${problem.summary}`, width).map(line => theme.paint(line, {color: 'red', bold: true})), ...labelled('Cause', problem.cause, width, theme), ...labelled('Fix', problem.fix, width, theme)];
		}

		case 'done': {
			const {record} = stage;
			return [theme.paint(`${theme.glyphs.pass} Saved.`, {color: 'green', bold: true}), '', ...facts([['was', record.before], ['is now', record.after], ['audit', `${record.id}; A lists the changes, u there undoes this one`]], width, theme)];
		}

		case 'editing':
		case 'testing': {
			return [];
		}
	}
};

/** The question first, as many divisions may follow. Those that pass are counted, the others told one by one. */
const previewLines = ({before, after, place, statement, results}: MacPreview, question: string, width: number, theme: Theme): string[] => {
	const told = results.filter(({verdict, isMisfit}) => verdict !== 'pass' || isMisfit);
	const passed = results.length - told.length;
	return [
		...facts([['before', before ?? '(none is chosen)'], ['after', after], ['kept in', place]], width, theme),
		'',
		...wrap(question, width).map(line => theme.paint(line, {bold: true})),
		'',
		theme.paint(`${theme.glyphs.pass} ${passed} of ${countOf(results.length, 'division')} pass with the new address.`, {color: 'green'}),
		...told.flatMap(({division, name, verdict, detail, isMisfit}) => wrap(`${statusGlyph(isMisfit ? 'fail' : verdict, theme)} ${division} ${name}  ${isMisfit ? 'another address is registered; ' : ''}${detail}`, width).map(line => theme.paint(line, statusStyle(isMisfit ? 'fail' : verdict)))),
		'',
		theme.paint('What is done', {dim: true}),
		...wrap(statement, width - 2).map(line => `  ${line}`),
	];
};
