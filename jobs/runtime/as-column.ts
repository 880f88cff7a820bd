import type {Columns} from '../../source/divisions/known-columns.js';
import {columnType} from '../../source/sql/column-type.js';
import type {Parameter} from '../../source/sql/contract.js';

/**
A text to compare with a column, as a parameter of the column's own kind where the column is known. Where a release has `varchar` and a collation of
SQL Server itself, a parameter of `nvarchar` makes the server convert the column, which it then reads, or locks, from end to end.
*/
export const asColumn = (columns: Columns, name: string, parameter: Parameter): Parameter => {
	const column = columns.get(name.toLowerCase());
	const type = column && columnType(column);
	const {type: {name: given}, value} = parameter;
	// What a code page may not have would be sent as another character, and find another row.
	if ((type?.name !== 'char' && type?.name !== 'varchar') || (given !== 'nchar' && given !== 'nvarchar') || (typeof value === 'string' && !/^\p{ASCII}*$/v.test(value))) {
		return parameter;
	}

	// Never cut to the value of another row.
	const length = typeof value === 'string' && typeof type.length === 'number' ? Math.max(type.length, value.length) : type.length;
	return {...parameter, type: {name: 'varchar', length}};
};
