import {clean, graphemes, widthOf} from './width.js';

/** Breaks a text into lines of at most `width` columns: at blanks, or inside a word that is too long. Line breaks of the text are kept. */
export const wrap = (text: string, width: number): string[] =>
	text.replaceAll('\t', ' '.repeat(4)).split(/\r?\n/v).flatMap(line => wrapLine(clean(line), Math.max(1, width)));

function wrapLine(line: string, width: number): string[] {
	const lines: string[] = [];
	// A continued line keeps the indentation of its first one.
	let current = /^ */v.exec(line)![0].slice(0, Math.max(0, width - 10));
	let isEmpty = true;
	for (const word of line.trim().split(' ')) {
		const joined = isEmpty ? current + word : `${current} ${word}`;
		if (widthOf(joined) <= width) {
			current = joined;
			isEmpty = false;
			continue;
		}

		if (!isEmpty) {
			lines.push(current);
		}

		const pieces = breakWord(word, width);
		lines.push(...pieces.slice(0, -1));
		current = pieces.at(-1) ?? '';
		isEmpty = false;
	}

	return [...lines, current];
}

function breakWord(word: string, width: number): string[] {
	if (widthOf(word) <= width) {
		return [word];
	}

	const pieces = [''];
	// A fingerprint is compared byte by byte: none is broken.
	const bytes = width > 3 && /^(?:[\dA-F]{2}:){7,}[\dA-F]{2}\.?$/v.test(word) ? word.match(/[\dA-F]{2}[.:]?/gv) : undefined;
	for (const grapheme of bytes ?? graphemes(word)) {
		if (widthOf(pieces.at(-1)! + grapheme) > width && pieces.at(-1) !== '') {
			pieces.push('');
		}

		pieces[pieces.length - 1] += grapheme;
	}

	return pieces;
}
