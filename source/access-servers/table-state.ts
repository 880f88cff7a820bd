import {knownColumns} from '../divisions/known-columns.js';
import type {SqlConnection} from '../sql/contract.js';
import {identifier, sql} from '../sql/statement.js';
import {SqlFailure} from '../sql/sql-failure.js';

export type TableState = 'present' | 'missing' | 'denied';

/**
Tells an absent table from one that may not be read. The catalogue shows neither; a statement that reads no row does:
208 when the table is absent, 229 when it is denied. Rejects with SqlFailure for everything else.
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
		const number = error instanceof SqlFailure ? error.number : undefined;
		if (number === 208) {
			return 'missing';
		}

		if (number === 229 || number === 230) {
			return 'denied';
		}

		throw error;
	}
};
