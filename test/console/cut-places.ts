/** Where a text of this length is cut: its ends, and any numbers made to fit, in order. */
export const cutPlaces = (length: number, cuts: readonly number[]): number[] => {
	const places = new Set([0, length, ...cuts.map(cut => cut % (length + 1))]);
	return [...places].toSorted((left, right) => left - right);
};
