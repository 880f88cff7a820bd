import {clean, graphemes, widthOf} from '../text/width.js';
import type {TextInput} from '../state/text-input.js';
import type {Theme} from '../theme.js';

/** A typed text with its cursor as a reversed cell, cut so that the cursor is always visible. `mask` replaces every character. */
export const inputText = ({value, cursor}: TextInput, width: number, theme: Theme, mask?: string): string => {
	const letters = graphemes(value).map(letter => mask ?? clean(letter));
	let from = 0;
	while (widthOf(letters.slice(from, cursor).join('')) > width - 2) {
		from++;
	}

	let to = cursor + 1;
	while (to < letters.length && widthOf(letters.slice(from, to + 1).join('')) <= width - 1) {
		to++;
	}

	return letters.slice(from, cursor).join('') + theme.paint(letters[cursor] ?? ' ', {inverse: true}) + letters.slice(cursor + 1, to).join('');
};
