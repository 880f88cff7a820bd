import type {Server as HttpsServer} from 'node:https';
import rateLimit from '@fastify/rate-limit';
import fastify, {
	type FastifyHttpsOptions,
	type FastifyInstance,
	type FastifyReply,
	type FastifyRequest,
	type FastifyServerOptions,
} from 'fastify';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import type {Call, Caller, SettingsEntity} from './contract.js';
import {describePage} from './describe-page.js';
import {openApi} from './openapi.js';
import {answerRest} from './rest/answer-rest.js';
import {odataError} from './rest/odata-error.js';
import {answerSoap} from './soap/answer-soap.js';
import {renderFault} from './soap/render.js';
import {renderWsdl, soapServices, type SoapService} from './soap/wsdl.js';
import {statusOf} from './status-of.js';

export type ServerParts = {
	readonly entity: SettingsEntity;
	readonly authenticate: (header: string | undefined, signal: AbortSignal) => Promise<Caller>;
	/** Aborted when the service must end at once. */
	readonly ending: AbortSignal;
	readonly version: string;
	readonly tls?: {readonly cert: string; readonly key: string} | undefined;
	/** One line a request, without content. */
	readonly log: (line: string) => void;
	readonly limits?: Partial<Limits>;
};

export type Limits = {
	readonly bodyBytes: number;
	/** Requests of one address in a minute. */
	readonly perMinute: number;
	/** For receiving a request. */
	readonly receiveMs: number;
	/** For answering it: a save tests the connection first. */
	readonly answerMs: number;
};

const defaultLimits: Limits = {
	bodyBytes: 64 * 1024, perMinute: 240, receiveMs: 15_000, answerMs: 180_000,
};

declare module 'fastify' {
	// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- an interface is what can be added to
	interface FastifyRequest {
		caller: Caller | undefined;
	}
}

const rest = '/services/Exact.Entity.REST.svc';

/** The HTTP server with both interfaces; it does not listen yet. */
export const buildServer = async ({entity, authenticate, ending, version, tls, log, limits}: ServerParts): Promise<FastifyInstance> => {
	const {bodyBytes, perMinute, receiveMs, answerMs} = {...defaultLimits, ...limits};
	const options: FastifyServerOptions = {
		bodyLimit: bodyBytes,
		requestTimeout: receiveMs,
		connectionTimeout: 0,
		keepAliveTimeout: 10_000,
		forceCloseConnections: 'idle',
		exposeHeadRoutes: false,
		routerOptions: {caseSensitive: false, maxParamLength: 200},
	};
	// The types of the two kinds of server differ, their use does not.
	const server = fastify((tls === undefined ? options : {...options, https: {...tls, minVersion: 'TLSv1.2'}}) as FastifyHttpsOptions<HttpsServer>) as unknown as FastifyInstance;
	server.addHttpMethod('MERGE', {hasBody: true});
	server.decorateRequest('caller', undefined);
	server.addContentTypeParser(['text/xml'], {parseAs: 'string'}, (_request, body, done) => {
		done(null, body);
	});
	const readJson = server.getDefaultJsonParser('error', 'error');
	server.removeContentTypeParser('application/json');
	server.addContentTypeParser('application/json', {parseAs: 'string'}, (request, body, done) => {
		// Clients name the type also where they send nothing.
		if (body === '') {
			done(null, undefined);
		} else {
			void readJson(request, body as string, done);
		}
	});
	await server.register(rateLimit, {
		max: perMinute,
		timeWindow: '1 minute',
		errorResponseBuilder: (_request, {ttl}) => new BacoError('SERVE-BUSY', {seconds: Math.ceil(ttl / 1000)}),
	});

	const callOf = (request: FastifyRequest, reply: FastifyReply): Call => {
		const left = new AbortController();
		reply.raw.once('close', () => {
			left.abort();
		});
		return {caller: request.caller ?? {user: ''}, signal: AbortSignal.any([ending, left.signal, AbortSignal.timeout(answerMs)])};
	};

	const requireCaller = async (request: FastifyRequest) => {
		request.caller = await authenticate(request.headers.authorization, ending);
	};

	server.setErrorHandler(async (error, request, reply) => {
		const problem = problemOf(error, bodyBytes);
		const status = statusOf(problem);
		const headers = {
			...(status === 401 && {'www-authenticate': 'Basic realm="Synergy", charset="UTF-8"'}),
			...(status === 429 && {'retry-after': String(problem.facts.seconds)}),
		};
		// SOAP 1.1 answers with a fault under 500; who the caller is belongs to HTTP.
		const [code, type, content] = isSoap(request)
			? [[401, 429].includes(status) ? status : 500, 'text/xml; charset=utf-8', renderFault(problem, {user: request.caller?.user ?? '', at: new Date()})] as const
			: [status, 'application/json; charset=utf-8', odataError(problem.id, problem.message, problem.explanation)] as const;
		return reply.code(code).headers(headers).type(type).send(content);
	});
	server.setNotFoundHandler(async request => {
		throw new BacoError('SERVE-UNKNOWN', {name: request.url.split('?', 1)[0]});
	});
	server.addHook('onResponse', async (request, reply) => {
		log(`${new Date().toISOString()} ${request.ip} ${request.caller?.user ?? '-'} ${request.method} ${request.url.split('?', 1)[0]!} ${reply.statusCode} ${Math.round(reply.elapsedTime)} ms`);
	});

	server.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(describePage(version)));
	server.get('/openapi.json', async () => openApi(version));
	server.route<{Params: {resource: string}}>({
		method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'MERGE'],
		url: `${rest}/:resource`,
		preValidation: requireCaller,
		async handler(request, reply) {
			const {status, body, headers} = await answerRest(entity, {
				method: request.method,
				resource: request.params.resource,
				query: new URLSearchParams(request.url.split('?', 2)[1] ?? ''),
				body: request.body,
				ifMatch: request.headers['if-match'],
				base: `${originOf(request)}${rest}`,
			}, callOf(request, reply));
			return reply.code(status).headers({dataserviceversion: '2.0', ...headers}).send(body);
		},
	});
	for (const service of Object.keys(soapServices) as SoapService[]) {
		const path = `/services/${service}`;
		server.get(path, async (request, reply) => reply.type('text/xml; charset=utf-8').send(renderWsdl(service, `${originOf(request)}${path}`)));
		server.post(path, {preValidation: requireCaller}, async (request, reply) => {
			if (typeof request.body !== 'string') {
				throw new BacoError('SERVE-REQUEST', {detail: 'SOAP 1.1 comes as text/xml'});
			}

			return reply.type('text/xml; charset=utf-8').send(await answerSoap(entity, service, request.body, callOf(request, reply)));
		});
	}

	return server;
};

const isSoap = ({url, method}: FastifyRequest) => method === 'POST' && Object.keys(soapServices).some(service => url.toLowerCase().startsWith(`/services/${service.toLowerCase()}`));

const originOf = ({protocol, host}: FastifyRequest) => `${protocol}://${host}`;

/** The framework's own refusals (too large, no JSON, a wrong type of content) are refusals of a request too. */
const problemOf = (error: unknown, bodyBytes: number): BacoError => {
	if (error instanceof BacoError) {
		return error;
	}

	const {statusCode, message} = error as {readonly statusCode?: number; readonly message?: string};
	if (statusCode === 413) {
		return new BacoError('SERVE-LARGE', {bytes: bodyBytes});
	}

	return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? new BacoError('SERVE-REQUEST', {detail: String(message)}) : toBacoError(error);
};
