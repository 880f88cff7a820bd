/**
Does works one after the other while `feed` goes on to prepare the next ones: `add` waits only while `most` of them are not done, its own among them. Resolves when
all are done. After a failure, of a work or of `feed`, none is begun any more; it rejects with the failure, always after the work that was begun has ended.
*/
export const inOrder = async (most: number, feed: (add: (work: () => Promise<void>) => Promise<void>) => Promise<void>): Promise<void> => {
	const waiting: Array<Promise<void>> = [];
	let last = Promise.resolve();
	let isGivenUp = false;
	const next = async (former: Promise<void>, work: () => Promise<void>) => {
		await former;
		if (!isGivenUp) {
			await work();
		}
	};

	try {
		await feed(async work => {
			last = next(last, work);
			// Heard of by the next one who waits.
			last.catch(() => undefined);
			waiting.push(last);
			if (waiting.length >= most) {
				await waiting.shift();
			}
		});
		await last;
	} finally {
		isGivenUp = true;
		await Promise.allSettled([last]);
	}
};
