import {fit} from '../text/fit.js';
import type {ListPosition} from '../state/list.js';
import type {Style, Theme} from '../theme.js';

export type Column<Row> = {
	readonly title: string;
	/** Fixed width; a column without one shares what is left, by `share`. */
	readonly width?: number;
	readonly share?: number;
	readonly align?: 'left' | 'right';
	/** Left out in a narrower table. */
	readonly from?: number;
	/** Left out in a table of this width or more, where another column says it better. */
	readonly below?: number;
	readonly value: (row: Row) => string;
	readonly style?: (row: Row) => Style;
};

export type TableOptions<Row> = {
	readonly columns: ReadonlyArray<Column<Row>>;
	readonly rows: readonly Row[];
	readonly position: ListPosition;
	readonly width: number;
	/** Rows of the window, without the heads. */
	readonly height: number;
	readonly theme: Theme;
	/** How many columns of the selected row are shown reversed; the fewer, the less a cursor move sends. */
	readonly reversed?: number;
};

/** The heads and the visible rows of a table. Only these are made: ten thousand rows cost no more than twenty. */
export const tableLines = <Row>({columns, rows, position, width, height, theme, reversed = 2}: TableOptions<Row>): string[] => {
	const shown = columnWidths(columns, width - 2);
	const heads = `  ${shown.map(({column, size}) => fit(column.title, size, column.align)).join(' ')}`;
	const lines = rows.slice(position.top, position.top + height).map((row, offset) => {
		const isSelected = position.top + offset === position.index;
		const cells = shown.map(({column, size}) => ({text: fit(column.value(row), size, column.align), style: column.style?.(row) ?? {}}));
		const plain = ({text, style}: (typeof cells)[number]) => theme.paint(text, style);
		if (!isSelected) {
			return `  ${cells.map(cell => plain(cell)).join(' ')}`;
		}

		const head = `${theme.glyphs.cursor} ${cells.slice(0, reversed).map(({text}) => text).join(' ')}`;
		return [theme.paint(head, {inverse: true, bold: true}), ...cells.slice(reversed).map(cell => plain(cell))].join(' ');
	});
	return [theme.paint(heads, {bold: true, dim: true}), ...lines];
};

function columnWidths<Row>(columns: ReadonlyArray<Column<Row>>, width: number) {
	const shown = columns.filter(({from = 0, below = Infinity}) => width + 2 >= from && width + 2 < below);
	const fixed = shown.reduce((sum, column) => sum + (column.width ?? 0), 0) + shown.length - 1;
	const shares = shown.reduce((sum, column) => sum + (column.width === undefined ? column.share ?? 1 : 0), 0);
	let left = Math.max(0, width - fixed);
	let sharesLeft = shares;
	return shown.map(column => {
		if (column.width !== undefined) {
			return {column, size: column.width};
		}

		const share = column.share ?? 1;
		const size = Math.floor((left * share) / sharesLeft);
		left -= size;
		sharesLeft -= share;
		return {column, size};
	});
}
