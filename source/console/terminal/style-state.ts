const switchesOff: Readonly<Record<number, readonly number[]>> = {
	22: [1, 2], 23: [3], 24: [4], 25: [5], 27: [7], 28: [8], 29: [9],
};

/** Follows SGR sequences: takes the parameters of one and the style so far, gives the style that then holds, always written the same way. Extended colours are not known: the console uses the sixteen of the terminal. */
export const applySgr = (style: string, parameters: string): string => {
	let active = style === '' ? [] : style.split(';').map(Number);
	for (const code of parameters.split(';')) {
		active = applyCode(active, Number(code));
	}

	return active.toSorted((left, right) => left - right).join(';');
};

function applyCode(active: readonly number[], code: number): number[] {
	if (code === 0) {
		return [];
	}

	const off = switchesOff[code];
	if (off) {
		return active.filter(other => !off.includes(other));
	}

	const kind = colorKind(code);
	const others = active.filter(other => other !== code && (kind === undefined || colorKind(other) !== kind));
	return code === 39 || code === 49 ? others : [...others, code];
}

function colorKind(code: number): 'foreground' | 'background' | undefined {
	if ((code >= 30 && code <= 39) || (code >= 90 && code <= 97)) {
		return 'foreground';
	}

	return (code >= 40 && code <= 49) || (code >= 100 && code <= 107) ? 'background' : undefined;
}
