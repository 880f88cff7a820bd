import {Buffer} from 'node:buffer';
import net from 'node:net';
import tls from 'node:tls';
import {trustedCertificates} from '../../sql/trusted-certificates.js';
import {certificateFacts, type CertificateFacts} from './certificate.js';
import {parsePrelogin, preloginRequest, type PreloginAnswer} from './prelogin.js';
import {
	framePackets,
	NotTdsError,
	packetReader,
	tunnelThroughPackets,
} from './tds-packets.js';

export type InspectOptions = {
	readonly host: string;
	readonly port: number;
	/** Name that the certificate must carry. */
	readonly serverName: string;
	readonly encrypt: boolean;
	/** PEM certificates to trust besides the system's own. */
	readonly ca?: string | undefined;
	readonly minTlsVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | undefined;
	readonly signal: AbortSignal;
};

/** What a SQL server offers before the login. */
export type EncryptionFacts = {
	readonly prelogin: PreloginAnswer;
	/** Absent when no handshake was made: encryption is off, or the server refuses it. */
	readonly handshake?: {
		readonly protocol: string;
		readonly cipher: string;
		readonly certificate: CertificateFacts;
		/** The server's own certificate, to be trusted alone. */
		readonly pem: string;
		/** Why the chain is not trusted (code of OpenSSL); undefined when it is. */
		readonly chainError: string | undefined;
		readonly nameError: boolean;
	};
};

/**
Makes PRELOGIN and the TLS handshake as the driver would, but goes on whatever the certificate is, to show it.
Rejects with the error of the socket or of OpenSSL (its `code` tells), or the reason of the signal.
*/
export const inspectEncryption = async (options: InspectOptions): Promise<EncryptionFacts> => {
	options.signal.throwIfAborted();
	const socket = net.connect({host: options.host, port: options.port, noDelay: true});
	const {promise: failed, reject} = Promise.withResolvers<never>();
	// A failure after the answer is of no interest any more.
	failed.catch(() => undefined);
	const abort = () => {
		reject(options.signal.reason as Error);
	};

	options.signal.addEventListener('abort', abort, {once: true});
	socket.once('error', reject);
	socket.once('close', () => {
		reject(Object.assign(new Error('The server closed the connection.'), {code: 'ECONNRESET'}));
	});
	try {
		return await Promise.race([failed, negotiate(socket, options)]);
	} finally {
		options.signal.removeEventListener('abort', abort);
		socket.destroy();
	}
};

const negotiate = async (socket: net.Socket, options: InspectOptions): Promise<EncryptionFacts> => {
	const prelogin = await exchangePrelogin(socket, options);
	const isEncrypted = options.encrypt && (prelogin.encryption === 'on' || prelogin.encryption === 'required');
	return isEncrypted ? {prelogin, handshake: await shakeHands(socket, options)} : {prelogin};
};

const exchangePrelogin = async (socket: net.Socket, {encrypt}: Pick<InspectOptions, 'encrypt'>): Promise<PreloginAnswer> => {
	const {promise, resolve, reject} = Promise.withResolvers<PreloginAnswer>();
	const parts: Buffer[] = [];
	const read = packetReader((payload, isLast) => {
		parts.push(payload);
		if (!isLast) {
			return;
		}

		const answer = parsePrelogin(joinParts(parts));
		if (answer === undefined) {
			throw new NotTdsError(joinParts(parts));
		}

		resolve(answer);
	});
	const onData = (chunk: Buffer) => {
		try {
			read(chunk);
		} catch (error) {
			reject(error);
		}
	};

	socket.on('data', onData);
	socket.write(framePackets(preloginRequest({encrypt})));
	try {
		return await promise;
	} finally {
		socket.off('data', onData);
	}
};

const shakeHands = async (socket: net.Socket, {serverName, ca, minTlsVersion}: InspectOptions) => {
	const {promise, resolve, reject} = Promise.withResolvers<undefined>();
	const secure = tls.connect({
		socket: tunnelThroughPackets(socket),
		// SNI knows no IP addresses.
		...(net.isIP(serverName) === 0 && {servername: serverName}),
		rejectUnauthorized: false,
		// TDS 7.4 has no TLS 1.3; the driver caps it likewise.
		maxVersion: 'TLSv1.2',
		...(minTlsVersion !== undefined && {minVersion: minTlsVersion}),
		// OpenSSL 3 offers nothing below TLS 1.2 unless its security level is lowered too.
		...(minTlsVersion !== undefined && minTlsVersion !== 'TLSv1.2' && {ciphers: 'DEFAULT@SECLEVEL=0'}),
		ca: trustedCertificates(ca),
	}, () => {
		resolve(undefined);
	});
	secure.once('error', reject);
	secure.once('close', () => {
		reject(Object.assign(new Error('The server closed the connection in the handshake.'), {code: 'ECONNRESET', phase: 'handshake'}));
	});
	try {
		await promise;
		const certificate = secure.getPeerCertificate();
		return {
			protocol: secure.getProtocol() ?? 'unknown',
			cipher: secure.getCipher().name,
			certificate: certificateFacts(certificate),
			pem: `-----BEGIN CERTIFICATE-----\n${certificate.raw.toString('base64').replaceAll(/.{64}/gv, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`,
			chainError: chainErrorOf(secure),
			nameError: tls.checkServerIdentity(serverName, certificate) !== undefined,
		};
	} finally {
		secure.destroy();
	}
};

/** The types say Error, but Node gives the code as a string. */
const chainErrorOf = (secure: tls.TLSSocket): string | undefined => {
	const error = secure.authorizationError as unknown;
	const code = typeof error === 'string' ? error : (error as {code?: string} | null)?.code;
	return code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? undefined : code;
};

const joinParts = (parts: readonly Buffer[]) => parts.length === 1 ? parts[0]! : Buffer.concat(parts);
