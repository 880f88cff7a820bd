import type {Problem} from '../state/app-state.js';
import {readableWidth} from '../state/layout.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {labelled} from './labelled.js';

/** An error in full: what, why, what to do. */
export const problemLines = ({id, summary, cause, fix}: Problem, columns: number, theme: Theme, more: readonly string[] = []): string[] => {
	const width = readableWidth(columns) - 4;
	return [
		'',
		...wrap(`${theme.glyphs.fail} ${id}  ${summary}`, width).map(line => `  ${theme.paint(line, {bold: true, color: 'red'})}`),
		'',
		...labelled('Cause', cause, width, theme).map(line => `  ${line}`),
		...labelled('Fix', fix, width, theme).map(line => `  ${line}`),
		...more.map(line => `  ${line}`),
	];
};
