import {orAborted} from '../sql/or-aborted.js';
import {openPort, socketCodeOf, type PortTry} from './network/open-port.js';

/** Opens ports for one run of tests. */
export type PortGate = typeof openPort;

/**
Keeps a run from waiting for the same silent port again and again: two hundred divisions on a server that is gone would wait for it one
after another. The first try goes alone; when nothing answers in time, the others get the same without waiting. A port that answers, be it
with a refusal, is tried by each.
*/
export const portGate = (open: PortGate = openPort): PortGate => {
	const first = new Map<string, Promise<Error | undefined>>();
	return async (attempt: PortTry) => {
		const key = `${attempt.host.toLowerCase()}:${attempt.port}`;
		const earlier = first.get(key);
		if (earlier !== undefined) {
			const silence = await orAborted(earlier, attempt.signal);
			if (silence !== undefined) {
				throw silence;
			}

			return open(attempt);
		}

		const {promise, resolve} = Promise.withResolvers<Error | undefined>();
		first.set(key, promise);
		try {
			const opened = await open(attempt);
			resolve(undefined);
			return opened;
		} catch (error) {
			resolve(!attempt.signal.aborted && error instanceof Error && silences.has(socketCodeOf(error)) ? error : undefined);
			throw error;
		}
	};
};

const silences: ReadonlySet<string> = new Set(['ETIMEDOUT', 'EHOSTUNREACH']);
