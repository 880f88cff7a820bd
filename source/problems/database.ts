import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';
import {stateAdvice} from './database-states.js';

const closed = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.rights, explain});
const failed = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.failed, explain});

const numbered = (number: unknown) => number === undefined ? '' : ` (${show(number)})`;

/** By the user's mapping, when another login could see it. */
const userAdvice = (login: string, mapping: unknown): {readonly cause: string; readonly fix: string} => {
	const make = `CREATE USER [${login}] FOR LOGIN [${login}]`;
	const link = `ALTER USER [${login}] WITH LOGIN = [${login}]`;
	if (mapping === 'orphaned') {
		return {cause: 'The database was restored from another server: its user points to a login that does not exist here.', fix: `In that database: ${link}.`};
	}

	return mapping === 'no user'
		? {cause: 'The user was never made in that database.', fix: `In that database: ${make}.`}
		: {cause: 'The user was never made there, or it was orphaned when the database was restored on another server.', fix: `In that database: ${make}; or, for an orphan: ${link}.`};
};

/** The database behind a login: its state, its tables, and statements that fail. */
export const databaseProblems = {
	'DB-1': closed(({database, server, login, number, exists}) => exists === false
		? {
			summary: `There is no database ${show(database)} on ${show(server)}${numbered(number)}.`,
			cause: 'The path names a database that was removed or renamed, or that was never there.',
			fix: `Correct the database path in the back office settings of the division, or restore ${show(database)} on ${show(server)}.`,
		}
		: {
			summary: `The database ${show(database)} on ${show(server)} cannot be opened with the login ${show(login)}${numbered(number)}.`,
			cause: 'The database does not exist there, was renamed, is offline, or the login has no access to it.',
			fix: 'Correct the database in the back office settings of the division, bring it online, or map the login to a user in it.',
		}),
	'DB-2': closed(({login, server, number}) => ({
		summary: `The default database of ${show(login)} on ${show(server)} is not available${numbered(number)}.`,
		cause: 'The default database of the login was removed or is offline.',
		fix: `An administrator runs: ALTER LOGIN [${show(login)}] WITH DEFAULT_DATABASE = [master].`,
	})),
	'DB-3': closed(({database, server}) => ({
		summary: `There is no database ${show(database)} on ${show(server)}.`,
		cause: 'The database part of the path is wrong, or the database was moved or removed.',
		fix: 'Correct the database in the back office settings of the division.',
	})),
	'DB-4': closed(({database, login, number, mapping}) => ({
		summary: `The login ${show(login)} is valid, but is no user of the database ${show(database)}${numbered(number)}.`,
		...userAdvice(show(login), mapping),
	})),
	'DB-5': closed(({database, state, number}) => ({
		summary: `The database ${show(database)} is not available: ${show(state ?? 'state not known')}${numbered(number)}.`,
		...stateAdvice(state, show(database)),
	})),
	'DB-6': closed(({database, server, number}) => ({
		summary: `The database ${show(database)} on ${show(server)} is a secondary of an Availability Group${numbered(number)}.`,
		cause: 'The path names a replica that does not accept connections to this database.',
		fix: 'Use the name of the listener in the database path (with MultiSubnetFailover where needed).',
	})),
	'DB-7': failed(({database, division}) => ({
		summary: `The database ${show(database)} has no row for division ${show(division)} in bedryf.`,
		cause: 'The back office settings of the division name the database of another company.',
		fix: 'Compare the database name with the division number and correct it on the back office connection page.',
	})),
	'OBJ-1': failed(({object, objects, database, number}) => ({
		summary: Array.isArray(objects) ? `${show(database)} is not a Globe database: it has no ${objects.join(' and no ')}.` : `${object === undefined ? 'A table' : show(object)} is missing in ${show(database)}${numbered(number)}.`,
		cause: Array.isArray(objects) ? 'The path names another database, or the tables are in another schema than dbo.' : 'This is not a Globe database, or the tables are in another schema than dbo.',
		fix: 'Check the database name of the division; the tables of Globe are in the schema dbo.',
	})),
	'OBJ-2': failed(({object, database, number}) => ({
		summary: `A column is missing in ${show(database)}${object === undefined ? '' : `: ${show(object)}`}${numbered(number)}.`,
		cause: 'The product version of this database has other columns (MacAddress2 of BacoAccessServers, for example).',
		fix: 'Nothing to mend in the data: report the version of the database, so that the column can be adapted to.',
	})),
	'TMO-1': {
		exitCode: exitCodes.timedOut,
		explain: ({server, seconds, number}) => ({
			summary: `A statement on ${show(server)} did not end in time${number === undefined ? (seconds === undefined ? '' : ` (${show(seconds)} s)`) : numbered(number)}.`,
			cause: 'Another session holds locks on the same rows, or the server is overloaded.',
			fix: 'Try once more. When it stays so, let the administrator look for the blocking session (sys.dm_exec_requests).',
		}),
	},
	'SQL-1': failed(({number, message, server}) => ({
		summary: number === undefined ? `SQL Server ${show(server)} failed: ${show(message)}` : `SQL Server error ${show(number)}: ${show(message)}`,
		cause: 'The server reported an error that has no entry in the diagnosis table; its own text is shown.',
		fix: 'Look the number up in the documentation of SQL Server, or hand it to the database administrator.',
	})),
} as const satisfies Record<string, Entry>;
