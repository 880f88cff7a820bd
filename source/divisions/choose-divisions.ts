import {BacoError} from '../problems/baco-error.js';
import type {Division} from './contract.js';

/** The divisions with these codes, in the order asked for, each once; `1` also finds `001`. Throws CFG-9 for a code that is not there. */
export const chooseDivisions = <D extends Pick<Division, 'code'>>(divisions: readonly D[], codes: readonly string[]): D[] =>
	[...new Set(codes.map(code => chooseDivision(divisions, code)))];

/** The division with this code. */
export const chooseDivision = <D extends Pick<Division, 'code'>>(divisions: readonly D[], code: string): D => {
	const wanted = code.trim().toLowerCase();
	const found = divisions.find(division => division.code.toLowerCase() === wanted)
		?? (/^\d{1,2}$/v.test(wanted) ? divisions.find(division => division.code === wanted.padStart(3, '0')) : undefined);
	if (found === undefined) {
		throw new BacoError('CFG-9', {division: code});
	}

	return found;
};

/** Divisions whose code, name, server, database or web server contains the text, whatever its case; every word must occur. */
export const filterDivisions = (divisions: readonly Division[], filter: string): Division[] => {
	const words = filter.toLowerCase().split(/\s+/v).filter(word => word !== '');
	return divisions.filter(division => {
		const haystack = [division.code, division.name, `${division.serverPath}\\${division.databaseName}`, division.webService].join('\n').toLowerCase();
		return words.every(word => haystack.includes(word));
	});
};
