/** Where a text stops being JSON: the place of the first character that cannot be right. Undefined for a text that is JSON. Node's own parser tells the place for some faults only. */
export const jsonFault = (text: string): {readonly line: number; readonly column: number} | undefined => {
	const offset = faultOffset(text);
	if (offset === undefined) {
		return undefined;
	}

	const before = text.slice(0, offset).split('\n');
	return {line: before.length, column: before.at(-1)!.length + 1};
};

const tokens = {
	space: /[\t\n\r ]*/vy,
	// A string that breaks off matches up to the character that is wrong.
	// eslint-disable-next-line no-control-regex, regexp/no-control-character -- JSON forbids them in a string
	string: /"(?:[^\u{0}-\u{1F}"\\]|\\(?:["\/\\bfnrt]|u[\dA-Fa-f]{4}))*/vy,
	scalar: /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+\-]?\d+)?/vy,
} as const;

const faultOffset = (text: string): number | undefined => {
	let position = 0;
	const isRead = (pattern: RegExp): boolean => {
		pattern.lastIndex = position;
		const found = pattern.exec(text);
		position += found?.[0].length ?? 0;
		return found !== null;
	};

	const hasNext = (character: string): boolean => {
		if (text[position] !== character) {
			return false;
		}

		position++;
		isRead(tokens.space);
		return true;
	};

	const hasString = () => isRead(tokens.string) && hasNext('"');

	/** Members until the closing bracket, with commas between. */
	const hasMembers = (end: string, hasMember: () => boolean): boolean => {
		if (hasNext(end)) {
			return true;
		}

		do {
			if (!hasMember()) {
				return false;
			}
		} while (hasNext(','));

		return hasNext(end);
	};

	const hasValue = (): boolean => {
		if (hasNext('{')) {
			return hasMembers('}', () => hasString() && hasNext(':') && hasValue());
		}

		if (hasNext('[')) {
			return hasMembers(']', hasValue);
		}

		return text[position] === '"' ? hasString() : isRead(tokens.scalar) && isRead(tokens.space);
	};

	isRead(tokens.space);
	return hasValue() && position === text.length ? undefined : position;
};
