import type {Problem} from '../state/problem.js';
import {explainIn} from '../../problems/explain-in.js';
import {readableWidth} from '../state/layout.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {labelled} from './labelled.js';

/** An error in full: what, why, what to do. */
export const problemLines = (problem: Problem, columns: number, theme: Theme, more: readonly string[] = []): string[] => {
	const {summary, cause, fix} = explainIn(problem, theme.language);
	const width = readableWidth(columns) - 4;
	return [
		'',
		...wrap(`${theme.glyphs.fail} ${problem.id}  ${summary}`, width).map(line => `  ${theme.paint(line, {bold: true, color: 'red'})}`),
		'',
		...labelled('Cause', cause, width, theme).map(line => `  ${line}`),
		...labelled('Fix', fix, width, theme).map(line => `  ${line}`),
		...more.map(line => `  ${line}`),
	];
};
