/** No longer than `most` characters: what is longer ends behind a whole word, with an ellipsis. One word alone that is longer is cut inside. */
export const cutAtWord = (text: string, most: number): string => {
	const whole = text.trimEnd();
	if (whole.length <= most) {
		return whole;
	}

	const ends = whole.slice(0, most + 1).matchAll(/[^\s,.:;](?=[,.:;]?\s)/gv).map(({index}) => index + 1).filter(end => end < most).toArray();
	const end = ends.at(-1);
	return `${end === undefined ? whole.slice(0, most - 1).replace(/[\u{D800}-\u{DBFF}]$/v, '') : whole.slice(0, end)}…`;
};
