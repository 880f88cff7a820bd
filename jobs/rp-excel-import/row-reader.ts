import {
	readAmount,
	readText,
	readWhole,
	type Read,
} from './cell-values.js';
import {headers, type Field, type Layout} from './layout.js';
import type {SheetImport} from './sheet-import.js';
import {columnLetters, type Cell, type SheetRow} from './workbook/cell.js';

export type RowPlace = {readonly sheet: string; readonly layout: Layout; /** Characters of the pending line's description. */ readonly descriptionWidth: number};

/** Reads the cells of the row that it stands on, and notes what is wrong with them. */
export type RowReader = RowPlace & {
	/** Of the sheet, from 1. */
	readonly row: () => number;
	readonly moveTo: (row: SheetRow) => void;
	readonly isEmpty: () => boolean;
	readonly has: (field: Field) => boolean;
	readonly text: (field: Field) => string;
	readonly amount: (field: Field) => number;
	/** -1 for one that is missing or wrong. */
	readonly whole: (field: Field, what: string) => number;
	readonly fault: (field: Field, text: string) => void;
};

/** One for all rows of a sheet: functions made anew for each of a hundred thousand rows would cost as much as reading it. */
export const openRowReader = (place: RowPlace, found: SheetImport): RowReader => {
	const {sheet, layout} = place;
	let row = 0;
	let cells: readonly Cell[] = [];
	const fault = (field: Field, text: string) => {
		found.faultCount++;
		if (found.faults.length < mostNamed) {
			found.faults.push(`${sheet}, ${columnLetters(layout[field])}${row} (${headers[field]}): ${text}`);
		}
	};

	const take = <Value>(field: Field, {value, fault: text}: Read<Value>, otherwise: Value): Value => {
		if (text !== undefined) {
			fault(field, text);
		}

		return value ?? otherwise;
	};

	return {
		...place,
		row: () => row,
		moveTo({number, cells: those}) {
			row = number;
			cells = those;
		},
		isEmpty: () => cells.every(cell => isBlank(cell)),
		has: field => cells[layout[field]] !== undefined,
		// Most cells are what they should be: only the others are worth an object.
		text(field) {
			const cell = cells[layout[field]];
			return typeof cell === 'string' ? cell.trim() : (cell === undefined ? '' : take(field, readText(cell), ''));
		},
		amount(field) {
			const cell = cells[layout[field]];
			return typeof cell === 'number' && Math.round(cell * 100) / 100 === cell ? cell : take(field, readAmount(cell), 0);
		},
		whole: (field, what) => take(field, readWhole(cells[layout[field]], what), -1),
		fault,
	};
};

/** Faults that are named; more are counted. */
export const mostNamed = 100;

const isBlank = (cell: Cell) => cell === undefined || (typeof cell === 'string' && cell.trim() === '');
