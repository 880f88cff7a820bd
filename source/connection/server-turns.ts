import {BacoError} from '../problems/baco-error.js';

/** Waits for a turn at a server; the returned function ends it. Rejects with CANCELLED when the signal aborts first. */
export type ServerTurns = (server: string, signal: AbortSignal) => Promise<() => void>;

/**
Lets few tests of one run negotiate with the same server at a time: handshakes and logins are the dearest part of a test for both sides,
and a production server has other users. Who came first goes first.
*/
export const serverTurns = (atOnce = 4): ServerTurns => {
	const servers = new Map<string, {running: number; readonly waiting: Array<() => void>}>();
	return async (server, signal) => {
		const line = servers.get(server) ?? {running: 0, waiting: []};
		servers.set(server, line);
		if (line.running < atOnce) {
			line.running += 1;
		} else {
			// The turn of the one before is handed over, so the number stays.
			await handedOver(line.waiting, signal);
		}

		return () => {
			const next = line.waiting.shift();
			if (next === undefined) {
				line.running -= 1;
			} else {
				next();
			}
		};
	};
};

const handedOver = async (waiting: Array<() => void>, signal: AbortSignal): Promise<void> => {
	const {promise, resolve, reject} = Promise.withResolvers<undefined>();
	const take = () => {
		signal.removeEventListener('abort', leave);
		resolve(undefined);
	};

	const leave = () => {
		waiting.splice(waiting.indexOf(take), 1);
		reject(new BacoError('CANCELLED', {}, {cause: signal.reason}));
	};

	waiting.push(take);
	signal.addEventListener('abort', leave, {once: true});
	if (signal.aborted) {
		leave();
	}

	await promise;
};
