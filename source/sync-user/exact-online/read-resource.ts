import {BacoError} from '../../problems/baco-error.js';
import {busyProblem, exchange, type WebAnswer} from '../web/read-json.js';
import {openCallLimits} from '../web/call-limits.js';

export type ExactOnline = {
	/** Reads one page; the answer may be a refusal. Rejects with SYNC-UNREACHABLE, SYNC-BUSY or SYNC-UNAVAILABLE. */
	readonly read: (path: string) => Promise<WebAnswer>;
	/** Reads all pages. Stops at the first that is refused, and returns it. */
	readonly readAll: (path: string) => Promise<{readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>; readonly refused?: WebAnswer}>;
};

/** The REST resources of one site, as one user. Keeps to the limits that the answers tell. */
export const openExactOnline = (url: string, accessToken: string, signal: AbortSignal): ExactOnline => {
	const limits = openCallLimits();
	const read = async (address: string): Promise<WebAnswer> => {
		if (limits.spentForSeconds !== undefined) {
			throw new BacoError('SYNC-BUSY', {host: new URL(url).host, retryAfter: String(limits.spentForSeconds)});
		}

		await limits.wait(signal);
		const answer = await exchange({url: address, headers: {authorization: `Bearer ${accessToken}`}, signal});
		limits.note(answer.headers);
		const busy = busyProblem(url, answer);
		if (busy !== undefined) {
			throw busy;
		}

		return answer;
	};

	return {
		read: async path => read(`${url}/api/v1/${path}`),
		async readAll(path) {
			const rows: Array<Readonly<Record<string, unknown>>> = [];
			let next: string | undefined = `${url}/api/v1/${path}`;
			for (let page = 0; next !== undefined && page < mostPages; page++) {
				const answer: WebAnswer = await read(next); // eslint-disable-line no-await-in-loop -- each page names the next one
				if (answer.status !== 200) {
					return {rows, refused: answer};
				}

				const {results, next: following} = pageOf(answer);
				rows.push(...results);
				next = following === undefined ? undefined : sameSite(following, url);
			}

			return {rows};
		},
	};
};

const mostPages = 1000;

const pageOf = ({json, status}: WebAnswer) => {
	const {d: data} = (json ?? {}) as {readonly d?: readonly unknown[] | {readonly results?: unknown; readonly __next?: unknown}};
	const results = Array.isArray(data) ? data as readonly unknown[] : (data as {readonly results?: unknown} | undefined)?.results;
	if (!Array.isArray(results)) {
		throw new BacoError('SYNC-ANSWER', {status, detail: 'an answer without d.results'});
	}

	const next = (data as {readonly __next?: unknown}).__next;
	return {results: results as ReadonlyArray<Readonly<Record<string, unknown>>>, next: typeof next === 'string' && next !== '' ? next : undefined};
};

/** A token is sent to its own site only, whatever a page names as the next one. */
const sameSite = (address: string, url: string): string => {
	if (new URL(address, url).origin !== new URL(url).origin) {
		throw new BacoError('SYNC-ANSWER', {detail: 'a next page at another site'});
	}

	return new URL(address, url).href;
};
