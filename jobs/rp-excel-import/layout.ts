import {BacoError} from '../../source/problems/baco-error.js';
import type {Cell, SheetRow} from './workbook/cell.js';
import type {Sheet, Workbook} from './workbook/open-workbook.js';

/** The headers that the vendor's document prescribes. */
export const headers = {
	division: 'Division',
	year: 'Year',
	period: 'Period',
	account: 'G/L',
	accountName: 'G/L Description',
	side: 'G/L Side',
	type: 'G/L Type',
	costCentre: 'Cost Center',
	costUnit: 'Cost Unit',
	debit: 'Debit',
	credit: 'Credit',
	balanced: 'Balanced',
	description: 'Description',
} as const;

export type Field = keyof typeof headers;

/** Column of each field, from 0. The order of the headers is free; more columns are ignored. */
export type Layout = Readonly<Record<Field, number>>;

/** Reads the layout from the first row of the first sheet. Throws EXCEL-HEADERS, and says so when another sheet has them. */
export const readLayout = async (file: string, workbook: Workbook, first: SheetRow | undefined): Promise<Layout> => {
	const [sheet] = workbook.sheets;
	const {layout, faults} = layoutOf(first);
	if (layout === undefined) {
		throw new BacoError('EXCEL-HEADERS', {
			file, sheet: sheet?.name, isHidden: sheet?.isHidden, faults, elsewhere: await sheetWithHeaders(workbook.sheets.slice(1)),
		});
	}

	return layout;
};

const layoutOf = (row: SheetRow | undefined): {readonly layout?: Layout; readonly faults: readonly string[]} => {
	const names = row?.number === 1 ? Array.from(row.cells, cell => normalized(cell)) : [];
	const faults: string[] = [];
	const layout = Object.fromEntries(Object.entries(headers).map(([field, header]) => {
		const name = normalized(header);
		const column = names.indexOf(name);
		if (column === -1) {
			faults.push(`there is no ${header}`);
		} else if (names.includes(name, column + 1)) {
			faults.push(`${header} is there twice`);
		}

		return [field, column];
	})) as Layout;
	return faults.length === 0 ? {layout, faults} : {faults};
};

const normalized = (cell: Cell) => typeof cell === 'string' ? cell.trim().replaceAll(/\s+/gv, ' ').toLowerCase() : undefined;

const sheetWithHeaders = async (sheets: readonly Sheet[]): Promise<string | undefined> => {
	for (const sheet of sheets) {
		const first = await firstRow(sheet); // eslint-disable-line no-await-in-loop -- one sheet after the other
		if (layoutOf(first).layout !== undefined) {
			return sheet.name;
		}
	}

	return undefined;
};

const firstRow = async ({rows}: Sheet) => {
	const reading = rows()[Symbol.asyncIterator]();
	const {value} = await reading.next() as {value?: readonly SheetRow[]};
	await reading.return?.();
	return value?.[0];
};
