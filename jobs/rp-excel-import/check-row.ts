import {
	readAmount,
	readText,
	readWhole,
	type Read,
} from './cell-values.js';
import {codeOf} from './division-facts.js';
import {headers, type Field, type Layout} from './layout.js';
import type {Line, SheetImport} from './sheet-import.js';
import {columnLetters, type SheetRow} from './workbook/cell.js';

export type RowPlace = {readonly sheet: string; readonly layout: Layout; /** Characters of the pending line's description. */ readonly descriptionWidth: number};

/** Checks a row and makes its line; undefined when the row is empty or has faults, which are noted in `found`. */
export const checkRow = ({number: row, cells}: SheetRow, {sheet, layout, descriptionWidth}: RowPlace, found: SheetImport): Line | undefined => {
	if (cells.every(cell => cell === undefined || (typeof cell === 'string' && cell.trim() === ''))) {
		return undefined;
	}

	const before = found.faultCount;
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

	const text = (field: Field) => take(field, readText(cells[layout[field]]), '');
	const {facts} = found;
	const division = text('division');
	if (!isDivision(division, facts.code)) {
		fault('division', division === '' ? 'the division is missing' : `the document is of division ${facts.code}, not of ${division}`);
	}

	const year = take('year', readWhole(cells[layout.year], 'year'), -1);
	const period = take('period', readWhole(cells[layout.period], 'period'), -1);
	const known = year < 0 || period < 0 ? undefined : facts.periods.get(`${year}/${period}`);
	if (year >= 0 && period >= 0) {
		if (known === undefined) {
			fault('period', `division ${facts.code} has no period ${period} in ${year}`);
		} else if (known.isClosed && found.kind === 'actuals') {
			fault('period', `period ${period} of ${year} is closed`);
		}
	}

	const account = codeOf(text('account'));
	checkAccount(account, {row, text, fault}, found);
	const ownCentre = text('costCentre');
	const costCentre = checkDimension('costCentre', ownCentre === '' ? facts.costCentre : ownCentre, facts.costCentres, fault);
	const costUnit = checkDimension('costUnit', text('costUnit'), facts.costUnits, fault);
	const debit = take('debit', readAmount(cells[layout.debit]), 0);
	const credit = take('credit', readAmount(cells[layout.credit]), 0);
	const balanced = take('balanced', readAmount(cells[layout.balanced]), 0);
	if (cells[layout.balanced] !== undefined && found.faultCount === before && Math.abs(debit - credit - balanced) > 0.005) {
		fault('balanced', `${balanced} is not debit less credit, ${(debit - credit).toFixed(2)}`);
	}

	// eslint-disable-next-line unicorn/no-declarations-before-early-exit -- reading it may note a fault
	const description = text('description');
	if (found.faultCount > before) {
		return undefined;
	}

	if (description.length > descriptionWidth) {
		found.cutDescriptions++;
	}

	found.lines++;
	return {
		row, entry: entryOf(found, {year, period, lastDay: known!.lastDay}, debit, credit), account, costCentre, costUnit, debit, credit, description: description.slice(0, descriptionWidth),
	};
};

/** Faults that are named; more are counted. */
export const mostNamed = 100;

/** Excel makes 1 of 001. */
const isDivision = (division: string, code: string) => codeOf(division) === codeOf(code) || (/^\d{1,2}$/v.test(division) && division.padStart(3, '0') === code);

type RowReading = {readonly row: number; readonly text: (field: Field) => string; readonly fault: (field: Field, text: string) => void};

/** An account that is not there yet is created, and needs its three columns for it. */
const checkAccount = (account: string, {row, text, fault}: RowReading, found: SheetImport) => {
	const isBlocked = found.facts.accounts.get(account);
	if (account === '' || account.length > 9) {
		fault('account', account === '' ? 'the ledger account is missing' : `${account} is longer than 9 characters`);
	} else if (isBlocked === true) {
		fault('account', `ledger account ${account} is blocked`);
	} else if (isBlocked === undefined) {
		const [name, side, type] = [text('accountName'), text('side').toUpperCase(), text('type').toUpperCase()];
		const first = found.newAccounts.get(account);
		const balance = type === 'P' ? 'W' : 'B';
		if (name === '') {
			fault('accountName', `ledger account ${account} is new and needs a description`);
		} else if (side !== 'D' && side !== 'C') {
			fault('side', `ledger account ${account} is new and needs D or C${side === '' ? '' : `, not ${side}`}`);
		} else if (type !== 'B' && type !== 'P') {
			fault('type', `ledger account ${account} is new and needs B or P${type === '' ? '' : `, not ${type}`}`);
		} else if (first === undefined) {
			found.newAccounts.set(account, {
				number: account, name: name.slice(0, 60), side, balance, row,
			});
		} else if (first.name !== name.slice(0, 60) || first.side !== side || first.balance !== balance) {
			fault('account', `ledger account ${account} is described otherwise in row ${first.row}`);
		}
	}
};

const checkDimension = (field: 'costCentre' | 'costUnit', code: string, known: ReadonlyMap<string, boolean> | undefined, fault: RowReading['fault']): string | null => {
	if (code === '') {
		return null;
	}

	const isInUse = known === undefined || known.get(codeOf(code));
	const name = `${field === 'costCentre' ? 'cost centre' : 'cost unit'} ${code}`;
	if (isInUse !== true) {
		// BacoImporter would keep the entry back, when the document is archived already.
		fault(field, isInUse === undefined ? `there is no ${name}` : `${name} is not in use any more`);
	}

	return code;
};

const entryOf = (found: SheetImport, {year, period, lastDay}: {readonly year: number; readonly period: number; readonly lastDay: Date}, debit: number, credit: number): number => {
	let index = found.entries.findLastIndex(entry => entry.year === year && entry.period === period);
	if (index === -1) {
		index = found.entries.length;
		found.entries.push({
			year, period, lastDay, lines: 0, debit: 0, credit: 0,
		});
	}

	const entry = found.entries[index]!;
	entry.lines++;
	entry.debit += Math.round(debit * 100);
	entry.credit += Math.round(credit * 100);
	return index;
};
