import {DeadlineError, withDeadline} from '../../connection/network/with-deadline.js';
import {errorCode} from '../../platform/write-file.js';
import {BacoError} from '../../problems/baco-error.js';
import {fetchAlone} from './fetch-alone.js';

export type WebRequest = {
	readonly url: string;
	readonly method?: 'GET' | 'POST';
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly signal: AbortSignal;
	readonly timeoutMs?: number;
};

export type WebAnswer = {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** Undefined when the body is not JSON. */
	readonly json: unknown;
};

/** Sends one request and reads its answer, whatever its status. Rejects with SYNC-UNREACHABLE when there is none, or with the signal's reason. */
export const exchange = async ({url, method = 'GET', headers = {}, body, signal, timeoutMs = 15_000}: WebRequest): Promise<WebAnswer> => {
	try {
		return await withDeadline(timeoutMs, signal, async either => {
			// A redirect would carry the token to another place.
			const response = await fetchAlone(url, {
				method, headers: {accept: 'application/json', ...headers}, signal: either, redirect: 'manual', ...(body !== undefined && {body}),
			});
			const text = await response.text();
			return {
				status: response.status, headers: response.headers, text, json: parse(text),
			};
		});
	} catch (error) {
		signal.throwIfAborted();
		throw unreachable(url, error, timeoutMs);
	}
};

/** The reason of a request that got no answer. Its address may hold a token: only the host is told. */
export const unreachable = (url: string, error: unknown, timeoutMs: number): BacoError => {
	const {host} = new URL(url);
	const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
	return new BacoError('SYNC-UNREACHABLE', {host, detail: error instanceof DeadlineError ? `no answer in ${timeoutMs / 1000} s` : errorCode(cause)});
};

/** The problem of an answer that says nothing about the link: too many calls, or a server in trouble. Undefined for any other. */
export const busyProblem = (url: string, {status, headers}: Pick<WebAnswer, 'status' | 'headers'>): BacoError | undefined => {
	const {host} = new URL(url);
	if (status === 429) {
		return new BacoError('SYNC-BUSY', {host, retryAfter: headers.get('retry-after') ?? undefined});
	}

	return status >= 500 ? new BacoError('SYNC-UNAVAILABLE', {host, status}) : undefined;
};

/** By how many seconds this machine's clock is ahead of the server's; undefined when the answer has no date. */
export const clockAhead = ({headers}: Pick<WebAnswer, 'headers'>, now = Date.now()): number | undefined => {
	const date = Date.parse(headers.get('date') ?? '');
	return Number.isNaN(date) ? undefined : Math.round((now - date) / 1000);
};

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
