import {fit} from '../text/fit.js';
import {wrap} from '../text/wrap.js';
import type {Style, Theme} from '../theme.js';

/** A label and its text, wrapped beside it. */
export const labelled = (label: string, text: string, width: number, theme: Theme, {labelWidth = 8, style = {}}: {readonly labelWidth?: number; readonly style?: Style} = {}): string[] =>
	wrap(text, Math.max(8, width - labelWidth)).map((line, index) => theme.paint(fit(index === 0 ? label : '', labelWidth), {dim: true}) + theme.paint(line, style));

/** Names and values, one under the other, the values aligned. */
export const facts = (entries: ReadonlyArray<readonly [string, string]>, width: number, theme: Theme): string[] => {
	const labelWidth = Math.min(Math.floor(width / 2), Math.max(0, ...entries.map(([name]) => name.length)) + 2);
	return entries.flatMap(([name, value]) => labelled(name, value, width, theme, {labelWidth}));
};
