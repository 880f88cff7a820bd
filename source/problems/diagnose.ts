import type {FailureKind} from '../sql/sql-failure.js';
import type {ServerMessage} from '../sql/contract.js';
import type {ProblemId} from './catalogue.js';
import type {Facts} from './problem.js';

/** What a SqlFailure or an error of a socket says; a SqlFailure can be passed as it is. */
export type FailureLike = {
	readonly kind: FailureKind;
	readonly message: string;
	readonly code?: string | undefined;
	readonly socketCode?: string | undefined;
	readonly messages?: readonly ServerMessage[];
};

export type Diagnosis = {readonly id: ProblemId; readonly facts: Facts};

/**
Finds the catalogue row of a failure: by the first specific error number of the server, else by the code of the socket or the driver.
A number that is not in the table becomes SQL-1 with the server's own text, never a guess.
*/
export const diagnose = (failure: FailureLike, facts: Facts = {}): Diagnosis => {
	const {messages = []} = failure;
	const errors = messages.filter(message => message.class > 10);
	const token = errors.find(error => error.number !== loginFailed && numbers[error.number] !== undefined)
		?? errors.find(error => error.number !== loginFailed)
		?? errors[0];
	if (errors.some(error => isWindowsOnly(error)) && (token === undefined || token.number === loginFailed)) {
		return {id: 'LOG-7', facts: {...facts, ...tokenFacts(errors.find(error => isWindowsOnly(error))!, errors)}};
	}

	return token === undefined ? {id: withoutToken(failure), facts: {...facts, code: failure.socketCode ?? failure.code ?? failure.kind, message: failure.message}} : {id: numbers[token.number] ?? 'SQL-1', facts: {...tokenObject(token), ...facts, ...tokenFacts(token, errors)}};
};

/** The row of an error code of Node, OpenSSL or the driver; undefined when the code says nothing. */
export const diagnoseSocketCode = (code: string | undefined): ProblemId | undefined =>
	code === undefined ? undefined : (codes[code] ?? (/^(?:ERR_SSL_|EPROTO)/v.test(code) ? 'TLS-4' : undefined));

const loginFailed = 18_456;

const isWindowsOnly = (error: ServerMessage) =>
	error.message.includes('Server is configured for Windows authentication only') || (error.number === loginFailed && error.state === 58);

/** Error numbers of SQL Server. */
const numbers: Readonly<Record<number, ProblemId>> = {
	[loginFailed]: 'LOG-1',
	18_452: 'LOG-2',
	18_470: 'LOG-3',
	18_486: 'LOG-4',
	18_487: 'LOG-5',
	18_488: 'LOG-5',
	18_451: 'LOG-6',
	18_461: 'LOG-6',
	18_401: 'LOG-6',
	17_892: 'LOG-8',
	4060: 'DB-1',
	4064: 'DB-2',
	4062: 'DB-2',
	911: 'DB-3',
	916: 'DB-4',
	927: 'DB-5',
	942: 'DB-5',
	945: 'DB-5',
	926: 'DB-5',
	924: 'DB-5',
	3906: 'DB-5',
	976: 'DB-6',
	978: 'DB-6',
	983: 'DB-6',
	229: 'PERM-1',
	230: 'PERM-2',
	262: 'PERM-3',
	297: 'PERM-3',
	300: 'PERM-3',
	208: 'OBJ-1',
	207: 'OBJ-2',
	1222: 'TMO-1',
	1205: 'TMO-1',
};

const databaseStates: Readonly<Record<number, string>> = {
	927: 'restoring',
	942: 'offline',
	945: 'recovery failed',
	926: 'suspect',
	924: 'single user',
	3906: 'read-only',
};

/** Codes of Node, OpenSSL and the driver. */
const codes: Readonly<Record<string, ProblemId>> = {
	ENOTFOUND: 'DNS-1',
	EAI_AGAIN: 'DNS-1',
	EAI_NODATA: 'DNS-1',
	EAI_NONAME: 'DNS-1',
	EINSTLOOKUP: 'SSRP-1',
	ECONNREFUSED: 'TCP-1',
	ETIMEDOUT: 'TCP-2',
	EHOSTUNREACH: 'TCP-2',
	EHOSTDOWN: 'TCP-2',
	ENETUNREACH: 'TCP-2',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS-1',
	SELF_SIGNED_CERT_IN_CHAIN: 'TLS-1',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'TLS-1',
	UNABLE_TO_GET_ISSUER_CERT: 'TLS-1',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'TLS-1',
	ERR_TLS_CERT_ALTNAME_INVALID: 'TLS-2',
	CERT_HAS_EXPIRED: 'TLS-3',
	CERT_NOT_YET_VALID: 'TLS-3',
	EENCRYPT: 'TLS-5',
};

const withoutToken = (failure: FailureLike): ProblemId => {
	const {kind, code, socketCode, message} = failure;
	// It was open before: what is said of a handshake or of a way to the server is not about it.
	if (kind === 'closed') {
		return 'TCP-3';
	}

	if (kind === 'encryption' || code === 'EENCRYPT') {
		return message.includes('did not negotiate encryption') ? 'TLS-7' : 'TLS-5';
	}

	const byCode = diagnoseSocketCode(socketCode);
	if (byCode !== undefined) {
		return byCode;
	}

	// The driver hides some certificate errors behind a text.
	if (message.includes('self-signed certificate')) {
		return 'TLS-1';
	}

	return /socket hang up|disconnected before secure TLS/v.test(message) ? 'TLS-4' : byKind[kind] ?? diagnoseSocketCode(code) ?? 'SQL-1';
};

const byKind: Readonly<Partial<Record<FailureKind, ProblemId>>> = {timeout: 'TMO-1', socket: 'TCP-3'};

const tokenFacts = (token: ServerMessage, errors: readonly ServerMessage[]): Facts => ({
	number: token.number,
	message: token.message,
	...(databaseStates[token.number] === undefined ? {errorState: token.state, ...((token.number === loginFailed) && {state: token.state})} : {state: databaseStates[token.number]}),
	severity: token.class,
	...(token.procName !== '' && {procedure: token.procName}),
	...((errors.length > 1) && {errors: errors.map(error => `${error.number}, state ${error.state}: ${error.message}`)}),
});

/** 229, 230, 208 and 207 name their object or column in quotes at a fixed place. */
const tokenObject = ({number, message}: ServerMessage): Facts => {
	if (number === 229) {
		const match = /^The (?<permission>[ A-Z]+) permission was denied on the object '(?<object>[^']+)'/v.exec(message);
		return {...match?.groups};
	}

	if (number === 230) {
		const match = /^The (?<permission>[ A-Z]+) permission was denied on the column '(?<column>[^']+)' of the object '(?<object>[^']+)'/v.exec(message);
		return {...match?.groups};
	}

	const name = number === 208 || number === 207 ? /'(?<object>[^']+)'/v.exec(message)?.groups?.object : undefined;
	return name === undefined ? {} : {object: name};
};
