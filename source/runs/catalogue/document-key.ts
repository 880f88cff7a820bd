/** What tells a document of Synergy from the others: its ID, or the number that Synergy shows. */
export type DocumentKey = {readonly id: string} | {readonly number: number};

/** Reads an ID, in braces or not, or a number as `00.012.345` or `12345`. Undefined for anything else. */
export const documentKey = (text: string): DocumentKey | undefined => {
	if (/^\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?$/iv.test(text)) {
		return {id: text.replaceAll(/[\{\}]/gv, '').toUpperCase()};
	}

	return /^(?:\d{1,9}|\d{1,3}(?:\.\d{3}){1,2})$/v.test(text) ? {number: Number(text.replaceAll('.', ''))} : undefined;
};

/** By number and ID, either of which `/DOC:` takes; by its ID alone where it has no number. */
export const documentName = (id: string, number: string | undefined): string => number === undefined ? id : `${number} (${id})`;

/** A number as Synergy shows it: `00.012.345`. */
export const documentNumber = (number: number): string => String(number).padStart(8, '0').replace(/^(?<millions>\d+)(?<thousands>\d{3})(?=\d{3}$)/v, '$<millions>.$<thousands>.');
