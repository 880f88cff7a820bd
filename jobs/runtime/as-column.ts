import type {Columns} from '../../source/divisions/known-columns.js';
import {columnType} from '../../source/sql/column-type.js';
import type {Parameter} from '../../source/sql/contract.js';

/**
The parameter in the type of the column that it is compared with, when that is one of text. Where a release has `varchar` and a collation of SQL Server
itself, a parameter of `nvarchar` makes the server convert the column, which it then reads from end to end. A length is kept that the column is too short for.
*/
export const asColumn = (columns: Columns, name: string, parameter: Parameter): Parameter => {
	const column = columns.get(name.toLowerCase());
	const type = column && columnType(column);
	return type !== undefined && type.name.endsWith('char') && 'length' in type && isRoomy(type.length, parameter.type) ? {...parameter, type} : parameter;
};

const isRoomy = (length: number | 'max', type: Parameter['type']) => length === 'max' || ('length' in type && typeof type.length === 'number' && length >= type.length);
