import {allowInsecureRequests, type Configuration} from 'openid-client';
import {isLoopback} from '../loopback-address.js';

/** Lets a server on this very machine do without encryption, as the demo's does; any other one must have it. */
export const extensionsFor = (server: URL): Array<(configuration: Configuration) => void> =>
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; nothing leaves this machine
	isLoopback(server) ? [allowInsecureRequests] : [];
