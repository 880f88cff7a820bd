import {readFile} from 'node:fs/promises';
import {errorCode} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import type {Profile} from '../profiles/profile.js';
import {reachedAddress} from '../profiles/reached-address.js';
import type {SqlTarget} from '../sql/contract.js';
import {instancePort} from './instance-port.js';

/** Where the profile's Synergy database is reached: addresses of tunnels applied, a named instance resolved to its port. */
export const synergyTarget = async (profile: Profile, password: string, signal?: AbortSignal): Promise<SqlTarget> => {
	const {host, port} = await reachedServer(profile, signal);
	return {
		host,
		port,
		name: profile.server.host,
		// Through a tunnel the certificate still has the server's name.
		serverName: profile.serverName ?? (host === profile.server.host ? undefined : profile.server.host),
		database: profile.database,
		user: profile.user,
		password,
		encrypt: profile.encrypt,
		trustServerCertificate: profile.trustServerCertificate,
		ca: profile.caFile === undefined ? undefined : await readCertificates(profile.caFile),
		minTlsVersion: profile.minTlsVersion,
	};
};

const reachedServer = async ({server, addresses, browserPort}: Profile, signal?: AbortSignal): Promise<{readonly host: string; readonly port: number}> => {
	const {host, port, instance} = server;
	if (instance === undefined) {
		return reachedAddress(addresses, host, port ?? 1433);
	}

	const found = await instancePort({addresses, browserPort}, {host, instance, signal});
	// The port may be tunnelled to another one.
	return reachedAddress(addresses, host, found.port);
};

const readCertificates = async (file: string): Promise<string> => {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		throw new BacoError('CONFIG-UNREADABLE', {file, code: errorCode(error)}, {cause: error});
	}
};
