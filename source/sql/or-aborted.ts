import {SqlFailure} from './sql-failure.js';

/** The promise's outcome, or a rejection with kind `cancelled` as soon as the signal aborts. */
export const orAborted = async <T>(work: Promise<T>, signal: AbortSignal | undefined, onAbort?: () => void): Promise<T> => {
	if (signal === undefined) {
		return work;
	}

	const {promise: aborted, reject} = Promise.withResolvers<never>();
	const abort = () => {
		onAbort?.();
		reject(cancelled(signal));
	};

	if (signal.aborted) {
		abort();
	}

	signal.addEventListener('abort', abort, {once: true});
	try {
		return await Promise.race([aborted, work]);
	} finally {
		signal.removeEventListener('abort', abort);
	}
};

/** Throws the same failure before anything is sent. */
export const refuseAborted = (signal: AbortSignal | undefined): void => {
	if (signal?.aborted) {
		throw cancelled(signal);
	}
};

const cancelled = (signal: AbortSignal) => new SqlFailure('cancelled', 'Cancelled.', {code: 'ECANCEL', cause: signal.reason});
