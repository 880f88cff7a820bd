import {knownColumns} from '../../source/divisions/known-columns.js';
import {columnType} from '../../source/sql/column-type.js';
import type {Column} from '../../source/sql/columns.js';
import type {BulkColumn, ParameterType, SqlConnection} from '../../source/sql/contract.js';
import {filledColumns, type FilledColumn} from '../../source/sql/filled-columns.js';
import {identifier, sql, type Composable} from '../../source/sql/statement.js';

/** A column that both databases have. */
export type SharedColumn = BulkColumn & {
	/** What a row without it gets; undefined when that cannot be told, so that it is always sent. */
	readonly without: null | 0 | undefined;
	/** How it is read from Globe. */
	readonly source: Composable;
	/** Most characters in Synergy, where Globe's column is wider. */
	readonly limit: number | undefined;
};

/** The columns of gbkmut to carry: those of both sides, without what each database makes itself. */
export const sharedColumns = async (globe: SqlConnection, synergy: SqlConnection): Promise<readonly SharedColumn[]> => {
	const [from, to] = [await knownColumns(globe, 'gbkmut'), await knownColumns(synergy, 'gbkmut')];
	const filled = await filledColumns(synergy, 'gbkmut');
	return [...to].flatMap(([key, column]) => {
		const type = columnType(column);
		const source = from.get(key);
		if (source === undefined || type === undefined || own.has(key) || filled.get(key)?.isAlways === true) {
			return [];
		}

		return [{
			name: column.name, type, nullable: column.nullable, without: withoutIt(column, filled.get(key)), source: sourceOf(source, column, type), limit: limitOf(source, column),
		}];
	});
};

/** Each database numbers and stamps its own rows; the company is Synergy's division. */
const own = new Set(['id', 'timestamp', 'companycode', 'division']);

/** A default that the login may not see could be any. */
const withoutIt = ({nullable}: Column, filled: FilledColumn | undefined): null | 0 | undefined => {
	if (filled === undefined) {
		return nullable ? null : undefined;
	}

	return filled.text !== undefined && /^\(*0(?:\.0*)?\)*$/v.test(filled.text) ? 0 : undefined;
};

const sourceOf = (source: Column, target: Column, type: ParameterType): Composable => {
	const column = identifier(source.name);
	if (source.name.toLowerCase() === 'transactionguid') {
		return sql`ISNULL(${column}, sysguid)`;
	}

	if (target.nullable || !source.nullable) {
		return column;
	}

	if (type.name === 'uniqueidentifier') {
		return sql`ISNULL(${column}, NEWID())`;
	}

	return type.name === 'datetime' ? sql`ISNULL(${column}, GETDATE())` : (('length' in type) ? sql`ISNULL(${column}, '')` : sql`ISNULL(${column}, 0)`);
};

const limitOf = (source: Column, target: Column) => {
	const [from, to] = [source.maxLength ?? -1, target.maxLength ?? -1];
	return to > 0 && (from > to || from < 0) && target.dataType.includes('char') ? to : undefined;
};
