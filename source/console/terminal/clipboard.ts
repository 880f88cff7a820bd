import {Buffer} from 'node:buffer';

/** OSC 52: puts a text into the clipboard of the terminal, also over SSH. What terminals do not take is cut off at a whole character. */
export const clipboardSequence = (text: string): string => {
	let taken = text;
	while (Buffer.byteLength(taken) > longest) {
		taken = taken.slice(0, Math.floor(taken.length * 0.9));
	}

	return `\u{1B}]52;c;${Buffer.from(taken.toWellFormed()).toString('base64')}\u{7}`;
};

// Terminals take 74,994 bytes of base64.
const longest = 56_000;
