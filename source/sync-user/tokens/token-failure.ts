import {AuthorizationResponseError, ClientError, ResponseBodyError} from 'openid-client';
import {keepSecret} from '../../platform/redact.js';
import {errorCode} from '../../platform/write-file.js';
import {BacoError} from '../../problems/baco-error.js';
import type {ProblemId} from '../../problems/catalogue.js';
import {dayMs} from './token-store.js';

export type Asked = {
	readonly host: string;
	/** What the token endpoint was asked for. */
	readonly grant: 'refresh' | 'code' | 'device';
	/** Age of the refresh token in milliseconds. */
	readonly ageMs?: number;
	readonly idleDays?: number | undefined;
	/** Milliseconds since the consent page was opened. */
	readonly waitedMs?: number;
	readonly codeSeconds?: number | undefined;
};

/** What an error of the authorisation server means to a person. The raw error stays behind: it may hold tokens. */
export const tokenFailure = (error: unknown, asked: Asked): BacoError => {
	if (error instanceof BacoError) {
		return error;
	}

	if (error instanceof ResponseBodyError) {
		return ofBody(error, asked);
	}

	if (error instanceof AuthorizationResponseError) {
		return new BacoError('SYNC-DENIED', {host: asked.host, error: error.error, detail: error.error_description});
	}

	const status = statusOf(error);
	if (status === 429) {
		return new BacoError('SYNC-BUSY', {host: asked.host});
	}

	if (status !== undefined && status >= 500) {
		return new BacoError('SYNC-UNAVAILABLE', {host: asked.host, status});
	}

	if (error instanceof ClientError && error.code === 'OAUTH_TIMEOUT') {
		return new BacoError(asked.grant === 'device' ? 'SYNC-DEVICE-LATE' : 'SYNC-UNREACHABLE', {host: asked.host, detail: 'no answer in time'});
	}

	if (error instanceof ClientError && error.code === 'OAUTH_INVALID_RESPONSE' && asked.grant === 'code') {
		return new BacoError('SYNC-STATE', {host: asked.host});
	}

	return status === undefined ? new BacoError('SYNC-UNREACHABLE', {host: asked.host, detail: rootCode(error)}) : new BacoError('SYNC-ANSWER', {host: asked.host, status});
};

/** Whether nothing is known of the link after this problem. */
export const isSilent = ({id}: BacoError): boolean => ['SYNC-UNREACHABLE', 'SYNC-BUSY', 'SYNC-UNAVAILABLE', 'SYNC-ANSWER', 'SYNC-STORE', 'FILE-BUSY', 'FILE-WRITE', 'VAULT-LOCKED', 'VAULT-PASSPHRASE', 'VAULT-DAMAGED', 'SECRET-KEYCHAIN', 'SECRET-MISSING'].includes(id);

const ofBody = ({error, error_description: description, status, response}: ResponseBodyError, asked: Asked): BacoError => {
	const reason = response.headers.get('reason') ?? undefined;
	const facts = {
		host: asked.host, status, error: safe(error), detail: safe(description), reason: safe(reason),
	};
	if (status === 429) {
		return new BacoError('SYNC-BUSY', facts);
	}

	if (status >= 500) {
		return new BacoError('SYNC-UNAVAILABLE', facts);
	}

	if (error === 'invalid_client') {
		return new BacoError('SYNC-CLIENT', facts);
	}

	if (asked.grant === 'device') {
		return new BacoError(deviceProblems[error] ?? 'SYNC-DEVICE-CODE', facts);
	}

	return asked.grant === 'code' ? ofCode(facts, asked) : ofRefresh(facts, asked);
};

/** The others say that the server does not take the device code: it was restarted, or the code is another application's. */
const deviceProblems: Readonly<Record<string, ProblemId>> = {expired_token: 'SYNC-DEVICE-LATE', access_denied: 'SYNC-DENIED'};

const ofCode = (facts: Readonly<Record<string, unknown>>, {waitedMs, codeSeconds}: Asked): BacoError =>
	new BacoError('SYNC-CODE', {...facts, waitedSeconds: waitedMs === undefined ? undefined : Math.round(waitedMs / 1000), codeSeconds});

const ofRefresh = (facts: Readonly<Record<string, unknown>>, {ageMs, idleDays}: Asked): BacoError => {
	if (facts.error === 'access_denied' && /tooearly|not expired/iv.test(`${String(facts.reason)} ${String(facts.detail)}`)) {
		return new BacoError('SYNC-EARLY', facts);
	}

	if (/old refresh token/iv.test(String(facts.detail))) {
		return new BacoError('SYNC-OLD-TOKEN', facts);
	}

	const ageDays = ageMs === undefined ? undefined : Math.round(ageMs / dayMs);
	return new BacoError(idleDays !== undefined && ageDays !== undefined && ageDays >= idleDays ? 'SYNC-IDLE' : 'SYNC-REVOKED', {...facts, ageDays, idleDays});
};

/** What a server says about an error could repeat what it was sent. */
const safe = (text: string | undefined) => text === undefined ? undefined : text.replaceAll(/[\w+\-.\/~]{40,}/gv, '***').replaceAll(/\p{Control}+/gv, ' ').slice(0, 200);

const statusOf = (error: unknown): number | undefined => {
	const cause = error instanceof Error ? error.cause : undefined;
	return cause instanceof Response ? cause.status : undefined;
};

const rootCode = (error: unknown): string => {
	let current = error;
	while (current instanceof Error && current.cause instanceof Error) {
		current = current.cause;
	}

	return current instanceof Error && 'code' in current ? errorCode(current) : 'no answer';
};

/** Tokens that came with a refusal: whoever keeps the chain must keep them too. */
export const tokensIn = (error: unknown): {readonly refreshToken: string; readonly accessToken: string | undefined; readonly expiresIn: number} | undefined => {
	const body = error instanceof ResponseBodyError ? error.cause : undefined;
	if (typeof body?.refresh_token !== 'string') {
		return undefined;
	}

	keepSecret(body.refresh_token);
	return {
		refreshToken: body.refresh_token, accessToken: typeof body.access_token === 'string' ? body.access_token : undefined, expiresIn: Number(body.expires_in ?? 0),
	};
};
