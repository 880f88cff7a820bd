import {Buffer} from 'node:buffer';
import http, {type IncomingMessage} from 'node:http';
import https from 'node:https';
import net from 'node:net';
import {trustedCertificates} from '../sql/trusted-certificates.js';

/** Where a service is reached. `name` is what the settings call it: it goes into Host and is checked against the certificate. */
export type ServiceAddress = {readonly name: string; readonly host: string; readonly port: number; readonly secure: boolean; readonly ca?: string | undefined};

export type ServiceResponse = {
	readonly status: number;
	readonly headers: http.IncomingHttpHeaders;
	/** At most `maxBytes` of the body. */
	readonly body: string;
};

export type ServiceRequest = {
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal: AbortSignal;
	readonly timeoutMs?: number;
	readonly maxBytes?: number;
};

/** Sends GET requests one after another over one kept connection: NTLM authenticates the connection, not the request. */
export const openHttpClient = (address: ServiceAddress) => {
	const agent = address.secure ? new https.Agent({keepAlive: true, maxSockets: 1}) : new http.Agent({keepAlive: true, maxSockets: 1});
	return {
		get: async (request: ServiceRequest): Promise<ServiceResponse> => get(address, agent, request),
		close() {
			agent.destroy();
		},
	};
};

export type HttpClient = ReturnType<typeof openHttpClient>;

/** Rejects with the socket's error (`code`), with ETIMEDOUT when no answer comes, or with the reason of the signal. */
const get = async ({name, host, port, secure, ca}: ServiceAddress, agent: http.Agent, {path, headers = {}, signal, timeoutMs = 8000, maxBytes = 262_144}: ServiceRequest): Promise<ServiceResponse> => {
	signal.throwIfAborted();
	const patience = AbortSignal.timeout(timeoutMs);
	const options = {
		host, port, path, agent, headers: {host: `${name}:${port}`, ...headers}, signal: AbortSignal.any([signal, patience]),
	};
	const {promise, resolve, reject} = Promise.withResolvers<IncomingMessage>();
	const request = secure
		? https.request({...options, ca: trustedCertificates(ca), ...(net.isIP(name) === 0 && {servername: name})}, resolve)
		: http.request(options, resolve);
	request.once('error', reject);
	request.end();
	try {
		const response = await promise;
		return {status: response.statusCode ?? 0, headers: response.headers, body: await readBody(response, maxBytes)};
	} catch (error) {
		signal.throwIfAborted();
		throw patience.aborted ? Object.assign(new Error(`No answer from ${name}, port ${port}, in ${timeoutMs} ms.`), {code: 'ETIMEDOUT'}) : error;
	} finally {
		request.off('error', reject);
		// An error after the answer was read has nobody to tell.
		request.on('error', () => undefined);
	}
};

/** Reads to the end, so that the connection can be used again, unless the body is longer than anything expected. */
const readBody = async (response: IncomingMessage, maxBytes: number): Promise<string> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of response as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > maxBytes) {
			response.destroy();
			break;
		}
	}

	return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
};
