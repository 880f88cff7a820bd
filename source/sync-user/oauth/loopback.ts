import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {errorCode} from '../../platform/write-file.js';
import {BacoError} from '../../problems/baco-error.js';
import {isLoopback} from '../loopback-address.js';
import {readRedirectAddress} from './redirect-address.js';

export type Loopback = {
	/** With the port that it listens on. */
	readonly redirectUri: string;
	readonly port: number;
	/** The address that the browser came back to with this state; an answer to another question is turned away, and the wait goes on. Rejects with SYNC-DENIED. */
	readonly wait: (state: string, signal: AbortSignal) => Promise<URL>;
	readonly close: () => Promise<void>;
};

/** Whether a browser on this machine can come back by itself. */
export const canLoopBack = (redirectUri: string): boolean => {
	const url = new URL(redirectUri);
	return url.protocol === 'http:' && isLoopback(url);
};

/** Listens for the browser on this machine only: on the port of the registered address, or on any one when it names none. Rejects with SYNC-LOOPBACK. */
export const openLoopback = async (registered: string): Promise<Loopback> => {
	const registeredUrl = new URL(registered);
	const server = createServer();
	const waiting = Promise.withResolvers<(request: IncomingMessage, response: ServerResponse) => void>();
	server.on('request', (request, response) => {
		void answerWhenWaiting(request, response, waiting.promise);
	});
	const host = registeredUrl.hostname === '[::1]' ? '::1' : '127.0.0.1';
	server.listen(Number(registeredUrl.port === '' ? 0 : registeredUrl.port), host);
	try {
		await once(server, 'listening');
	} catch (error) {
		throw new BacoError('SYNC-LOOPBACK', {port: registeredUrl.port, code: errorCode(error)});
	}

	const {port} = server.address() as AddressInfo;
	const redirectUrl = new URL(registered);
	redirectUrl.port = String(port);
	// The registered address, to the letter, with the port put in.
	const redirectUri = registeredUrl.port === '' ? registered.replace(registeredUrl.host, () => `${registeredUrl.hostname}:${port}`) : registered;
	return {
		redirectUri,
		port,
		async wait(state, signal) {
			const {promise, resolve, reject} = Promise.withResolvers<URL>();
			const abort = () => {
				reject(signal.reason as Error);
			};

			signal.addEventListener('abort', abort, {once: true});
			if (signal.aborted) {
				abort();
			}

			waiting.resolve((request, response) => {
				const url = new URL(request.url ?? '/', redirectUri);
				if (url.pathname !== redirectUrl.pathname) {
					page(response, 404, 'Nothing is here.');
					return;
				}

				try {
					resolve(readRedirectAddress(url.href, {redirectUri, state}));
					page(response, 200, 'baco has what it needs. You can close this page and return to the terminal.');
				} catch (error) {
					const isForeign = error instanceof BacoError && error.id !== 'SYNC-DENIED';
					page(response, isForeign ? 400 : 200, isForeign ? 'This is not the answer that baco waits for. Return to the terminal.' : 'Nothing was connected. Return to the terminal.');
					if (!isForeign) {
						reject(error);
					}
				}
			});
			try {
				return await promise;
			} finally {
				signal.removeEventListener('abort', abort);
			}
		},
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
};

const answerWhenWaiting = async (request: IncomingMessage, response: ServerResponse, waiting: Promise<(request: IncomingMessage, response: ServerResponse) => void>) => {
	const answer = await waiting;
	answer(request, response);
};

const page = (response: ServerResponse, status: number, text: string) => {
	response.writeHead(status, {
		'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', connection: 'close',
	});
	response.end(`<!DOCTYPE html><html lang="en"><head><title>baco</title><meta charset="utf-8"></head><body><p>${text}</p></body></html>\n`);
};
