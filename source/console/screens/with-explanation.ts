import {countOf} from '../../platform/count-of.js';
import type {ListPosition} from '../state/list.js';
import type {Theme} from '../theme.js';

type Options = {
	/** Heads and visible rows, as `tableLines` makes them. */
	readonly table: readonly string[];
	readonly list: ListPosition;
	/** Rows of the whole list, and of its window. */
	readonly length: number;
	readonly height: number;
	/** What the selected row means, and the rows that this may take with the line above it. */
	readonly explanation: readonly string[];
	readonly rows: number;
	/** How the rest of a cut explanation is shown, as in `i shows all`. */
	readonly whole?: string;
	readonly theme: Theme;
};

/** A list above, what its selected row means below. What does not fit is counted: a list or a text that ends at the edge looks complete. */
export const withExplanation = ({table, list, length, height, explanation, rows, whole, theme}: Options): string[] => [
	...table,
	...Array.from({length: Math.max(0, height + 1 - table.length)}, () => ''),
	theme.paint(outOfSight(list.top, Math.max(0, length - list.top - height), theme), {dim: true}),
	...cut(explanation, rows - 1, whole, theme),
];

const outOfSight = (above: number, below: number, {glyphs}: Theme): string => {
	const parts = [...(above > 0 ? [`${glyphs.less} ${above} above`] : []), ...(below > 0 ? [`${glyphs.more} ${below} more`] : [])];
	return parts.length === 0 ? '' : `  ${parts.join('  ')}`;
};

const cut = (lines: readonly string[], rows: number, whole: string | undefined, theme: Theme): readonly string[] => {
	if (lines.length <= rows) {
		return lines;
	}

	const hidden = lines.length - rows + 1;
	return [...lines.slice(0, rows - 1), theme.paint(`  ${theme.glyphs.more} ${countOf(hidden, 'more line')}${whole === undefined ? '' : `: ${whole}`}`, {dim: true})];
};
