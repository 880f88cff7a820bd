/** A line as it is typed or pasted into a raw terminal, whatever pieces it arrives in. */
export type Typed = {
	readonly text: string;
	/** A control sequence that has begun: everything after its Escape. */
	readonly sequence: string | undefined;
	readonly isPasting: boolean;
	readonly end: 'entered' | 'dismissed' | 'interrupted' | undefined;
};

export const startTyped: Typed = {
	text: '', sequence: undefined, isPasting: false, end: undefined,
};

/** Reads more characters; `rest` is what came after the end of the line. */
export const readTyped = (before: Typed, characters: string): Typed & {readonly rest: string} => {
	let state = before;
	let position = 0;
	for (const character of characters) {
		if (state.end !== undefined) {
			break;
		}

		state = state.sequence === undefined ? readCharacter(state, character) : readSequence(state, character);
		position += character.length;
	}

	return {...state, rest: characters.slice(position)};
};

const readCharacter = (state: Typed, character: string): Typed => {
	if (character === '\u{1B}') {
		return {...state, sequence: ''};
	}

	if (state.isPasting) {
		// A copied password often brings its line break along.
		return /[\n\r]/v.test(character) ? state : {...state, text: state.text + character};
	}

	switch (character) {
		case '\r':
		case '\n': {
			return {...state, end: 'entered'};
		}

		case '\u{3}': {
			return {...state, end: 'interrupted'};
		}

		case '\u{4}': {
			return {...state, end: 'dismissed'};
		}

		case '\u{7F}':
		case '\b': {
			return {...state, text: [...state.text].slice(0, -1).join('')};
		}

		case '\u{15}': {
			return {...state, text: ''};
		}

		default: {
			return /\p{Control}/v.test(character) ? state : {...state, text: state.text + character};
		}
	}
};

/** Arrow keys and the like are swallowed; the two marks of a bracketed paste count. */
const readSequence = (state: Typed, character: string): Typed => {
	const sequence = state.sequence + character;
	if (sequence.startsWith('[')) {
		return sequence.length === 1 || !isFinal(character) ? {...state, sequence} : {...state, sequence: undefined, isPasting: sequence === '[200~' || (state.isPasting && sequence !== '[201~')};
	}

	// ESC O P and its kind; any other character after Escape is a key with Alt.
	return sequence === 'O' ? {...state, sequence} : {...state, sequence: undefined};
};

/** The character that ends a control sequence, `@` to `~`. */
const isFinal = (character: string) => character >= '@' && character <= '~';
