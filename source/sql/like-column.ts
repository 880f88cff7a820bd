import {columnType} from './column-type.js';
import type {Column} from './columns.js';
import type {Parameter} from './contract.js';

/**
A text to compare with a column, as a parameter of the column's own kind where the column is known. With a Unicode one, the server turns each
value of a char or varchar column into Unicode and reads the whole index, or locks it.
*/
export const likeColumn = (columns: ReadonlyMap<string, Column>, name: string, parameter: Parameter): Parameter => {
	const column = columns.get(name.toLowerCase());
	const type = column && columnType(column);
	const {type: {name: given}, value} = parameter;
	// What a code page may not have would be sent as another character, and find another row.
	if ((type?.name !== 'char' && type?.name !== 'varchar') || (given !== 'nchar' && given !== 'nvarchar') || (typeof value === 'string' && !/^\p{ASCII}*$/v.test(value))) {
		return parameter;
	}

	const length = typeof value === 'string' && typeof type.length === 'number' ? Math.max(type.length, value.length) : type.length;
	return {...parameter, type: {name: 'varchar', length}};
};
