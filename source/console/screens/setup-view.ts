import {inputText} from '../components/input-text.js';
import type {AppState} from '../state/app-state.js';
import type {Problem} from '../state/problem.js';
import {readableWidth} from '../state/layout.js';
import {choicesOf, openQuestion, type SetupScreen} from '../state/setup-screen.js';
import {indented} from '../text/indented.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {labelled} from './labelled.js';

/** In a window of fewer rows the explanation comes last: the line to type in is always seen. */
const smallRows = 16;

/** So many choices are shown at once. */
const shownChoices = 8;

export const setupTitle = (screen: SetupScreen): string => {
	const open = openQuestion(screen);
	return ` Set-up${open === undefined || open.number === 0 ? '' : `  question ${open.number} of ${open.of}`}`;
};

/** The question with its choices or its line, what is wrong with the answer, and what was seen at the one before. */
export const setupLines = ({size}: AppState, screen: SetupScreen, theme: Theme): string[] => {
	const width = readableWidth(size.columns) - 4;
	return bodyLines(screen, width, theme, size.rows < smallRows).map(line => `  ${line}`);
};

const bodyLines = (screen: SetupScreen, width: number, theme: Theme, isSmall: boolean): string[] => {
	const {stage, says} = screen;
	switch (stage.name) {
		case 'looking': {
			return [theme.paint('Looking at what the next question depends on.', {bold: true}), '', ...seenLines(says, width, theme)];
		}

		case 'asking':
		case 'checking': {
			return questionLines(screen, width, theme, isSmall);
		}

		case 'testing': {
			return [...wrap(stage.progress, width).map(line => theme.paint(line, {bold: true})), '', theme.paint('Esc ends the tests.', {dim: true})];
		}

		case 'failed': {
			return [...problemText(stage.problem, width, theme), '', ...wrap('Enter tries again. Esc goes to the console.', width).map(line => theme.paint(line, {bold: true}))];
		}

		case 'done': {
			return stage.lines.flatMap((line, index) => indented(line, width).map(one => theme.paint(one, {bold: index === 0})));
		}
	}
};

const questionLines = (screen: SetupScreen, width: number, theme: Theme, isSmall: boolean): string[] => {
	const {question, choices, fallback = '', isAnswered, isKept} = openQuestion(screen)!;
	const {stage, problem, says, input, isRefused} = screen;
	const explanation = wrap(question.explain, width).map(line => theme.paint(line, {dim: true}));
	return [
		theme.paint(question.title, {bold: true}),
		...(isSmall ? [] : [...explanation, '']),
		...(choices.length === 0 ? [] : choiceLines(screen, width, theme)),
		...(input === undefined ? [] : [`${theme.paint(`${theme.glyphs.cursor} `, {bold: true})}${inputText(input, width - 2, theme, question.kind === 'secret' ? '*' : undefined)}`]),
		...(fallback !== '' && !isAnswered && input?.value === '' && choices.length === 0 ? wrap(`Enter alone takes ${fallback}.`, width).map(line => theme.paint(line, {dim: true})) : []),
		...(question.kind === 'secret' && input?.value === '' ? wrap(isKept ? 'Already given; Enter keeps it.' : question.empty ?? '', width).map(line => theme.paint(line, {dim: true})) : []),
		'',
		...(stage.name === 'checking' ? [theme.paint('Testing the answer.  Esc ends it.', {bold: true}), ''] : []),
		...(problem === undefined ? [] : [...problemText(problem, width, theme), '']),
		...(isRefused && input !== undefined ? [...wrap('Typing begins anew; an arrow key or Backspace mends what stands there.', width).map(line => theme.paint(line, {dim: true})), ''] : []),
		...(isSmall ? [...explanation, ''] : []),
		...(problem === undefined ? seenLines(says, width, theme) : []),
	];
};

const choiceLines = (screen: SetupScreen, width: number, theme: Theme): string[] => {
	const {list, input} = screen;
	const choices = choicesOf(openQuestion(screen)!);
	const from = Math.max(0, Math.min(list.index - Math.floor(shownChoices / 2), choices.length - shownChoices));
	const shown = choices.slice(from, from + shownChoices).flatMap(({text}, offset) => {
		const index = from + offset;
		const isSelected = index === list.index;
		const style = {inverse: isSelected && input === undefined, bold: isSelected};
		return wrap(text, width - 6).map((line, row) => `${theme.paint(row === 0 ? `${isSelected ? theme.glyphs.cursor : ' '} ${String(index + 1).padStart(2)}` : ' '.repeat(4), {bold: isSelected, dim: !isSelected})}  ${theme.paint(line, style)}`);
	});
	const more = choices.length - from - shownChoices;
	return more > 0 ? [...shown, theme.paint(`${theme.glyphs.more} ${more} more`, {dim: true})] : shown;
};

const seenLines = (says: readonly string[], width: number, theme: Theme): string[] => says.length === 0
	? []
	: [theme.paint('Seen at the last answer', {dim: true}), ...says.flatMap(one => wrap(one, width - 2).map((line, row) => `${row === 0 ? theme.glyphs.none : ' '} ${line}`))];

const problemText = ({id, summary, cause, fix}: Problem, width: number, theme: Theme): string[] => [
	...wrap(`${theme.glyphs.fail} ${id}  ${summary}`, width).map(line => theme.paint(line, {color: 'red', bold: true})),
	...labelled('Cause', cause, width, theme),
	...labelled('Fix', fix, width, theme),
];
