import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const tableOf = (object: unknown) => object === undefined ? 'dbo.BacoAccessServers' : (show(object).includes('.') ? show(object) : `dbo.${show(object)}`);

const denied = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.rights, explain});

/** Rights inside SQL Server. */
export const permissionProblems = {
	'PERM-1': denied(({object, login, permission, database}) => ({
		summary: `The login ${show(login)} may not ${permission === undefined ? 'read or change' : show(permission)} ${show(object ?? 'the table')} in ${show(database)} (229).`,
		cause: 'The permission on the table was never granted, or it is denied: to the login or to a role that it is in. The server does not tell which.',
		fix: `${permission === 'UPDATE' ? 'The connection works without it: only a repair with this login needs it. ' : ''}Grant what is missing: GRANT ${permission === undefined ? 'SELECT' : show(permission)} ON ${tableOf(object)} TO [${show(login)}]. A DENY, to the login or to a role that it is in, is stronger than that GRANT and must be revoked: REVOKE ${permission === undefined ? 'SELECT' : show(permission)} ON ${tableOf(object)} FROM [whom it was denied].${permission === 'UPDATE' ? ' Or make the repair with your own login: baco access-servers repair DIVISION ... --as-operator.' : ''}`,
	})),
	'PERM-2': denied(({login, database, permission, object, column, message}) => ({
		summary: column === undefined ? `The login ${show(login)} may not use a column in ${show(database)} (230).` : `The login ${show(login)} may not ${show(permission)} the column ${show(column)} of ${show(object)} in ${show(database)} (230).`,
		cause: `A permission on a single column is denied or was never granted.${message === undefined || column !== undefined ? '' : ` ${show(message)}`}`,
		fix: column === undefined ? 'Grant the column to the login, or remove the column-level DENY.' : `Grant the column: GRANT ${show(permission)} ON dbo.${show(object)} (${show(column)}) TO [${show(login)}]; or remove the column-level DENY.`,
	})),
	'PERM-3': denied(({login, number, check}) => ({
		summary: `Not permitted to see${check === undefined ? '' : `: ${show(check)}`}${number === undefined ? '' : ` (${show(number)})`}.`,
		cause: `The login ${show(login)} has no right to view definitions or the server state.`,
		fix: 'Nothing is wrong by itself; the check was left out. Grant VIEW ANY DEFINITION or VIEW SERVER STATE to have it.',
	})),
} as const satisfies Record<string, Entry>;
