import type {Parameter, Statement} from '../sql/contract.js';
import {
	identifier,
	int,
	nvarchar,
	sql,
	varchar,
} from '../sql/statement.js';
import type {RepairColumn} from './contract.js';

export type Update = {readonly rowId: number; readonly column: RepairColumn; readonly before: string | null; readonly after: string | null};

/**
Changes one value only when it is still exactly what was shown. `=` of SQL Server overlooks case and blanks on the right, and ISNULL makes
NULL equal to an empty text, so the bytes are counted and compared too. Gives one row: `changed`, the number of rows.
*/
export const updateStatement = ({rowId, column, before, after}: Update, dataType: string): Statement => {
	const name = identifier(column);
	const isWide = dataType !== 'varchar' && dataType !== 'char';
	const value = (content: string | null): Parameter => isWide ? nvarchar(80, content) : varchar(80, content);
	const unchanged = before === null
		? sql`${name} IS NULL`
		: sql`ISNULL(${name}, N'') = ${value(before)} AND CONVERT(varbinary(320), ${name}) = CONVERT(varbinary(320), ${value(before)}) AND DATALENGTH(${name}) = DATALENGTH(${value(before)})`;
	return sql`
		UPDATE dbo.BacoAccessServers SET ${name} = ${value(after)}
		WHERE ID = ${int(rowId)} AND ${unchanged};
		SELECT @@ROWCOUNT AS changed;
	`;
};

/** The statement as a person reads it, with its values. */
export const showUpdate = ({rowId, column, before, after}: Update): string => {
	const condition = before === null
		? `[${column}] IS NULL`
		: `ISNULL([${column}], N'') = ${literal(before)} /* compared byte by byte */`;
	return `UPDATE dbo.BacoAccessServers SET [${column}] = ${literal(after)} WHERE ID = ${rowId} AND ${condition}`;
};

const literal = (value: string | null) => value === null ? 'NULL' : `N'${value.replaceAll('\'', '\'\'')}'`;
