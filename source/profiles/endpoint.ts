import {reachedAddress} from './reached-address.js';
import type {Profile} from './profile.js';

/** Where a server is reached, after the profile's addresses; `name` and `serverPort` are its own, as the settings or the Browser give them. */
export type Endpoint = {readonly name: string; readonly serverPort: number; readonly host: string; readonly port: number};

/** A server of the settings by its name and port, with the address at which the profile reaches it. */
export const endpointAt = ({addresses}: Pick<Profile, 'addresses'>, name: string, serverPort: number): Endpoint => ({name, serverPort, ...reachedAddress(addresses, name, serverPort)});

/** As evidence: the server's own name and port, and where it is really reached when the profile's addresses lead elsewhere. */
export const endpointFacts = (endpoint: Endpoint): {readonly host: string; readonly port: number; readonly reachedAt?: string} => ({
	host: endpoint.name, port: endpoint.serverPort, ...(isElsewhere(endpoint) && {reachedAt: addressOf(endpoint)}),
});

/** `, reached at 127.0.0.1:42003 (addresses of the profile)`; empty when the server is reached under its own name and port. */
export const reachedHint = (endpoint: Endpoint): string => isElsewhere(endpoint) ? `, reached at ${addressOf(endpoint)} (addresses of the profile)` : '';

const isElsewhere = ({name, serverPort, host, port}: Endpoint) => host !== name || port !== serverPort;

const addressOf = ({host, port}: Endpoint) => `${host}:${port}`;
