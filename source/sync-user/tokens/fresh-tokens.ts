import path from 'node:path';
import {refreshTokenGrant} from 'openid-client';
import type {Credentials} from '../../credentials/contract.js';
import {finishChange} from '../../platform/unfinished-changes.js';
import {withLock} from '../../platform/with-lock.js';
import {BacoError} from '../../problems/baco-error.js';
import type {OauthServer} from '../adapter.js';
import {syncStateFile} from '../sync-state.js';
import {siteOf} from './site.js';
import {
	readTokens,
	tokenName,
	writeTokens,
	type LinkName,
	type Tokens,
} from './token-store.js';
import {tokenFailure, tokensIn} from './token-failure.js';

export type RefreshRequest = {
	readonly credentials: Credentials;
	readonly link: LinkName;
	readonly oauth: OauthServer;
	readonly signal: AbortSignal;
	/** Refreshes also a token that looks fresh, when it is still this one. */
	readonly insteadOf?: string;
	readonly now?: () => number;
};

export type FreshTokens = {
	readonly tokens: Tokens;
	/** Asked of the server by this call. */
	readonly isRefreshed: boolean;
	/** The server refused, because the last refresh was too short ago: the tokens are the ones that were there. */
	readonly refusal?: BacoError;
};

/**
Tokens that are good for the next call. Of all processes of this user only one refreshes a chain at a time: it locks, reads again, refreshes,
writes durably, unlocks; the others find what it wrote. Rejects with SYNC-NONE, with what the server said, or with SYNC-STORE.
*/
export const freshTokens = async (request: RefreshRequest): Promise<FreshTokens> => {
	const {credentials, link, now = Date.now} = request;
	const deadline = performance.now() + longestWaitMs;
	/* eslint-disable no-await-in-loop -- waits for one thing to happen */
	for (;;) {
		const tokens = await needTokens(credentials, link);
		if (isFresh(tokens, request, now())) {
			return {tokens, isRefreshed: false};
		}

		try {
			return await withLock(lockedFile(link), async () => finishChange(async () => refresh(request)), {timeoutMs: glanceMs});
		} catch (error) {
			// Whoever has the lock may write in a moment what is wanted here.
			if (!(error instanceof BacoError && error.id === 'FILE-BUSY') || performance.now() > deadline) {
				throw error;
			}
		}

		request.signal.throwIfAborted();
	}
	/* eslint-enable no-await-in-loop */
};

/** The file whose lock guards the chain of a link. */
export const lockedFile = ({profile, id}: LinkName): string => path.join(path.dirname(syncStateFile(profile)), `${profile}@${encodeURIComponent(id.toLowerCase())}`);

/** A token must last to the end of the call that it is for. */
const marginMs = 30_000;
const longestWaitMs = 60_000;
const glanceMs = 500;

const needTokens = async (credentials: Credentials, link: LinkName): Promise<Tokens> => {
	const tokens = await readTokens(credentials, tokenName(link));
	if (tokens === undefined) {
		throw new BacoError('SYNC-NONE', {connection: link.id});
	}

	return tokens;
};

/** By a clock that may have been set: a token from the future is not trusted to be young. */
const isFresh = ({accessToken, accessExpiresAt, receivedAt}: Tokens, {insteadOf}: RefreshRequest, now: number): boolean =>
	accessToken !== insteadOf && now < accessExpiresAt - marginMs && receivedAt <= now + marginMs;

const refresh = async (request: RefreshRequest): Promise<FreshTokens> => {
	const {credentials, link, oauth, signal, now = Date.now} = request;
	const tokens = await needTokens(credentials, link);
	if (isFresh(tokens, request, now())) {
		return {tokens, isRefreshed: false};
	}

	// A store that cannot be written would lose the chain after the refresh: better to know before.
	await writeTokens(credentials, tokenName(link), tokens);
	const site = await siteOf(credentials, link, tokens);
	const {host} = new URL(site.url);
	try {
		const configuration = await oauth.configure(site, signal);
		// From here on nobody is let go before the answer is kept: the old refresh token may be dead already.
		const response = await refreshTokenGrant(configuration, tokens.refreshToken);
		const next: Tokens = {
			...tokens,
			accessToken: response.access_token,
			refreshToken: response.refresh_token ?? tokens.refreshToken,
			receivedAt: now(),
			accessExpiresAt: now() + ((response.expiresIn() ?? 0) * 1000),
		};
		await writeTokens(credentials, tokenName(link), next);
		return {tokens: next, isRefreshed: true};
	} catch (error) {
		const kept = await keepHandedBack(error, request, tokens);
		const failure = tokenFailure(error, {
			host, grant: 'refresh', ageMs: now() - tokens.receivedAt, idleDays: oauth.times.idleDays,
		});
		if (failure.id === 'SYNC-EARLY') {
			return {tokens: kept, isRefreshed: false, refusal: failure};
		}

		throw failure;
	}
};

/** A refusal may still hand back a new refresh token, and the old one is dead then. */
const keepHandedBack = async (error: unknown, {credentials, link, now = Date.now}: RefreshRequest, tokens: Tokens): Promise<Tokens> => {
	const found = tokensIn(error);
	if (found === undefined) {
		return tokens;
	}

	const next = {
		...tokens,
		refreshToken: found.refreshToken,
		...(found.accessToken !== undefined && {accessToken: found.accessToken, receivedAt: now(), accessExpiresAt: now() + (found.expiresIn * 1000)}),
	};
	await writeTokens(credentials, tokenName(link), next);
	return next;
};
