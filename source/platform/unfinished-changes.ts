import {setTimeout as delay} from 'node:timers/promises';

const changes = new Set<Promise<unknown>>();

/** Runs a change that the process must not leave halfway: whoever ends the process waits for it with `changesFinished`. */
export const finishChange = async <T>(change: () => Promise<T>): Promise<T> => {
	const running = change();
	changes.add(running);
	try {
		return await running;
	} finally {
		changes.delete(running);
	}
};

/** Resolves when every running change has its outcome written, or after the time: a server that is gone must not hold the process for ever. */
export const changesFinished = async (timeoutMs = 20_000): Promise<void> => {
	const givenUp = new AbortController();
	await Promise.race([Promise.allSettled(changes), delay(timeoutMs, undefined, {signal: givenUp.signal}).catch(() => undefined)]);
	givenUp.abort();
};
