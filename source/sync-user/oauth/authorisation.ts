import {
	authorizationCodeGrant,
	buildAuthorizationUrl,
	calculatePKCECodeChallenge,
	randomPKCECodeVerifier,
	randomState,
	type Configuration,
	type TokenEndpointResponse,
	type TokenEndpointResponseHelpers,
} from 'openid-client';
import {withDeadline} from '../../connection/network/with-deadline.js';
import {keepSecret} from '../../platform/redact.js';
import {tokenFailure} from '../tokens/token-failure.js';

export type TokenAnswer = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** One question for consent: what the browser is sent with, and what its answer is checked against. */
export type Authorisation = {
	readonly url: URL;
	readonly redirectUri: string;
	readonly state: string;
	/** Buys the tokens with the address that the browser came back to. Rejects with SYNC-CODE, SYNC-STATE, SYNC-DENIED or what kept it from asking. */
	readonly exchange: (redirected: URL, signal: AbortSignal) => Promise<TokenAnswer>;
};

/** Prepares a question. PKCE goes along always: a server that does not know it leaves it aside. */
export const prepareAuthorisation = async (configuration: Configuration, {redirectUri, scope, codeSeconds}: {readonly redirectUri: string; readonly scope: string | undefined; readonly codeSeconds: number | undefined}): Promise<Authorisation> => {
	const state = randomState();
	const pkceCodeVerifier = randomPKCECodeVerifier();
	keepSecret(pkceCodeVerifier);
	const startedAt = performance.now();
	const {host} = new URL(configuration.serverMetadata().issuer);
	const url = buildAuthorizationUrl(configuration, {
		redirect_uri: redirectUri,
		state,
		code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
		code_challenge_method: 'S256',
		// The browser may still be signed in as somebody else.
		...(scope === undefined ? {force_login: '1'} : {scope, prompt: 'login consent'}),
	});
	return {
		url,
		redirectUri,
		state,
		async exchange(redirected, signal) {
			keepSecret(redirected.searchParams.get('code') ?? '');
			try {
				return await withDeadline(30_000, signal, async () => authorizationCodeGrant(configuration, redirected, {pkceCodeVerifier, expectedState: state, idTokenExpected: false}));
			} catch (error) {
				signal.throwIfAborted();
				throw tokenFailure(error, {
					host, grant: 'code', waitedMs: performance.now() - startedAt, codeSeconds,
				});
			}
		},
	};
};
