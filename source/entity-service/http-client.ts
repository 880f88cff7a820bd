import {Buffer} from 'node:buffer';
import http, {type IncomingMessage} from 'node:http';
import https from 'node:https';
import net from 'node:net';
import {withDeadline} from '../connection/network/with-deadline.js';
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

/** Rejects with the socket's error (`code`), with DeadlineError (ETIMEDOUT) when no answer comes, or with the reason of the signal. */
const get = async (address: ServiceAddress, agent: http.Agent, {signal, timeoutMs = 8000, ...request}: ServiceRequest): Promise<ServiceResponse> =>
	withDeadline(timeoutMs, signal, async either => exchange(address, agent, {...request, signal: either}));

const exchange = async ({name, host, port, secure, ca}: ServiceAddress, agent: http.Agent, {path, headers = {}, signal, maxBytes = 262_144}: ServiceRequest): Promise<ServiceResponse> => {
	const options = {
		host, port, path, agent, headers: {host: `${name}:${port}`, ...headers}, signal,
	};
	const {promise, resolve, reject} = Promise.withResolvers<IncomingMessage>();
	const request = secure
		? https.request({...options, ca: trustedCertificates(ca), ...(net.isIP(name) === 0 && {servername: name})}, resolve)
		: http.request(options, resolve);
	// Stays on: an error after the answer was read has nobody to tell, and must not end the process.
	request.on('error', reject);
	request.end();
	const response = await promise;
	return {status: response.statusCode ?? 0, headers: response.headers, body: await readBody(response, maxBytes)};
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
