import net from 'node:net';
import {afterWaiting} from '../../platform/after-waiting.js';
import {DeadlineError} from './with-deadline.js';

export type PortTry = {readonly host: string; readonly port: number; readonly timeoutMs: number; readonly signal: AbortSignal};

/** Opens a TCP connection and closes it again. Resolves with the address reached and the time it took; rejects with the socket's error (`code`), DeadlineError (ETIMEDOUT) at the deadline, or the reason of the signal. */
export const openPort = async ({host, port, timeoutMs, signal}: PortTry): Promise<{address: string; durationMs: number}> => {
	signal.throwIfAborted();
	const startedAt = performance.now();
	const socket = net.connect({host, port});
	const {promise, resolve, reject} = Promise.withResolvers<string>();
	const abort = () => {
		reject(signal.reason as Error);
	};

	const stopWaiting = afterWaiting(timeoutMs, () => {
		reject(new DeadlineError(timeoutMs));
	});
	signal.addEventListener('abort', abort, {once: true});
	socket.once('connect', () => {
		resolve(socket.remoteAddress ?? host);
	});
	socket.once('error', reject);
	try {
		const address = await promise;
		return {address, durationMs: Math.round((performance.now() - startedAt) * 10) / 10};
	} finally {
		stopWaiting();
		signal.removeEventListener('abort', abort);
		socket.destroy();
	}
};

/** The code of a socket error; of a host with several addresses the one that says most: a refusal rather than a timeout. */
export const socketCodeOf = (error: unknown): string => {
	if (error instanceof AggregateError) {
		const codes = error.errors.map(inner => socketCodeOf(inner));
		return codes.find(code => code === 'ECONNREFUSED') ?? codes[0] ?? 'UNKNOWN';
	}

	return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
};

/** How long this machine waited for what never came; empty for an error that came from outside. */
export const waitedOf = (error: unknown): {readonly waitedMs?: number} => error instanceof DeadlineError ? {waitedMs: error.waitedMs} : {};
