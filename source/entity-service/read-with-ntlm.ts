import {Buffer} from 'node:buffer';
import type {HttpClient, ServiceRequest, ServiceResponse} from './http-client.js';
import {authenticateMessage, negotiateMessage, parseChallenge} from './ntlm/messages.js';
import type {Account} from './ntlm/ntlm-v2.js';

/** Schemes of the WWW-Authenticate header, as the server writes them. */
export const offeredSchemes = ({headers}: ServiceResponse): string[] =>
	(headers['www-authenticate'] ?? '').split(',').map(part => part.trim().split(' ', 1)[0]!).filter(scheme => scheme !== '');

/** `DOMAIN\user`, or a bare user or user@domain without a domain. */
export const parseAccount = (name: string, password: string): Account => {
	const [domain, user] = name.includes('\\') ? name.split('\\', 2) : ['', name];
	return {domain: domain!.trim(), user: user!.trim(), password};
};

/** Reads with NTLM: two messages and the request itself on one connection. The answer is the last one, whatever its status. Rejects as the client does. */
export const readWithNtlm = async (client: HttpClient, request: ServiceRequest, account: Account, scheme: 'NTLM' | 'Negotiate' = 'NTLM'): Promise<ServiceResponse> => {
	const authorized = async (message: Buffer) => client.get({...request, headers: {...request.headers, authorization: `${scheme} ${message.toString('base64')}`}});
	const answer = await authorized(negotiateMessage());
	const challenge = challengeOf(answer, scheme);
	return challenge !== undefined && answer.status === 401 ? authorized(authenticateMessage(account, challenge)) : answer;
};

const challengeOf = ({headers}: ServiceResponse, scheme: string) => {
	const token = (headers['www-authenticate'] ?? '').split(',').map(part => part.trim()).find(part => part.toLowerCase().startsWith(`${scheme.toLowerCase()} `));
	return token === undefined ? undefined : parseChallenge(Buffer.from(token.slice(scheme.length + 1), 'base64'));
};
