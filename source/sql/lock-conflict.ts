import {setTimeout as delay} from 'node:timers/promises';
import type {SqlConnection} from './contract.js';
import {SqlFailure} from './sql-failure.js';

/** 1205: the server chose this one to give way to another (a deadlock). 1222: a lock was not free in time. Neither leaves anything half done. */
export const isLockConflict = (error: unknown): boolean => error instanceof SqlFailure && error.messages.some(({number}) => number === 1205 || number === 1222);

/**
Does something again that met the locks of others, some times and with a growing pause: a transaction, or one statement outside of any, as the
server has rolled back all of it. `work` must begin from the start each time. Rejects with the last failure.
*/
export const repeatConflicts = async <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
	for (let tries = 1; ; tries++) {
		try {
			return await work(); // eslint-disable-line no-await-in-loop -- one try after the other
		} catch (error) {
			if (tries === mostTries || !isLockConflict(error)) {
				throw error;
			}
		}

		signal?.throwIfAborted();
		await delay(tries * 200 * (0.5 + Math.random()), undefined, {signal}).catch(() => undefined); // eslint-disable-line no-await-in-loop
		signal?.throwIfAborted();
	}
};

/** A transaction that is done again as a whole when it met the locks of others: `work` must begin from the start each time. */
export const repeatedTransaction = async <T>(connection: SqlConnection, work: (change: SqlConnection) => Promise<T>): Promise<T> => repeatConflicts(async () => connection.transaction(work));

const mostTries = 4;
