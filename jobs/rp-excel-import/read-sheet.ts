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
	/** Takes a checked line; no further row is read before its promise resolves. */
	readonly take: (line: Line) => Promise<void> | undefined;
	/** Called after some rows, with how many were read. */
	readonly onRows: (rows: number) => void;
	readonly signal: AbortSignal;
};

/** Reads the first sheet through and checks each row. Rejects with EXCEL-HEADERS, EXCEL-EMPTY, or EXCEL-ROWS when a cell was wrong. */
export const readSheet = async ({file, workbook, found, descriptionWidth, take, onRows, signal}: SheetReading): Promise<void> => {
	const [sheet] = workbook.sheets;
	if (sheet === undefined) {
		throw new BacoError('EXCEL-EMPTY', {file, sheet: 'none'});
	}

	let reader: RowReader | undefined;
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
			// After a fault nothing will be written: the other rows are read for their own.
			const taken = line === undefined || found.faultCount > 0 ? undefined : take(line);
			if (taken !== undefined) {
				await taken; // eslint-disable-line no-await-in-loop -- the sheet waits for the server
			}
		}

		onRows(rows.length);
		if (found.faultCount >= mostFaults) {
			break;
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
};

/** A workbook of another kind has a fault in each row. */
export const mostFaults = 1000;
