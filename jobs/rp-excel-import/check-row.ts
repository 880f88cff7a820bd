import {codeOf} from './division-facts.js';
import type {RowReader} from './row-reader.js';
import type {Line, SheetImport} from './sheet-import.js';

/** Checks the row that the reader stands on and makes its line; undefined when the row is empty or has faults, which are noted in `found`. */
export const checkRow = (reader: RowReader, found: SheetImport): Line | undefined => {
	if (reader.isEmpty()) {
		return undefined;
	}

	const {text, amount, fault, descriptionWidth} = reader;
	const before = found.faultCount;
	const {facts} = found;
	const division = text('division');
	if (!isDivision(division, facts.code)) {
		fault('division', division === '' ? 'the division is missing' : `the document is of division ${facts.code}, not of ${division}`);
	}

	const year = reader.whole('year', 'year');
	const period = reader.whole('period', 'period');
	const known = year < 0 || period < 0 ? undefined : facts.periods.get(`${year}/${period}`);
	if (year >= 0 && period >= 0) {
		if (known === undefined) {
			fault('period', `division ${facts.code} has no period ${period} in ${year}`);
		} else if (known.isClosed && found.kind === 'actuals') {
			fault('period', `period ${period} of ${year} is closed`);
		}
	}

	const account = codeOf(text('account'));
	checkAccount(account, reader, found);
	const ownCentre = text('costCentre');
	const costCentre = checkDimension('costCentre', ownCentre === '' ? facts.costCentre : ownCentre, facts.costCentres, fault);
	const costUnit = checkDimension('costUnit', text('costUnit'), facts.costUnits, fault);
	const [debit, credit, balanced] = [amount('debit'), amount('credit'), amount('balanced')];
	if (reader.has('balanced') && found.faultCount === before && Math.abs(debit - credit - balanced) > 0.005) {
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
		row: reader.row(), entry: entryOf(found, {year, period, lastDay: known!.lastDay}, debit, credit), account, costCentre, costUnit, debit, credit, description: description.slice(0, descriptionWidth),
	};
};

/** Excel makes 1 of 001. */
const isDivision = (division: string, code: string) => division === code || codeOf(division) === codeOf(code) || (/^\d{1,2}$/v.test(division) && division.padStart(3, '0') === code);

/** An account that is not there yet is created, and needs its three columns for it. */
const checkAccount = (account: string, {row, text, fault}: RowReader, found: SheetImport) => {
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
				number: account, name: name.slice(0, 60), side, balance, row: row(),
			});
		} else if (first.name !== name.slice(0, 60) || first.side !== side || first.balance !== balance) {
			fault('account', `ledger account ${account} is described otherwise in row ${first.row}`);
		}
	}
};

const checkDimension = (field: 'costCentre' | 'costUnit', code: string, known: ReadonlyMap<string, boolean> | undefined, fault: RowReader['fault']): string | null => {
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
			year, period, lastDay, debit: 0, credit: 0,
		});
	}

	const entry = found.entries[index]!;
	entry.debit += Math.round(debit * 100);
	entry.credit += Math.round(credit * 100);
	return index;
};
