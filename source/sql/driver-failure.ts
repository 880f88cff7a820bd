import mssql from 'mssql';
import {redact} from '../platform/redact.js';
import type {ServerMessage, SqlTarget} from './contract.js';
import {SqlFailure, type FailedTarget, type FailureKind} from './sql-failure.js';

/** A failed login as a SqlFailure; an error that is not of the driver or the server is a bug and stays as it is. */
export const loginFailure = (error: unknown, session: FailedSession): Error => {
	if (isPassedOn(error)) {
		return error;
	}

	// A server that refuses a login may close the connection before the driver has read the last token.
	const kind = hasError(session.messages) ? 'login' : loginKinds[codeOf(error) ?? ''] ?? 'socket';
	return failure(kind, error, session);
};

/** A failed request likewise. */
export const requestFailure = (error: unknown, session: FailedSession): Error => {
	if (isPassedOn(error)) {
		return error;
	}

	const code = codeOf(error);
	// The driver passes some errors of the socket on as they are.
	const kind = code === undefined || driverCodes.has(code) ? requestKinds[code ?? ''] : 'closed';
	return failure(kind ?? 'request', error, session);
};

type FailedSession = {readonly messages: readonly ServerMessage[]; readonly target: SqlTarget};

/** Without the password. */
export const failedTarget = ({host, port, database, user}: FailedTarget): FailedTarget => ({
	host, port, ...(database !== undefined && {database}), user,
});

const loginKinds: Readonly<Record<string, FailureKind>> = {
	ELOGIN: 'login',
	EENCRYPT: 'encryption',
	ETIMEOUT: 'timeout',
	ECANCEL: 'cancelled',
};

const requestKinds: Readonly<Record<string, FailureKind>> = {
	ECANCEL: 'cancelled',
	ETIMEOUT: 'timeout',
	ESOCKET: 'closed',
	ECLOSE: 'closed',
	ECONNCLOSED: 'closed',
	ENOTOPEN: 'closed',
	EINVALIDSTATE: 'closed',
};

const isPassedOn = (error: unknown): error is Error => error instanceof SqlFailure || (error instanceof Error && !(error instanceof mssql.MSSQLError));

const hasError = (messages: readonly ServerMessage[]) => messages.some(message => message.class > 10);

const failure = (kind: FailureKind, error: unknown, {messages, target}: FailedSession) =>
	new SqlFailure(kind, redact(error instanceof Error ? error.message : String(error)), {
		code: codeOf(error),
		socketCode: socketCodeOf(error),
		messages: messages.map(message => ({...message, message: redact(message.message)})),
		target: failedTarget(target),
		cause: error,
	});

const codeOf = (error: unknown): string | undefined => {
	const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
	return typeof code === 'string' ? code : undefined;
};

/** The code of Node or OpenSSL below the driver's error: in its cause, its original error or, of a host with several addresses, in one of many. */
const socketCodeOf = (error: unknown): string | undefined => {
	for (const inner of innerErrors(error)) {
		const code = socketCodeOf(inner) ?? codeOf(inner);
		if (code !== undefined && !driverCodes.has(code)) {
			return code;
		}
	}

	return undefined;
};

const innerErrors = (error: unknown): unknown[] => {
	if (!(error instanceof Error)) {
		return [];
	}

	const {originalError} = error as {originalError?: unknown};
	return [error.cause, originalError, ...(error instanceof AggregateError ? error.errors as unknown[] : [])];
};

const driverCodes = new Set(`
	EABORT EALREADYBEGUN EALREADYPREPARED EARGS ECANCEL ECLOSE ECONNCLOSED EDEPRECATED EDUPEPARAM EENCRYPT EFEDAUTH EINJECT EINSTLOOKUP EINVALIDSTATE
	EJSON ELOGIN ENAME ENOCONN ENOTBEGUN ENOTOPEN ENOTPREPARED EPARAM EREQINPROG EREQUEST ESOCKET ETDS ETIMEOUT UNKNOWN
`.trim().split(/\s+/v));
