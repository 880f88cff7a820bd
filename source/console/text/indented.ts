import {wrap} from './wrap.js';

/** A line in at most `width` columns; where it goes on, it stays below its own start. `by` more blanks stand before it. */
export const indented = (line: string, width: number, by = 0): string[] => {
	const blanks = ' '.repeat(by + line.length - line.trimStart().length);
	return wrap(line.trimStart(), Math.max(20, width - blanks.length)).map(part => blanks + part);
};
