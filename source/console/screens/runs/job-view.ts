import {readableWidth} from '../../state/layout.js';
import {wrap} from '../../text/wrap.js';

/** All that the catalogue says of a job, as `baco jobs show` does. */
export const jobLines = (text: string, columns: number): string[] => ['', ...text.split('\n').flatMap(line => indented(line, readableWidth(columns) - 4))];

/** A line that goes on stays below its own start. */
const indented = (line: string, width: number): string[] => {
	const blanks = ' '.repeat(2 + line.length - line.trimStart().length);
	return wrap(line.trimStart(), Math.max(20, width - blanks.length)).map(part => blanks + part);
};
