import {readFile} from 'node:fs/promises';
import net from 'node:net';
import type {Profile} from '../profiles/profile.js';
import type {SqlTarget} from '../sql/contract.js';
import type {Endpoint} from '../profiles/endpoint.js';

/** The profile's choices of encryption for the Globe servers. */
export type EncryptionChoices = {
	readonly encrypt: boolean;
	readonly trustServerCertificate: boolean;
	/** Name that the certificate must carry. */
	readonly serverName: string;
	readonly ca: string | undefined;
	readonly minTlsVersion: Profile['minTlsVersion'];
};

/** How to encrypt the connection to a server that the settings call `name`. Rejects when the caFile cannot be read. */
export const encryptionChoices = async (profile: Profile, name: string): Promise<EncryptionChoices> => ({
	encrypt: profile.globe?.encrypt ?? profile.encrypt,
	trustServerCertificate: profile.globe?.trustServerCertificate ?? profile.trustServerCertificate,
	// The profile's serverName is of the Synergy server, which often hosts Globe databases too.
	serverName: profile.serverName !== undefined && name.toLowerCase() === profile.server.host.toLowerCase() ? profile.serverName : name,
	ca: profile.caFile === undefined ? undefined : await readFile(profile.caFile, 'utf8'),
	minTlsVersion: profile.minTlsVersion,
});

/** A login at a Globe server. Without a database the login's default one is opened. */
export const globeTarget = async (profile: Profile, endpoint: Endpoint, login: {readonly user: string; readonly password: string; readonly database?: string | undefined}): Promise<SqlTarget> => {
	const {serverName, ca, minTlsVersion, ...choices} = await encryptionChoices(profile, endpoint.name);
	return {
		host: endpoint.host,
		port: endpoint.port,
		name: endpoint.name,
		...choices,
		...(ca !== undefined && {ca}),
		...(minTlsVersion !== undefined && {minTlsVersion}),
		// A certificate name cannot be an address; the driver then checks the address itself.
		...(net.isIP(serverName) === 0 && serverName !== endpoint.host && {serverName}),
		...login,
		connectTimeoutMs: 15_000,
		requestTimeoutMs: 15_000,
	};
};
