import type {Cell} from './workbook/cell.js';

/** A value, or why the cell has none that can be used. */
export type Read<Value> = {readonly value: Value; readonly fault?: undefined} | {readonly value?: undefined; readonly fault: string};

/** Text of a code or a description; a whole number is its digits, an empty cell an empty text. */
export const readText = (cell: Cell): Read<string> => {
	if (typeof cell === 'string') {
		return {value: cell.trim()};
	}

	if (typeof cell === 'number') {
		return Number.isSafeInteger(cell) ? {value: String(cell)} : {fault: `${cell} is a number with a fraction, not a code or a text`};
	}

	return cell === undefined ? {value: ''} : {fault: faultOf(cell)};
};

/** A year or a period: a whole number, also one that was typed as text. */
export const readWhole = (cell: Cell, what: string): Read<number> => {
	const value = typeof cell === 'string' && /^\s*\d{1,9}\s*$/v.test(cell) ? Number(cell) : cell;
	if (typeof value === 'number') {
		return Number.isSafeInteger(value) && value >= 0 ? {value} : {fault: `${value} is no ${what}`};
	}

	return value === undefined || (typeof value === 'string' && value.trim() === '') ? {fault: `the ${what} is missing`} : {fault: typeof value === 'string' ? `"${shortened(value)}" is text, not a ${what}${isDateText(value) ? ': it looks like a date' : ''}` : faultOf(value)};
};

/**
An amount in whole cents, as the ledger has it; an empty cell is none. Text is refused also when it looks like a number: `1.234` is a
thousand in one country and one in another.
*/
export const readAmount = (cell: Cell): Read<number> => {
	if (typeof cell === 'number') {
		const rounded = Math.round(cell * 100) / 100;
		// Excel counts in fractions of two: 0.1 + 0.2 is a little more than 0.3.
		return Math.abs(rounded - cell) <= Math.max(1e-6, Math.abs(cell) * 1e-12) ? {value: rounded} : {fault: `${cell} has more than two decimals`};
	}

	if (cell === undefined || (typeof cell === 'string' && cell.trim() === '')) {
		return {value: 0};
	}

	if (typeof cell !== 'string') {
		return {fault: faultOf(cell)};
	}

	const hint = /^[\s+\-]*(?:[\d',.][\s\d',.]*|\s)$/v.test(cell) ? '; type it as a number in Excel, or multiply the column by 1' : '';
	return {fault: `"${shortened(cell)}" is text, not a number${isDateText(cell) ? ': it looks like a date' : hint}`};
};

const faultOf = (cell: Exclude<Cell, string | number | undefined>): string => {
	switch (cell.kind) {
		case 'date': {
			return 'it is a date or a time, not a number: change the format of the cell';
		}

		case 'date-text': {
			return `${cell.text} is a date`;
		}

		case 'boolean': {
			return `it is the truth value ${cell.value ? 'TRUE' : 'FALSE'}`;
		}

		case 'error': {
			return `the formula gives ${cell.text}`;
		}

		case 'formula': {
			return 'the formula has no calculated value: open the workbook in Excel, let it calculate, and save it';
		}
	}
};

const isDateText = (text: string) => /^\s*(?:\d{1,2}[\-.\/]\d{1,2}[\-.\/]\d{2,4}|\d{4}-\d{2}-\d{2})/v.test(text);

const shortened = (text: string) => text.length > 40 ? `${text.slice(0, 40)}...` : text;
