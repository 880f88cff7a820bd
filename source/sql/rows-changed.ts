import type {RequestOptions, SqlConnection} from './contract.js';
import {firstRow} from './first-row.js';
import {int, sql, type Composable} from './statement.js';

/**
Runs one INSERT, UPDATE or DELETE and resolves with how many rows that statement itself changed: to be used wherever the count decides something.
`rowsAffected` adds up every count of the request, and a trigger without SET NOCOUNT ON sends its own. Rejects with SqlFailure.
*/
export const rowsChanged = async (connection: SqlConnection, statement: Composable, options?: RequestOptions): Promise<number> => {
	// With a parameter it runs in a scope of its own, at whose end NOCOUNT is again as it was for the connection.
	const row = await firstRow<{changed: number}>(connection, sql`
		SET NOCOUNT ON;
		${statement};
		SELECT @@ROWCOUNT + ${int(0)} AS changed;
	`, options);
	return row!.changed;
};
