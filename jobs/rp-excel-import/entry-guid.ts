import {createHash} from 'node:crypto';

/** The same entry of the same document always has the same guid, so that one which was written before is found, in whichever table it is now. */
export const entryGuid = (document: string, year: number, period: number): string => {
	const digits = createHash('sha256').update(`RPExcelImport/${document.toUpperCase()}/${year}/${period}`).digest('hex').toUpperCase();
	return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-A${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
};

export const guidsOf = (document: string, entries: Iterable<{readonly year: number; readonly period: number}>): string[] => Array.from(entries, ({year, period}) => entryGuid(document, year, period));
