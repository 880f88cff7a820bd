import type {RequestOptions, SqlConnection} from './contract.js';
import {nvarchar, sql} from './statement.js';

/** A column that the server fills by itself. */
export type FilledColumn = {
	/** Computed or numbered: nobody else may give it a value. */
	readonly isAlways: boolean;
	/** Its default as T-SQL writes it; undefined where it is always filled, or where the login may not see definitions. */
	readonly text: string | undefined;
};

/**
The columns of a table that the server fills, by their name in lower case. From sys.columns, which shows to everybody with any right on the table that
there is a default: INFORMATION_SCHEMA shows none to a login without VIEW DEFINITION. Rejects with SqlFailure.
*/
export const filledColumns = async (connection: SqlConnection, table: string, options?: RequestOptions): Promise<ReadonlyMap<string, FilledColumn>> => {
	const {rows} = await connection.query<{name: string; isAlways: number; text: string | null}>(sql`
		SELECT held.name, CASE WHEN held.is_computed = 1 OR held.is_identity = 1 THEN 1 ELSE 0 END AS isAlways, OBJECT_DEFINITION(held.default_object_id) AS text
		FROM sys.columns AS held JOIN sys.tables AS owner ON owner.object_id = held.object_id JOIN sys.schemas AS place ON place.schema_id = owner.schema_id
		WHERE place.name = N'dbo' AND owner.name = ${nvarchar(128, table)} AND (held.is_computed = 1 OR held.is_identity = 1 OR held.default_object_id <> 0)
	`, options);
	return new Map(rows.map(({name, isAlways, text}) => [name.toLowerCase(), {isAlways: isAlways === 1, text: isAlways === 1 ? undefined : text ?? undefined}]));
};
