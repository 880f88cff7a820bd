import {connect} from '../sql/connect.js';
import type {SqlConnection} from '../sql/contract.js';
import {SqlFailure} from '../sql/sql-failure.js';
import {sql} from '../sql/statement.js';
import type {Workspace} from '../workspace/contract.js';
import {synergyTarget} from '../workspace/synergy-target.js';

export type SynergyDatabase = {readonly name: string; readonly divisions: number};

/** Logs in without naming a database. Rejects with SqlFailure. */
export const connectToServer = async (workspace: Workspace, password: string, signal: AbortSignal): Promise<SqlConnection> => {
	const {database: _, ...target} = await synergyTarget(workspace.profile, password, signal);
	return connect(target, {signal, onStatement: workspace.recordStatement});
};

/** The databases that really are Synergy: bedryf with back office columns, and people with roles. Those that may not be opened are left out. */
export const synergyDatabases = async (workspace: Workspace, password: string, signal: AbortSignal): Promise<SynergyDatabase[]> => {
	const connection = await connectToServer(workspace, password, signal);
	let names: string[];
	try {
		const {rows} = await connection.query<{name: string}>(sql`SELECT name FROM sys.databases WHERE HAS_DBACCESS(name) = 1 AND name NOT IN ('master', 'tempdb', 'model', 'msdb') ORDER BY name`, {signal});
		names = rows.map(({name}) => name);
	} finally {
		await connection.close();
	}

	const found = [];
	for (const name of names) {
		// eslint-disable-next-line no-await-in-loop -- one login after another
		const divisions = await divisionsIn(workspace, {name, password, signal});
		if (divisions !== undefined) {
			found.push({name, divisions});
		}
	}

	return found;
};

const divisionsIn = async ({profile, recordStatement}: Workspace, {name, password, signal}: {readonly name: string; readonly password: string; readonly signal: AbortSignal}): Promise<number | undefined> => {
	let connection: SqlConnection | undefined;
	try {
		connection = await connect(await synergyTarget({...profile, database: name}, password, signal), {signal, onStatement: recordStatement});
		const {rows} = await connection.query<{n: number}>(sql`
			SELECT COUNT(*) AS n FROM INFORMATION_SCHEMA.COLUMNS
			WHERE TABLE_SCHEMA = 'dbo' AND ((TABLE_NAME = 'bedryf' AND COLUMN_NAME = 'BackOfficeServerPath') OR (TABLE_NAME = 'humres' AND COLUMN_NAME = 'usr_id') OR (TABLE_NAME = 'HRRoles' AND COLUMN_NAME = 'RoleID'))
		`, {signal});
		if (rows[0]?.n !== 3) {
			return undefined;
		}

		const {rows: counted} = await connection.query<{n: number}>(sql`SELECT COUNT(*) AS n FROM dbo.bedryf`, {signal});
		return counted[0]?.n;
	} catch (error) {
		if (error instanceof SqlFailure && error.kind !== 'cancelled') {
			return undefined;
		}

		throw error;
	} finally {
		await connection?.close();
	}
};
