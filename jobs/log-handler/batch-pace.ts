import process from 'node:process';

/** SQL Server turns row locks into a lock of the whole table at 5,000 of one statement on one index. */
const mostRows = 4000;
const fewestRows = 100;

/** A batch should hold its locks no longer than this. */
const wantedMs = 500;

export const firstSize = 1000;

/** How often a batch that meets locks of others is tried before the table is left for the next run: 30 times, about two minutes, unless BACO_LOG_TRIES says otherwise. */
export const mostTries = (): number => {
	const {BACO_LOG_TRIES: tries} = process.env;
	return tries !== undefined && /^\d{1,4}$/v.test(tries) ? Number(tries) : 30;
};

/** Rows of the next batch, after one of `size` rows that took so long. */
export const nextSize = (size: number, elapsedMs: number): number => {
	const fitting = elapsedMs === Infinity ? size / 2 : size * wantedMs / Math.max(elapsedMs, 1);
	const most = Math.min(mostRows, size * 2);
	return Math.round(Math.max(fewestRows, Math.min(most, fitting)));
};

/** Milliseconds for the others: a tenth of what the batch took. */
export const pauseAfter = (elapsedMs: number): number => Math.min(250, Math.round(elapsedMs / 10));

export const pauseBeforeTry = (tries: number): number => Math.min(5000, 100 * (2 ** tries));
