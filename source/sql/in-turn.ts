import {orAborted} from './or-aborted.js';

/** Keeps the turn until the promise settles, also when the work itself ended before (a cancelled request). */
export type Hold = (until: Promise<unknown>) => void;

export type InTurn = <T>(work: (hold: Hold) => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Runs one work at a time: TDS has one request on a connection. An abort gives up the place in the queue. */
export const inTurn = (): InTurn => {
	let last: Promise<unknown> = Promise.resolve();
	return async (work, signal) => {
		const held: Array<Promise<unknown>> = [];
		const turn = last;
		const {promise: ended, resolve: end} = Promise.withResolvers<void>();
		last = Promise.all([turn, ended]);
		try {
			await orAborted(turn, signal);
			return await work(until => {
				held.push(until);
			});
		} finally {
			void Promise.allSettled(held).then(() => {
				end();
			});
		}
	};
};
