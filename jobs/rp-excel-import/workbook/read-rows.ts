import {
	columnLetters,
	columnOf,
	type Cell,
	type SheetRow,
} from './cell.js';
import {damaged} from './faults.js';
import {
	mostCharacters,
	mostColumns,
	mostRows,
	mostSheetBytes,
} from './limits.js';
import type {Package} from './open-package.js';
import {parseXml, type Attributes} from './parse-xml.js';
import {plainText} from './plain-text.js';

export type RowSource = {
	readonly workbook: Package;
	readonly sheet: string;
	readonly part: string;
	readonly texts: readonly string[];
	readonly dateStyles: ReadonlySet<number>;
};

/**
Reads a sheet; no more is read than is asked for. Rejects with WORKBOOK-DAMAGED and the cell.

@yields the rows that have cells, a few hundred at a time
*/
export async function * readRows(source: RowSource): AsyncGenerator<readonly SheetRow[]> {
	const {workbook, part} = source;
	const state = sheetState(source);
	for await (const _ of parseXml({file: workbook.file, part}, workbook.read(part, mostSheetBytes), state.events)) {
		const rows = state.take();
		if (rows.length > 0) {
			yield rows;
		}
	}
}

/** Follows the sheet's XML and collects whole rows. */
const sheetState = (source: RowSource) => {
	let rows: SheetRow[] = [];
	let isData = false;
	let row = 0;
	let cells: Cell[] | undefined;
	let column = -1;
	let type = 'n';
	let style = 0;
	let isFormula = false;
	let value: string | undefined;
	let inside: 'value' | 'text' | undefined;
	let isReadingAid = false;
	const fail = (detail: string): never => {
		throw damaged(source.workbook.file, `sheet ${source.sheet}, ${cells === undefined ? `row ${row}` : `cell ${columnLetters(Math.max(column, 0))}${row}`}`, detail);
	};

	const openRow = ({r}: Attributes) => {
		const number = r === undefined ? row + 1 : Number(r);
		if (!Number.isSafeInteger(number) || number <= row || number > mostRows) {
			fail(`row number ${r} follows`);
		}

		row = number;
		cells = [];
		column = -1;
	};

	const openCell = ({r, t = 'n', s}: Attributes) => {
		const next = r === undefined ? column + 1 : columnOf(r);
		if (next === undefined || next <= column || next >= mostColumns) {
			fail(`cell ${r} follows`);
		}

		column = next!;
		type = t;
		style = s === undefined ? -1 : Number(s);
		isFormula = false;
		value = undefined;
	};

	const closeCell = () => {
		const cell = cellOf({
			type, style, isFormula, value,
		}, source, fail);
		if (cell !== undefined) {
			cells![column] = cell;
		}
	};

	return {
		take() {
			const taken = rows;
			rows = [];
			return taken;
		},
		events: {
			open(name: string, attributes: Attributes) {
				switch (name) {
					case 'c': {
						if (cells !== undefined) {
							openCell(attributes);
						}

						break;
					}

					case 'v': {
						inside = 'value';
						value = '';
						break;
					}

					case 't': {
						inside = isReadingAid ? undefined : 'text';
						value ??= '';
						break;
					}

					case 'f': {
						isFormula = true;
						break;
					}

					case 'row': {
						if (isData) {
							openRow(attributes);
						}

						break;
					}

					case 'rPh': {
						isReadingAid = true;
						break;
					}

					case 'sheetData': {
						isData = true;
						break;
					}

					default:
				}
			},
			text(text: string) {
				if (inside !== undefined) {
					value += text;
				}
			},
			close(name: string) {
				switch (name) {
					case 'c': {
						if (cells !== undefined) {
							closeCell();
						}

						break;
					}

					case 'v':
					case 't': {
						inside = undefined;
						break;
					}

					case 'row': {
						if (cells !== undefined && cells.length > 0) {
							rows.push({number: row, cells});
						}

						cells = undefined;
						break;
					}

					case 'rPh': {
						isReadingAid = false;
						break;
					}

					case 'sheetData': {
						isData = false;
						break;
					}

					default:
				}
			},
		},
	};
};

type RawCell = {readonly type: string; readonly style: number; readonly isFormula: boolean; readonly value: string | undefined};

/** The meaning of a cell by its type (ISO 29500, 18.18.11). */
const cellOf = ({type, style, isFormula, value}: RawCell, {texts, dateStyles}: RowSource, fail: (detail: string) => never): Cell => {
	if (value === undefined || (value === '' && type === 'n')) {
		return isFormula ? {kind: 'formula'} : undefined;
	}

	switch (type) {
		case 'n': {
			const number = Number(value);
			if (!Number.isFinite(number)) {
				return fail(`${value} is no number`);
			}

			return dateStyles.has(style) ? {kind: 'date', serial: number} : number;
		}

		case 's': {
			return texts[Number(value)] ?? fail(`there is no text ${value}`);
		}

		case 'str':
		case 'inlineStr': {
			return value.length > mostCharacters ? fail(`its text has ${value.length} characters`) : plainText(value);
		}

		case 'b': {
			return {kind: 'boolean', value: value === '1' || value === 'true'};
		}

		case 'e': {
			return {kind: 'error', text: value};
		}

		case 'd': {
			return {kind: 'date-text', text: value};
		}

		default: {
			return fail(`it has the unknown type ${type}`);
		}
	}
};
