import {knownColumns} from '../divisions/known-columns.js';
import type {SqlConnection} from '../sql/contract.js';
import {identifier, sql} from '../sql/statement.js';
import {SqlFailure} from '../sql/sql-failure.js';

export type TableState = 'present' | 'missing' | 'denied';

/**
Tells an absent table from one that may not be read. The catalogue shows neither; a statement that reads no row does:
208 when the table is absent, 229 when it is denied. A single column that is denied (230) leaves the table readable: the statement that
needs the column shows it. Rejects with SqlFailure for everything else.
*/
export const tableState = async (connection: SqlConnection, table: string, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<TableState> => {
	const columns = await knownColumns(connection, table, {signal});
	const column = columns.values().next().value;
	try {
		await connection.query(column === undefined
			? sql`SELECT COUNT(*) AS n FROM dbo.${identifier(table)} WHERE 1 = 0`
			: sql`SELECT TOP (0) ${identifier(column.name)} FROM dbo.${identifier(table)}`, {signal});
		return 'present';
	} catch (error) {
		const state = statesByNumber[error instanceof SqlFailure ? error.number ?? 0 : 0];
		if (state === undefined) {
			throw error;
		}

		return state;
	}
};

const statesByNumber: Readonly<Record<number, TableState>> = {208: 'missing', 229: 'denied', 230: 'present'};
