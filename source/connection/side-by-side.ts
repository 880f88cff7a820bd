/** Works on every item, several at a time; the results have the order of the items. The first rejection ends it. */
export const sideBySide = async <Item, Result>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<Result>): Promise<Result[]> => {
	const results: Result[] = [];
	const queue = [...items].entries();
	const one = async () => {
		for (const [index, item] of queue) {
			// eslint-disable-next-line no-await-in-loop -- a worker takes one item after another
			results[index] = await work(item);
		}
	};

	const workers = Math.min(atOnce, items.length);
	await Promise.all(Array.from({length: workers}, one));
	return results;
};
