import {Buffer} from 'node:buffer';
import type {Columns} from '../divisions/known-columns.js';
import type {Column} from '../sql/columns.js';
import type {Parameter} from '../sql/contract.js';
import {showStatement} from '../sql/show-statement.js';
import {
	binary,
	bit,
	char,
	identifier,
	int,
	joined,
	nchar,
	nvarchar,
	smallint,
	sql,
	tinyint,
	varchar,
	type Composable,
} from '../sql/statement.js';
import type {SettingChange} from './contract.js';
import type {SettingValue} from './fields.js';

export type SettingsUpdate = {
	readonly code: string;
	readonly changes: ReadonlyArray<Pick<SettingChange, 'column' | 'before' | 'after'>>;
	/** Hex digits; without it only the old values guard the row, as for an undo. */
	readonly rowVersion: string | undefined;
	/** `humres.res_id` of who makes the change. */
	readonly modifier: number | undefined;
};

/**
Changes the settings of one division if its row is still as it was seen: the same row version where there is one, and the same old values,
byte for byte. Gives one row: `changed`, the number of rows.
*/
export const settingsStatement = ({code, changes, rowVersion, modifier}: SettingsUpdate, columns: Columns): Composable => {
	const assignments = changes.map(({column, after}) => sql`${identifier(column)} = ${typed(columns.get(column.toLowerCase())!, after)}`);
	const stamps = [
		...(columns.has('sysmodified') ? [sql`sysmodified = GETDATE()`] : []),
		...(modifier !== undefined && columns.has('sysmodifier') ? [sql`sysmodifier = ${int(modifier)}`] : []),
	];
	const guards = [
		sql`bedrnr = ${nchar(3, code)}`,
		...(rowVersion === undefined ? [] : [sql`[timestamp] = ${binary(8, Buffer.from(rowVersion, 'hex'))}`]),
		...changes.map(({column, before}) => unchanged(columns.get(column.toLowerCase())!, before)),
	];
	return sql`
		UPDATE dbo.bedryf SET ${joined([...assignments, ...stamps], ', ')}
		WHERE ${joined(guards, ' AND ')};
		SELECT @@ROWCOUNT AS changed;
	`;
};

/** The same statement with its values in it. */
export const showSettingsStatement = (update: SettingsUpdate, columns: Columns): string => showStatement(settingsStatement(update, columns));

/** `=` overlooks case and blanks on the right, so the bytes of a text are compared too. */
export const unchanged = (column: Column, before: SettingValue): Composable => {
	const name = identifier(column.name);
	if (before === null) {
		return sql`${name} IS NULL`;
	}

	const value = typed(column, before);
	return typeof before === 'string'
		? sql`${name} = ${value} AND CONVERT(varbinary(8000), ${name}) = CONVERT(varbinary(8000), ${value}) AND DATALENGTH(${name}) = DATALENGTH(${value})`
		: sql`${name} = ${value}`;
};

/** A value as a parameter of the column's own type. */
export const typed = ({dataType, maxLength}: Column, value: SettingValue): Parameter => {
	const length = maxLength === null || maxLength < 1 ? 4000 : Math.min(maxLength, 4000);
	const numeric = value === null || dataType === 'bit' ? value : Number(value);
	return texts[dataType]?.(length, value) ?? numbers[dataType]?.(numeric) ?? nvarchar(4000, value === null ? null : String(value));
};

const texts: Readonly<Record<string, typeof nvarchar | undefined>> = {
	nvarchar, varchar, nchar: nchar as typeof nvarchar, char: char as typeof nvarchar,
};
const numbers: Readonly<Record<string, typeof int | undefined>> = {
	bit, tinyint, smallint, int,
};
