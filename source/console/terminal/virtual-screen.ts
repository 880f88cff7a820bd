import {graphemes, widthOf} from '../text/width.js';
import {blank, type Row} from './cells.js';
import {applySgr} from './style-state.js';

export type VirtualScreen = {
	/** Follows what a program writes. Gives back what has to reach the real terminal as it is: modes, and what is not understood. */
	readonly write: (data: string) => string;
	readonly rows: Row[];
};

// eslint-disable-next-line no-control-regex, regexp/no-control-character -- terminal sequences start with ESC
const token = /\u{1B}\[(?<prefix>[\u{3C}-\u{3F}]?)(?<parameters>[\d;]*)(?<final>[\u{40}-\u{7E}])|\u{1B}[\(\)][\dA-Z]|\u{1B}\][^\u{7}\u{1B}]*(?:\u{7}|\u{1B}\\)|\u{1B}.|[\n\r]|[^\n\r\u{1B}]+/gv;

const linkStart = '\u{1B}]8;';

/** Of a link (OSC 8): after its parameters, before its end. An empty one ends the link. */
const addressIn = (sequence: string): string | undefined => {
	const body = sequence.slice(linkStart.length, sequence.endsWith('\u{7}') ? -1 : -2);
	const address = body.slice(body.indexOf(';') + 1);
	return address === '' ? undefined : address;
};

/**
A screen in memory that understands the sequences Ink writes. It has no lower edge and does not scroll: Ink counts lines from the top of
its own frame, which always is the first row here.
*/
export const createVirtualScreen = (): VirtualScreen => {
	const rows: Row[] = [];
	let row = 0;
	let column = 0;
	let style = '';
	let link: string | undefined;

	const put = (text: string) => {
		const line = rows[row] ?? [];
		rows[row] = line;
		for (const grapheme of graphemes(text)) {
			const width = widthOf(grapheme);
			if (width === 0) {
				continue;
			}

			while (line.length < column) {
				line.push(blank);
			}

			const look = {style, ...(link !== undefined && {link})};
			line[column] = {text: grapheme, ...look};
			for (let extra = 1; extra < width; extra++) {
				line[column + extra] = {text: '', ...look};
			}

			column += width;
		}
	};

	const eraseDown = () => {
		rows[row]?.splice(column);
		rows.length = Math.min(rows.length, row + 1);
	};

	const eraseLine = (mode: number) => {
		const line = rows[row];
		if (mode === 0) {
			line?.splice(column);
		} else if (mode === 2) {
			rows[row] = [];
		} else {
			line?.fill(blank, 0, Math.min(column + 1, line.length));
		}
	};

	const isControlled = (parameters: string, final: string): boolean => {
		const [first = 0, second = 0] = parameters.split(';').map(Number);
		const count = Math.max(1, first);
		switch (final) {
			case 'm': {
				style = applySgr(style, parameters);
				return true;
			}

			case 'A': {
				row = Math.max(0, row - count);
				return true;
			}

			case 'B': {
				row += count;
				return true;
			}

			case 'C': {
				column += count;
				return true;
			}

			case 'D': {
				column = Math.max(0, column - count);
				return true;
			}

			case 'E': {
				row += count;
				column = 0;
				return true;
			}

			case 'G': {
				column = count - 1;
				return true;
			}

			case 'H': {
				row = count - 1;
				column = Math.max(1, second) - 1;
				return true;
			}

			case 'J': {
				if (first === 0) {
					eraseDown();
				} else {
					rows.length = 0;
				}

				return true;
			}

			case 'K': {
				eraseLine(first);
				return true;
			}

			default: {
				return false;
			}
		}
	};

	return {
		rows,
		write(data) {
			let unknown = '';
			for (const match of data.matchAll(token)) {
				const [text] = match;
				const {prefix, parameters, final} = match.groups!;
				if (text === '\n') {
					row++;
					column = 0;
				} else if (text === '\r') {
					column = 0;
				} else if (!text.startsWith('\u{1B}')) {
					put(text);
				} else if (text.startsWith(linkStart)) {
					link = addressIn(text);
				} else if (final === undefined || prefix !== '' || !isControlled(parameters ?? '', final)) {
					unknown += text;
				}
			}

			return unknown;
		},
	};
};
