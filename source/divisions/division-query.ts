import {
	identifier,
	joined,
	nchar,
	sql,
	type Composable,
} from '../sql/statement.js';
import type {Columns} from './known-columns.js';

/** Columns of bedryf that the list needs besides the code; each may be missing in an older database. */
export const divisionColumns = [
	'bedrnm',
	'Active',
	'Hide',
	'BackOfficeEnabled',
	'BackOfficeWebService',
	'BackOfficeServerPath',
	'BackOfficeDBName',
	'BackOfficeEnableFixedCredentials',
	'BackOfficeUser',
	'SQLUser',
	'Expiration',
] as const;

/** Tokens are secret: only whether there is one is asked for. */
export const tokenColumns = ['SecurityToken', 'RefreshSecurityToken'] as const;

/** Columns of the settings that this database does not have. */
export const missingDivisionColumns = (columns: Columns): string[] =>
	[...divisionColumns, ...tokenColumns].filter(column => !columns.has(column.toLowerCase()));

/** Reads all divisions, or one, with the columns there are. */
export const divisionQuery = (columns: Columns, code?: string): Composable => {
	const plain = divisionColumns.filter(column => columns.has(column.toLowerCase())).map(column => identifier(column));
	const tokens = tokenColumns.filter(column => columns.has(column.toLowerCase()))
		.map(column => sql`CASE WHEN ${identifier(column)} IS NULL OR DATALENGTH(${identifier(column)}) = 0 THEN 0 ELSE 1 END AS ${identifier(`has${column}`)}`);
	const where = code === undefined ? sql`` : sql` WHERE bedrnr = ${nchar(3, code)}`;
	return sql`SELECT ${joined([identifier('bedrnr'), ...plain, ...tokens], ', ')} FROM dbo.bedryf${where} ORDER BY bedrnr`;
};
