import type {Column} from '../../source/sql/columns.js';
import type {Parameter, SqlConnection} from '../../source/sql/contract.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {
	identifier,
	int,
	sql,
	uniqueidentifier,
	type Composable,
} from '../../source/sql/statement.js';
import type {LogTable} from './log-tables.js';

/** Deletes the next rows, at most `size` of them. */
export type DeleteBatch = (size: number) => Promise<{readonly rows: number; readonly isLast: boolean}>;

/** The oldest first: through the index on the date, so that no batch walks over rows that stay. */
export const batchesByDate = (connection: SqlConnection, {name, date}: LogTable, cutoff: Parameter): DeleteBatch => async size => {
	const rows = await rowsChanged(connection, sql`
		WITH old AS (SELECT TOP (${int(size)}) * FROM dbo.${identifier(name)} WITH (ROWLOCK) WHERE ${identifier(date)} < ${cutoff} ORDER BY ${identifier(date)}) DELETE FROM old
	`);
	return {rows, isLast: rows < size};
};

/** Along the key, from its lowest value up: each row of the table is looked at once. */
export const batchesByKey = (connection: SqlConnection, {name, date, key}: Omit<LogTable, 'key'> & {readonly key: Column}, cutoff: Parameter): DeleteBatch => {
	const column = identifier(key.name);
	const value = (found: unknown) => key.dataType === 'uniqueidentifier' ? uniqueidentifier(found as string) : int(found as number);
	let last: unknown;
	return async size => {
		const after: Composable = last === undefined ? sql`1 = 1` : sql`${column} > ${value(last)}`;
		const {rows: boundary} = await connection.query<{upTo: unknown}>(sql`
			SELECT ${column} AS upTo FROM dbo.${identifier(name)} WHERE ${after}
			ORDER BY ${column} OFFSET ${int(size - 1)} ROWS FETCH NEXT 1 ROWS ONLY
		`);
		const found = boundary.at(0);
		const within: Composable = found === undefined ? after : sql`${after} AND ${column} <= ${value(found.upTo)}`;
		const rows = await rowsChanged(connection, sql`DELETE FROM dbo.${identifier(name)} WITH (ROWLOCK) WHERE ${within} AND ${identifier(date)} < ${cutoff}`);
		last = found?.upTo;
		return {rows, isLast: found === undefined};
	};
};
