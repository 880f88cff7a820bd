import type {SqlConnection} from './contract.js';
import {nvarchar, sql} from './statement.js';

/** One column as the database has it; `maxLength` in characters or bytes, -1 for `max`. */
export type Column = {
	readonly name: string;
	readonly dataType: string;
	readonly maxLength: number | null;
	readonly nullable: boolean;
	/** Digits of numbers, and of the fraction of decimals and times; null where the type has none. */
	readonly precision?: number | null;
	readonly scale?: number | null;
};

/** Columns of a table by their name in lower case; empty when the table is missing or may not be seen. */
export const tableColumns = async (connection: SqlConnection, table: string, schema = 'dbo', options: {readonly signal?: AbortSignal} = {}): Promise<Map<string, Column>> => {
	const {rows} = await connection.query<{COLUMN_NAME: string; DATA_TYPE: string; CHARACTER_MAXIMUM_LENGTH: number | null; IS_NULLABLE: string; NUMERIC_PRECISION: number | null; NUMERIC_SCALE: number | null; DATETIME_PRECISION: number | null}>(sql`
		SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, IS_NULLABLE, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION
		FROM INFORMATION_SCHEMA.COLUMNS
		WHERE TABLE_SCHEMA = ${nvarchar(128, schema)} AND TABLE_NAME = ${nvarchar(128, table)}
		ORDER BY ORDINAL_POSITION
	`, options);
	return new Map(rows.map(row => [row.COLUMN_NAME.toLowerCase(), {
		name: row.COLUMN_NAME,
		dataType: row.DATA_TYPE,
		maxLength: row.CHARACTER_MAXIMUM_LENGTH,
		nullable: row.IS_NULLABLE === 'YES',
		precision: row.NUMERIC_PRECISION,
		scale: row.NUMERIC_SCALE ?? row.DATETIME_PRECISION,
	}]));
};
