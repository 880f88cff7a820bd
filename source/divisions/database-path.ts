import type {Parsed} from './parsed.js';
import {formatServerPath, parseServerPath, type ServerPath} from './server-path.js';

/** Where a Globe database is. */
export type DatabasePath = {readonly server: ServerPath; readonly database: string};

/** Parses `SERVER\INSTANCE\DATABASE` of the back office connection page; with two parts the instance is the default one. `SERVER,PORT\DATABASE` is understood too. */
export const parseDatabasePath = (text: string): Parsed<DatabasePath> => {
	const end = text.lastIndexOf('\\');
	if (end === -1) {
		return {reason: String.raw`it needs a backslash between server and database (SERVER\INSTANCE\DATABASE)`};
	}

	const server = parseServerPath(text.slice(0, end));
	if ('reason' in server) {
		return server;
	}

	const database = parseDatabaseName(text.slice(end + 1));
	return 'reason' in database ? database : {value: {server: server.value, database: database.value}};
};

/** Checks a database name: 1 to 128 characters, none of them a control character. */
export const parseDatabaseName = (text: string): Parsed<string> => {
	const name = text.trim();
	if (name === '') {
		return {reason: 'it is empty'};
	}

	if (name.length > 128) {
		return {reason: `it has ${name.length} characters, 128 are allowed`};
	}

	return /\p{Control}/v.test(name) ? {reason: 'it has a control character'} : {value: name};
};

export const formatDatabasePath = ({server, database}: DatabasePath): string => `${formatServerPath(server)}\\${database}`;
