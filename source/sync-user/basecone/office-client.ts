import {Buffer} from 'node:buffer';
import {variableName} from '../../credentials/environment.js';
import {keepSecret} from '../../platform/redact.js';
import {BacoError} from '../../problems/baco-error.js';
import type {Workspace} from '../../workspace/contract.js';
import {textOf} from '../text-of.js';
import {busyProblem, exchange} from '../web/read-json.js';

/** Calls of the office's public API. */
export type OfficeClient = {
	readonly url: string;
	readonly get: (path: string) => Promise<Readonly<Record<string, unknown>>>;
	/** All pages of a collection. */
	readonly list: (path: string, plural: string) => Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>;
	readonly post: (path: string, body: unknown) => Promise<Readonly<Record<string, unknown>>>;
};

/** Undefined when the profile has no office. Rejects with SECRET-MISSING when its key is in no store. */
export const openOfficeClient = async ({profile, credentials}: Workspace, signal: AbortSignal): Promise<OfficeClient | undefined> => {
	const {office} = profile;
	if (office === undefined) {
		return undefined;
	}

	const name = `${profile.name}/office`;
	const key = await credentials.obtain(name, `API access key of office ${office.url}`);
	if (key === undefined) {
		throw new BacoError('SECRET-MISSING', {name, variable: variableName(name)});
	}

	const authorization = `Basic ${Buffer.from(`${office.clientIdentifier}:${key}`).toString('base64')}`;
	keepSecret(authorization.slice(6));
	const call = async (path: string, body?: unknown) => {
		const url = `${office.url.replace(/\/$/v, '')}/${path}`;
		const answer = await exchange({
			url,
			signal,
			headers: {authorization, ...(body !== undefined && {'content-type': 'application/json'})},
			...(body !== undefined && {method: 'POST', body: JSON.stringify(body)}),
		});
		const busy = busyProblem(url, answer);
		if (busy !== undefined) {
			throw busy;
		}

		const content = (answer.json ?? {}) as Readonly<Record<string, unknown>>;
		if (answer.status >= 400) {
			throw refusal(answer.status, content, path);
		}

		return content;
	};

	return {
		url: office.url,
		get: async path => call(path),
		post: async (path, body) => call(path, body),
		list: async (path, plural) => listAll(call, path, plural),
	};
};

const pageSize = 200;

/** The first page tells how many there are; the others are read at the same time, a few at once. A server that gives less than was asked for is followed page by page. */
const listAll = async (call: (path: string) => Promise<Readonly<Record<string, unknown>>>, path: string, plural: string) => {
	const page = async (offset: number) => {
		const content = await call(`${path}${path.includes('?') ? '&' : '?'}offset=${offset}&limit=${pageSize}`);
		const items = content[plural];
		const {total} = (content._metadata ?? content.metadata ?? {}) as {readonly total?: number};
		return {items: Array.isArray(items) ? items as ReadonlyArray<Readonly<Record<string, unknown>>> : [], total};
	};

	const {items: first, total = first.length} = await page(0);
	const size = first.length;
	const offsets = size === 0 ? [] : Array.from({length: Math.max(0, Math.ceil(total / size) - 1)}, (_, index) => (index + 1) * size);
	const others: Array<ReadonlyArray<Readonly<Record<string, unknown>>>> = [];
	const waiting = offsets.entries();
	const lane = async () => {
		for (const [index, offset] of waiting) {
			const {items} = await page(offset); // eslint-disable-line no-await-in-loop -- a lane goes one by one
			others[index] = items;
		}
	};

	await Promise.all(Array.from({length: 4}, lane));
	return [...first, ...others.flat()];
};

const refusal = (status: number, content: Readonly<Record<string, unknown>>, path: string): BacoError => {
	const code = textOf(content.code ?? content.Code);
	const facts = {status, code, path: path.split('?', 1)[0]};
	return code === 'accounting_system_credentials_incorrect' ? new BacoError('SYNC-CREDENTIALS', facts) : new BacoError(status === 401 || code === 'invalid_authorization_header' ? 'SYNC-OFFICE-KEY' : (status === 403 ? 'SYNC-OFFICE-RIGHTS' : 'SYNC-OFFICE'), facts);
};
