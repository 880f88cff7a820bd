import process from 'node:process';

/** Splits a command into words at spaces; quotes keep words together, a backslash outside single quotes the next character if that is a quote, a space or a backslash. No shell is involved. On Windows two backslashes stay two: they begin the path of a share. */
export const splitWords = (text: string, platform: NodeJS.Platform = process.platform): string[] => {
	const words: string[] = [];
	let word: string | undefined;
	let quote: string | undefined;
	for (let index = 0; index < text.length; index++) {
		const character = text[index]!;
		const next = text[index + 1];
		if (character === '\\' && quote !== '\'' && next !== undefined && /[\s"'\\]/v.test(next) && !(platform === 'win32' && next === '\\')) {
			word = (word ?? '') + next;
			index++;
		} else if (quote === undefined && /["']/v.test(character)) {
			quote = character;
			word ??= '';
		} else if (character === quote) {
			quote = undefined;
		} else if (quote === undefined && /\s/v.test(character)) {
			if (word !== undefined) {
				words.push(word);
			}

			word = undefined;
		} else {
			word = (word ?? '') + character;
		}
	}

	return word === undefined ? words : [...words, word];
};
