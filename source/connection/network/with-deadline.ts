import {afterWaiting} from '../../platform/after-waiting.js';

/** The work took longer than it may. */
export class DeadlineError extends Error {
	readonly code: string;
	readonly waitedMs: number;

	constructor(ms: number) {
		super(`It did not end in ${ms} ms.`);
		this.name = 'DeadlineError';
		this.code = 'ETIMEDOUT';
		this.waitedMs = ms;
	}
}

/** Runs work with a signal that aborts at the deadline or with the caller's; rejects at once then, with DeadlineError or the caller's reason, whatever the work does. */
export const withDeadline = async <T>(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
	signal.throwIfAborted();
	const deadline = new AbortController();
	const either = AbortSignal.any([signal, deadline.signal]);
	const {promise: aborted, reject} = Promise.withResolvers<never>();
	const abort = () => {
		reject(either.reason as Error);
	};

	// Not AbortSignal.timeout: its timer does not keep the process alive, and an unanswered question would end baco silently.
	const stopWaiting = afterWaiting(ms, () => {
		deadline.abort(new DeadlineError(ms));
	});
	either.addEventListener('abort', abort, {once: true});
	try {
		return await Promise.race([aborted, work(either)]);
	} finally {
		stopWaiting();
		either.removeEventListener('abort', abort);
	}
};
