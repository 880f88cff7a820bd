import {readableWidth} from '../../state/layout.js';
import {indented} from '../../text/indented.js';

/** All that the catalogue says of a job, as `baco jobs show` does. */
export const jobLines = (text: string, columns: number): string[] => ['', ...text.split('\n').flatMap(line => indented(line, readableWidth(columns) - 4, 2))];
