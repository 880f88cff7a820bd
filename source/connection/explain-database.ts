import {connect} from '../sql/connect.js';
import type {ConnectOptions, SqlConnection, SqlTarget} from '../sql/contract.js';
import {SqlFailure} from '../sql/sql-failure.js';
import {nvarchar, sql} from '../sql/statement.js';
import type {ProblemId} from '../problems/catalogue.js';
import {databaseStateText} from '../problems/database-states.js';
import type {Facts} from '../problems/problem.js';

/**
Says why a database cannot be opened, seen from the login's default database: absent, in which state, or no access.
No id when that cannot be seen; the server's own 4060 then stands, and the facts say why no more is known.
*/
export const explainDatabase = async (target: SqlTarget, options: ConnectOptions & {readonly signal: AbortSignal}): Promise<{readonly id?: ProblemId; readonly facts: Facts}> => {
	const {database = '', ...withoutDatabase} = target;
	let connection: SqlConnection | undefined;
	try {
		connection = await connect(withoutDatabase, options);
		return await look(connection, database, options.signal);
	} catch (error) {
		if (error instanceof SqlFailure) {
			return {facts: {notSeen: `The default database of the login could not tell: ${error.message}`}};
		}

		throw error;
	} finally {
		await connection?.close();
	}
};

const look = async (connection: SqlConnection, database: string, signal: AbortSignal) => {
	const {rows} = await connection.query<{state: string; access: string; hasAccess: number | null; seesAll: number | null}>(sql`
		SELECT d.state_desc AS state, d.user_access_desc AS access, HAS_DBACCESS(d.name) AS hasAccess
		FROM sys.databases d WHERE d.name = ${nvarchar(128, database)}
	`, {signal});
	const row = rows[0];
	if (row === undefined) {
		// Without the right to see every database an absent row proves nothing.
		const {rows: rights} = await connection.query<{seesAll: number | null}>(sql`SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW ANY DATABASE') AS seesAll`, {signal});
		return rights[0]?.seesAll === 1 ? {id: 'DB-1', facts: {exists: false}} as const : {facts: {notSeen: 'The login may not see every database, so its absence proves nothing.'}};
	}

	const facts = {exists: true, state: databaseStateText(row.state), userAccess: databaseStateText(row.access)};
	if (row.state !== 'ONLINE') {
		return {id: 'DB-5', facts} as const;
	}

	if (row.access !== 'MULTI_USER') {
		return {id: 'DB-5', facts: {...facts, state: facts.userAccess}} as const;
	}

	return row.hasAccess === 0 ? {id: 'DB-4', facts} as const : {facts: {...facts, hasAccess: row.hasAccess}};
};
