import {BacoError} from '../../source/problems/baco-error.js';
import {checkRow} from './check-row.js';
import {readLayout} from './layout.js';
import {openRowReader, type RowReader} from './row-reader.js';
import type {Line, SheetImport} from './sheet-import.js';
import type {SheetRow} from './workbook/cell.js';
import type {Workbook} from './workbook/open-workbook.js';

export type SheetReading = {
	readonly file: string;
	readonly workbook: Workbook;
	readonly found: SheetImport;
	readonly descriptionWidth: number;
	/** Called after some rows, with how many were read of the sheet by then. */
	readonly onRows: (rows: number) => void;
	readonly signal: AbortSignal;
};

/**
Reads the first sheet through and checks each row, no faster than the lines are taken. After the first fault no line is given any more, and the other rows are
read for their own faults: whoever writes looks at `found` after each portion. Rejects with EXCEL-HEADERS, EXCEL-EMPTY, or EXCEL-ROWS when a cell was wrong.

@yields checked lines, some thousands at a time; none at the first fault
*/
export async function * readSheet({file, workbook, found, descriptionWidth, onRows, signal}: SheetReading): AsyncGenerator<readonly Line[], void> {
	const [sheet] = workbook.sheets;
	if (sheet === undefined) {
		throw new BacoError('EXCEL-EMPTY', {file, sheet: 'none'});
	}

	let reader: RowReader | undefined;
	let lines: Line[] = [];
	let rowsRead = 0;
	let isFaulty = false;
	for await (const some of sheet.rows()) {
		signal.throwIfAborted();
		let rows: readonly SheetRow[] = some;
		if (reader === undefined) {
			reader = openRowReader({sheet: sheet.name, layout: await readLayout(file, workbook, some[0]), descriptionWidth}, found);
			rows = some.slice(1);
		}

		for (const row of rows) {
			reader.moveTo(row);
			const line = checkRow(reader, found);
			if (line !== undefined) {
				lines.push(line);
			}
		}

		rowsRead += rows.length;
		onRows(rowsRead);
		if (found.faultCount >= mostFaults) {
			break;
		}

		if (found.faultCount > 0) {
			lines = [];
			if (!isFaulty) {
				isFaulty = true;
				yield [];
			}
		} else if (lines.length >= portion) {
			yield lines;
			lines = [];
		}
	}

	if (reader === undefined) {
		await readLayout(file, workbook, undefined);
	}

	if (found.faultCount > 0) {
		throw new BacoError('EXCEL-ROWS', {file, count: found.faultCount >= mostFaults ? `more than ${mostFaults}` : found.faultCount, faults: found.faults});
	}

	if (found.lines === 0) {
		throw new BacoError('EXCEL-EMPTY', {file, sheet: sheet.name});
	}

	yield lines;
}

/** Reads what is left of a sheet for its faults alone: it rejects with them. */
export const readThrough = async (reading: AsyncIterable<readonly Line[]>): Promise<void> => {
	for await (const _ of reading) {
		// Each line and each fault is noted in `found`.
	}
};

const portion = 10_000;

/** A workbook of another kind has a fault in each row. */
export const mostFaults = 1000;
