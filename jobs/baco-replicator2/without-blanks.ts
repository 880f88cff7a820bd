/** A text without the blanks at its end, as the server counts and compares it; other white space stays. */
export const withoutBlanks = (text: string): string => {
	let end = text.length;
	while (text[end - 1] === ' ') {
		end--;
	}

	return text.slice(0, end);
};
