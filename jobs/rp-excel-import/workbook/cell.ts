/** What a cell holds besides text and numbers. */
export type SpecialCell =
	/** A number that the sheet shows as a date or a time. */
	| {readonly kind: 'date'; readonly serial: number}
	/** A date in the text form that the format also knows. */
	| {readonly kind: 'date-text'; readonly text: string}
	| {readonly kind: 'boolean'; readonly value: boolean}
	/** `#REF!`, `#DIV/0!` and their like. */
	| {readonly kind: 'error'; readonly text: string}
	/** A formula that was never calculated: the program that wrote it kept no value. */
	| {readonly kind: 'formula'};

/** Undefined for an empty cell. The value of a formula is the one that was kept when the workbook was saved. */
export type Cell = string | number | SpecialCell | undefined;

/** `number` is 1 for the first row; `cells` by column from 0, with gaps. */
export type SheetRow = {readonly number: number; readonly cells: readonly Cell[]};

/** The letters of a column, from 0: A, B, ..., AA. */
export const columnLetters = (column: number): string =>
	(column < 26 ? '' : columnLetters(Math.floor(column / 26) - 1)) + String.fromCodePoint(65 + (column % 26));

/** `AB12` → 27; undefined when it does not begin with letters of a column. */
export const columnOf = (reference: string): number | undefined => {
	let column = 0;
	for (let index = 0; index < reference.length; index++) {
		const code = reference.codePointAt(index)!;
		if (code < 65 || code > 90) {
			return index === 0 ? undefined : column - 1;
		}

		column = (column * 26) + code - 64;
	}

	return column === 0 ? undefined : column - 1;
};
