import type {Key} from '../keys/key.js';
import {graphemes} from '../text/width.js';

/** A one-line text with its cursor, counted in characters as a person sees them. */
export type TextInput = {
	readonly value: string;
	readonly cursor: number;
};

export const textInput = (value = ''): TextInput => ({value, cursor: graphemes(value).length});

/** What a key does to the text; undefined when the key means nothing to a text. */
export const editText = (input: TextInput, key: Key): TextInput | undefined => {
	const letters = graphemes(input.value);
	switch (key.name) {
		case 'backspace': {
			return input.cursor === 0 ? input : at(letters.toSpliced(input.cursor - 1, 1), input.cursor - 1);
		}

		case 'delete': {
			return at(letters.toSpliced(input.cursor, 1), input.cursor);
		}

		case 'left': {
			return {...input, cursor: Math.max(0, input.cursor - 1)};
		}

		case 'right': {
			return {...input, cursor: Math.min(letters.length, input.cursor + 1)};
		}

		case 'home': {
			return {...input, cursor: 0};
		}

		case 'end': {
			return {...input, cursor: letters.length};
		}

		case 'ctrl-u': {
			return at(letters.slice(input.cursor), 0);
		}

		case 'ctrl-w': {
			const before = letters.slice(0, startOfWord(letters, input.cursor)).join('');
			return {value: before + letters.slice(input.cursor).join(''), cursor: graphemes(before).length};
		}

		default: {
			return key.text === undefined ? undefined : insert(letters, input.cursor, key.name === 'paste' ? oneLine(key.text) : key.text);
		}
	}
};

/** A command may be typed, or pasted, with the colon that opens its line. */
export const withoutColon = ({value, cursor}: TextInput): TextInput => {
	const rest = value.replace(/^:+/v, '');
	return {value: rest, cursor: Math.max(0, cursor - (value.length - rest.length))};
};

/** A paste in one line: the breaks at its ends go, those inside become blanks. */
export const oneLine = (text: string): string => text.split(/[\t\n\r]+/v).filter((part, index, parts) => part !== '' || (index > 0 && index < parts.length - 1)).join(' ').replaceAll(/\p{Control}/gv, '');

function startOfWord(letters: readonly string[], cursor: number): number {
	let start = cursor;
	while (start > 0 && letters[start - 1] === ' ') {
		start--;
	}

	while (start > 0 && letters[start - 1] !== ' ') {
		start--;
	}

	return start;
}

function at(letters: readonly string[], cursor: number): TextInput {
	return {value: letters.join(''), cursor};
}

// A combining mark may arrive after its letter: the cursor is counted again in what both became.
function insert(letters: readonly string[], cursor: number, text: string): TextInput {
	const before = letters.slice(0, cursor).join('') + text;
	return {value: before + letters.slice(cursor).join(''), cursor: graphemes(before).length};
}
