import {
	allowInsecureRequests,
	Configuration,
	customFetch,
	discovery,
	type ClientAuth,
	type ServerMetadata,
} from 'openid-client';
import {withDeadline} from '../../connection/network/with-deadline.js';
import type {Site} from '../adapter.js';
import {isLoopback} from '../loopback-address.js';
import {tokenFailure} from '../tokens/token-failure.js';
import {fetchAlone} from '../web/fetch-alone.js';

/** A server that tells nothing about itself: its addresses are known from its documents. */
export const knownServer = (metadata: ServerMetadata, {clientId, clientSecret}: Site, authentication: ClientAuth): Configuration => {
	const configuration = new Configuration(metadata, clientId, {client_secret: clientSecret}, authentication);
	configuration.timeout = timeoutSeconds;
	configuration[customFetch] = fetchAlone;
	for (const extend of extensionsFor(new URL(metadata.issuer))) {
		extend(configuration);
	}

	return configuration;
};

/** A server that tells its addresses and grants itself. Rejects with what kept it from being asked. */
export const discoveredServer = async ({url, clientId, clientSecret}: Site, authentication: ClientAuth, signal: AbortSignal): Promise<Configuration> => {
	try {
		return await withDeadline(timeoutSeconds * 1000, signal, async () => discovery(new URL(url), clientId, {client_secret: clientSecret}, authentication, {
			timeout: timeoutSeconds, execute: extensionsFor(new URL(url)), [customFetch]: fetchAlone,
		}));
	} catch (error) {
		signal.throwIfAborted();
		throw tokenFailure(error, {host: new URL(url).host, grant: 'refresh'});
	}
};

/** Two of these, one after the other, end well before a lock counts as left behind. */
const timeoutSeconds = 20;

/** Lets a server on this very machine do without encryption, as the demo's does; any other one must have it. */
export const extensionsFor = (server: URL): Array<(configuration: Configuration) => void> =>
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; nothing leaves this machine
	isLoopback(server) ? [allowInsecureRequests] : [];
