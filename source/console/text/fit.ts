import {clean, graphemes, widthOf} from './width.js';

/** The text in exactly `width` columns: cut with an ellipsis, or filled with blanks. Wide characters are never halved. */
export const fit = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
	const cut = cutTo(clean(text), width);
	const blanks = ' '.repeat(Math.max(0, width - widthOf(cut)));
	return align === 'left' ? cut + blanks : blanks + cut;
};

/** The text in at most `width` columns. */
export const cutTo = (text: string, width: number): string => {
	if (width <= 0) {
		return '';
	}

	if (widthOf(text) <= width) {
		return text;
	}

	let result = '';
	let used = 0;
	for (const grapheme of graphemes(text)) {
		const next = widthOf(grapheme);
		if (used + next > width - 1) {
			break;
		}

		result += grapheme;
		used += next;
	}

	return `${result}…`;
};

/** No more than `most` lines of at most `width` columns; where there are more, the last one says how the rest is shown. */
export const limited = (lines: readonly string[], most: number, width: number, whole: string): string[] => lines.length <= most
	? [...lines]
	: [...lines.slice(0, most - 1), `${cutTo(`${lines[most - 1]!} ${lines[most]!}`, width - widthOf(whole) + 1).replace(/…$/v, '')}${whole}`];
