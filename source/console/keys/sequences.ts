const byFinalLetter: Readonly<Record<string, string>> = {
	A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end', Z: 'shift-tab', M: 'return',
};

const byNumber: Readonly<Record<string, string>> = {
	1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end',
};

/** The key that a complete CSI or SS3 sequence stands for; undefined for a terminal's reply or a key that the console has no use for. Modifiers are ignored: a shifted arrow is an arrow. */
export const keyOfSequence = (sequence: string): string | undefined => {
	const final = sequence.at(-1) ?? '';
	if (sequence[1] === 'O') {
		return byFinalLetter[final];
	}

	const parameters = sequence.slice(2, -1);
	if (final === '~') {
		return byNumber[parameters.split(';', 1)[0] ?? ''];
	}

	// CSI M is a mouse report, never the keypad's Enter; CSI 27 u is Escape of the kitty protocol.
	if (final === 'M' || parameters.startsWith('[')) {
		return undefined;
	}

	if (final === 'u') {
		return parameters.split(';', 1)[0] === '27' ? 'escape' : undefined;
	}

	return /^[\d;]*$/v.test(parameters) ? byFinalLetter[final] : undefined;
};
