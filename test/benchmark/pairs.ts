/** A measured figure: seconds, bytes or whatever both sides are in. */
export type Pair = {readonly ours: number; readonly theirs: number};

/** Runs two measurements in turn (ours, theirs, ours, theirs, ...), so that a machine whose speed drifts is fair to both. */
export const measurePairs = async (ours: () => Promise<number>, theirs: () => Promise<number>, {runs = 11, warmUps = 2} = {}): Promise<Pair[]> => {
	const pairs: Pair[] = [];
	for (let run = -warmUps; run < runs; run++) {
		// eslint-disable-next-line no-await-in-loop -- one after another is the point
		const pair = {ours: await ours(), theirs: await theirs()};
		if (run >= 0) {
			pairs.push(pair);
		}
	}

	return pairs;
};

/** Median of the pairs' ratios. */
export const medianRatio = (pairs: readonly Pair[]): number => median(pairs.map(({ours, theirs}) => ours / theirs));

/** Middle value; the mean of the middle two for an even count. NaN for none. */
export const median = (values: readonly number[]): number => {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
