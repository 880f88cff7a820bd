import {BacoError} from '../problems/baco-error.js';
import {endpointFacts, type Endpoint} from '../profiles/endpoint.js';
import type {Profile} from '../profiles/profile.js';
import {reachedAddress} from '../profiles/reached-address.js';
import type {BrowserInstance} from '../sql/browser-reply.js';
import {findInstance} from '../sql/find-instance.js';

/** Where SQL Server Browser listens on every server; a profile's `browserPort` differs only through a tunnel. */
export const browserUdpPort = 1434;

/** Where the Browser of a host is asked: an entry `HOST:1434` of the addresses, else the host's own address with the profile's Browser port. */
export const browserAddress = ({addresses, browserPort}: Pick<Profile, 'addresses' | 'browserPort'>, host: string): Endpoint => {
	const own = `${host}:${browserUdpPort}`.toLowerCase();
	const at = Object.keys(addresses).some(name => name.toLowerCase() === own)
		? reachedAddress(addresses, host, browserUdpPort)
		: {host: reachedAddress(addresses, host, undefined).host, port: browserPort};
	return {name: host, serverPort: browserUdpPort, ...at};
};

/** Asks SQL Server Browser, where the profile's addresses say it is reached, for an instance that listens on TCP. Rejects with SSRP-1, SSRP-2 or SSRP-3 and what was seen, or with the SqlFailure of a name that does not resolve or of an abort. */
export const instancePort = async (profile: Pick<Profile, 'addresses' | 'browserPort'>, {host, instance, signal}: {readonly host: string; readonly instance: string; readonly signal?: AbortSignal | undefined}): Promise<BrowserInstance & {readonly port: number}> => {
	const browser = browserAddress(profile, host);
	const facts = {...endpointFacts(browser), instance};
	const search = await findInstance({
		host: browser.host, port: browser.port, instance, signal,
	});
	if (search.status === 'silent') {
		const {waitedMs, code} = search;
		throw new BacoError('SSRP-1', {...facts, waitedMs, ...(code !== undefined && {code})});
	}

	if (search.status === 'not-listed') {
		throw new BacoError('SSRP-2', {...facts, instances: search.instances});
	}

	const {instance: found} = search;
	const {port} = found;
	if (port === undefined) {
		throw new BacoError('SSRP-3', {...facts, pipe: found.pipe ?? 'none'});
	}

	return {...found, port};
};
