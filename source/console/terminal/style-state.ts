const switchesOff: Readonly<Record<number, readonly number[]>> = {
	22: [1, 2], 23: [3], 24: [4], 25: [5], 27: [7], 28: [8], 29: [9],
};

/** Follows SGR sequences: takes the parameters of one and the style so far, gives the style that then holds, always written the same way. */
export const applySgr = (style: string, parameters: string): string => {
	let active = style === '' ? [] : style.split(';').map(Number);
	const codes = parameters.split(';').map(Number);
	for (const code_ of codes) {
		const code = code_;
		if (code === 0) {
			active = [];
		} else if (switchesOff[code]) {
			active = active.filter(other => !switchesOff[code]!.includes(other));
		} else if (code === 39 || code === 49) {
			active = active.filter(other => isForeground(other) !== (code === 39) || other < 30);
		} else {
			active = [...active.filter(other => other !== code && !(code >= 30 && other >= 30 && isForeground(other) === isForeground(code))), code];
		}
	}

	return active.toSorted((left, right) => left - right).join(';');
};

function isForeground(code: number): boolean {
	return (code >= 30 && code <= 39) || (code >= 90 && code <= 97);
}
