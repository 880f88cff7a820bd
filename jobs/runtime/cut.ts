import type {Columns} from '../../source/divisions/known-columns.js';

/** Width of a text column of this database in characters; `fallback` when it is not known, or has no limit. */
export const widthOf = (columns: Columns, name: string, fallback: number): number => {
	const width = columns.get(name.toLowerCase())?.maxLength;
	return width === undefined || width === null || width < 1 ? fallback : width;
};

/** The text in pieces of at most `width` characters, broken at blanks where there are some. */
export const inPieces = (text: string, width: number): string[] => {
	const pieces: string[] = [];
	let rest = text.trim();
	while (rest.length > width) {
		const blank = rest.lastIndexOf(' ', width);
		const end = blank > width / 2 ? blank : width;
		pieces.push(rest.slice(0, end));
		rest = rest.slice(end).trimStart();
	}

	return [...pieces, rest];
};
