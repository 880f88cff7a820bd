import type {Parameter} from '../sql/contract.js';
import {showStatement} from '../sql/show-statement.js';
import {
	identifier,
	int,
	nvarchar,
	sql,
	varchar,
	type Composable,
} from '../sql/statement.js';
import type {RepairColumn} from './contract.js';

export type Update = {readonly rowId: number; readonly column: RepairColumn; readonly before: string | null; readonly after: string | null};

/**
Changes one value only when it is still exactly what was shown. `=` of SQL Server overlooks case and blanks on the right, and ISNULL makes
NULL equal to an empty text, so the bytes are counted and compared too. Gives one row: `changed`, the number of rows.
*/
export const updateStatement = ({rowId, column, before, after}: Update, dataType: string): Composable => {
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

/** The same statement with its values in it: what a person reads can be run, and does the same. */
export const showUpdate = (update: Update, dataType: string): string => showStatement(updateStatement(update, dataType));
