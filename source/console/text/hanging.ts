import {clean, widthOf} from './width.js';
import {wrap} from './wrap.js';

/** A line in at most `columns`, broken at blanks; where it goes on, it stays below its own text, behind the blanks, and the number or the label in a column of its own, that it begins with. Undefined columns break nothing. */
export const hanging = (line: string, columns: number | undefined): string[] => {
	const text = clean(line);
	if (columns === undefined || widthOf(text) <= columns) {
		return [text];
	}

	const [begin] = /^ *(?:\d+[\).] |[a-z]+(?: [a-z]+)? {2,})?/v.exec(text)!;
	const start = columns - begin.length < 20 ? '' : begin;
	return wrap(text.slice(start.length), columns - start.length).map((part, index) => (index === 0 ? start : ' '.repeat(start.length)) + part);
};

/** Columns of a terminal; undefined for a pipe, a file, and a terminal that does not tell. */
export const columnsOf = ({isTTY, columns}: {readonly isTTY?: boolean; readonly columns?: number}): number | undefined => isTTY === true && columns !== undefined && columns > 0 ? columns : undefined;
