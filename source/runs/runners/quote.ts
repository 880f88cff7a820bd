/** A command line as a person would type it: arguments with blanks in quotes, the vendor's after the colon (`/D:"Synergy database"`). */
export const showCommandLine = (words: readonly string[]): string => words.map(word => quoteWord(word)).join(' ');

/** One argument as the vendor's documents write it, and as a Windows program reads it back. */
export const quoteWord = (word: string): string => {
	if (word !== '' && !/[\s"]/v.test(word)) {
		return word;
	}

	const {name = '', value = word} = /^(?<name>\/[A-Z]+:)(?<value>.*)$/sv.exec(word)?.groups ?? {};
	// Backslashes before a quote are doubled, as the C runtime of Windows reads them.
	const parts = value.split('"').map(part => part + '\\'.repeat(backslashesAtEnd(part)));
	return `${name}"${parts.join(String.raw`\"`)}"`;
};

const backslashesAtEnd = (text: string): number => {
	let count = 0;
	while (text.at(-1 - count) === '\\') {
		count++;
	}

	return count;
};
