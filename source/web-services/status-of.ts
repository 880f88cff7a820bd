import type {BacoError} from '../problems/baco-error.js';
import {exitCodes} from '../problems/exit-codes.js';

/** The HTTP status that says what kind of refusal an error is. */
export const statusOf = ({id, exitCode}: BacoError): number => statuses[id] ?? byExitCode[exitCode] ?? 500;

const statuses: Readonly<Record<string, number>> = {
	'CFG-9': 404,
	'SERVE-UNKNOWN': 404,
	'SERVE-EXISTS': 409,
	'SERVE-LOGIN': 401,
	'SERVE-LARGE': 413,
	'SERVE-BUSY': 429,
	'SERVE-STOPPING': 503,
	'SET-CHANGED': 412,
	'SET-TEST': 422,
	'SET-WARN': 422,
	'SET-COLUMN': 422,
	CANCELLED: 503,
};

const byExitCode: Readonly<Record<number, number>> = {
	[exitCodes.usage]: 400,
	[exitCodes.rights]: 403,
	[exitCodes.connection]: 503,
	[exitCodes.timedOut]: 504,
	[exitCodes.cancelled]: 503,
};
