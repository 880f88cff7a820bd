import {inputText} from '../../components/input-text.js';
import type {AppState} from '../../state/app-state.js';
import {readableWidth} from '../../state/layout.js';
import type {LineScreen} from '../../state/run-screens.js';
import {wrap} from '../../text/wrap.js';
import type {Theme} from '../../theme.js';

const questions: Readonly<Record<LineScreen['purpose'], {readonly title: string; readonly help: string}>> = {
	'log-search': {title: 'Search the log', help: 'Enter goes to the first line with this text; n and N go on from there. Empty ends the search.'},
	'log-filter': {title: 'Filter the log', help: 'Only lines with this text are shown; empty shows all.'},
	'log-save': {title: 'Save the log', help: 'The whole log, with times, into a new file.'},
	'runs-filter': {title: 'Filter the runs', help: 'job:NAME (or a part of it), division:CODE, state:failed, time:24h (1h, 24h, 7d, 30d), and words that must occur in anything; empty shows all.'},
	'process-job': {title: 'Filter the process report', help: 'Name of a job or a part of it, such as LogHandler, log-handler or log; empty shows all.'},
};

export const lineTitle = ({purpose}: LineScreen): string => ` ${questions[purpose].title}`;

export const lineLines = ({size, message}: AppState, {purpose, input, isSelected}: LineScreen, theme: Theme): string[] => {
	const width = readableWidth(size.columns) - 4;
	// The message line has one row; what was refused is read in full.
	const refusal = message?.kind === 'refused' && message.text.length > size.columns - 3 ? [...wrap(message.text, width).map(line => theme.paint(line, {color: 'yellow'})), ''] : [];
	return ['', inputText(input, width, theme), '', ...refusal, ...wrap(`${questions[purpose].help}${isSelected ? ' The first key replaces what stands there; an arrow keeps it.' : ''}`, width).map(line => theme.paint(line, {dim: true}))].map(line => `  ${line}`);
};
