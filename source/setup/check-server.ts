import {inspectEncryption, type EncryptionFacts} from '../connection/tls/inspect-encryption.js';
import {BacoError} from '../problems/baco-error.js';
import {diagnoseSocketCode} from '../problems/diagnose.js';
import {endpointAt, endpointFacts} from '../profiles/endpoint.js';
import type {Profile} from '../profiles/profile.js';
import {instancePort} from '../workspace/instance-port.js';

export type SeenServer = {readonly host: string; readonly port: number; readonly facts: EncryptionFacts};

/** Reaches a SQL server as far as the encryption, without a login: name, instance, port, certificate. `ca`: certificates (PEM) to trust. Throws what is in the way. */
export const checkServer = async (profile: Pick<Profile, 'server' | 'addresses' | 'browserPort' | 'serverName'>, signal: AbortSignal, ca?: string): Promise<SeenServer> => {
	const {server: {host, port, instance}} = profile;
	const found = instance === undefined ? {port: port ?? 1433} : await instancePort(profile, {host, instance, signal});
	const endpoint = endpointAt(profile, host, found.port);
	const deadline = AbortSignal.any([signal, AbortSignal.timeout(8000)]);
	try {
		return {
			host: endpoint.host, port: endpoint.port, facts: await inspectEncryption({
				host: endpoint.host, port: endpoint.port, serverName: profile.serverName ?? host, encrypt: true, ca, signal: deadline,
			}),
		};
	} catch (error) {
		signal.throwIfAborted();
		const code = error instanceof Error && 'code' in error ? String(error.code) : (deadline.aborted ? 'ETIMEDOUT' : 'EPROTO');
		throw new BacoError(diagnoseSocketCode(code) ?? 'TLS-4', {
			...endpointFacts(endpoint), code,
		}, {cause: error});
	}
};

/** The certificate in words: whose it is, who signed it, for how long, and whether this machine trusts it. */
export const certificateLines = ({facts: {prelogin, handshake}}: SeenServer): string[] => handshake === undefined
	? [`The server offers no encryption (${prelogin.encryption}).`]
	: [
		`Encryption: ${handshake.protocol}.`,
		`Certificate of ${handshake.certificate.names.join(', ')}, signed by ${handshake.certificate.selfSigned ? 'itself' : handshake.certificate.issuer}.`,
		`Valid from ${handshake.certificate.validFrom.slice(0, 10)} to ${handshake.certificate.validTo.slice(0, 10)}; SHA-256 ${handshake.certificate.fingerprint}.`,
		handshake.chainError === undefined && !handshake.nameError ? 'This machine trusts it.' : `This machine does not trust it: ${[handshake.chainError, handshake.nameError && 'the name is another one'].filter(Boolean).join(', ')}.`,
	];

export const isTrusted = ({facts: {handshake}}: SeenServer): boolean => handshake !== undefined && handshake.chainError === undefined && !handshake.nameError;
