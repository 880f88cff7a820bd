import {AsyncLocalStorage} from 'node:async_hooks';
import type mssql from 'mssql';
import {type Connection} from 'mssql';
import {keepSecret} from '../platform/redact.js';
import type {ConnectOptions, ServerMessage, SqlTarget} from './contract.js';
import {loginFailure} from './driver-failure.js';
import {inTurn} from './in-turn.js';
import {orAborted} from './or-aborted.js';
import {poolOfOne} from './pool-of-one.js';
import type {Session} from './session.js';
import {trustedCertificates} from './trusted-certificates.js';

/** Opens the one physical connection, with every message of the login collected: the driver's error has only the last one's text. */
export const logIn = async (target: SqlTarget, {signal, onStatement}: ConnectOptions): Promise<Session> => {
	keepSecret(target.password);
	const messages: ServerMessage[] = [];
	let driver: Connection | undefined;
	const pool = poolOfOne({
		...driverConfiguration(target),
		beforeConnect(connection: Connection) {
			driver = connection;
			const keep = (token: ServerMessage) => {
				session.messages.push(messageOf(token));
			};

			connection.on('errorMessage', keep);
			connection.on('infoMessage', keep);
			connection.on('error', error => {
				session.lost ??= error;
			});
			connection.on('end', () => {
				session.lost ??= new Error('The server closed it.');
			});
		},
	});
	const session = {
		target, pool, inTurn: inTurn(), transactionScope: new AsyncLocalStorage<{open: boolean}>(), onStatement, messages, lost: undefined as Error | undefined,
	};
	try {
		const connected = pool.connect();
		// A pool cannot be closed while it connects: the connection in it can.
		await orAborted(connected, signal, () => driver?.close());
	} catch (error) {
		driver?.close();
		throw loginFailure(error, session);
	}

	return Object.assign(session, {driver: driver!});
};

/** Bytes; twice the driver's own, as other drivers have it: a large load or result costs less on both sides. Above 8,060 the server needs memory outside its pools. */
const packetSize = 8000;

const driverConfiguration = (target: SqlTarget): mssql.config => {
	if (target.host.includes('\\')) {
		throw new TypeError('The host of a connection has no instance: resolve it to a port before.');
	}

	return {
		server: target.host,
		port: target.port,
		database: target.database,
		user: target.user,
		password: target.password,
		connectionTimeout: target.connectTimeoutMs ?? 15_000,
		requestTimeout: target.requestTimeoutMs ?? 15_000,
		options: {
			appName: target.applicationName ?? 'baco',
			packetSize,
			encrypt: target.encrypt,
			trustServerCertificate: target.trustServerCertificate,
			...(target.serverName !== undefined && {serverName: target.serverName}),
			// The driver takes 4060 (no such database) for a passing trouble and would try four times.
			maxRetriesOnTransientErrors: 0,
			// A failed statement ends the whole transaction, as SET XACT_ABORT ON.
			abortTransactionOnError: true,
			cryptoCredentialsDetails: {...tlsVersions(target.minTlsVersion), ca: trustedCertificates(target.ca)},
		},
	};
};

const tlsVersions = (minVersion: SqlTarget['minTlsVersion']) => {
	if (minVersion === undefined) {
		return {};
	}

	// OpenSSL 3 offers nothing below TLS 1.2 unless its security level is lowered too.
	return minVersion === 'TLSv1.2' ? {minVersion} : {minVersion, ciphers: 'DEFAULT@SECLEVEL=0'};
};

const messageOf = ({number, state, class: severity, message, serverName, procName, lineNumber}: ServerMessage): ServerMessage =>
	({
		number, state, class: severity, message, serverName, procName, lineNumber,
	});
