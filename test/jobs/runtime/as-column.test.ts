import test from 'ava';
import type {Column} from '../../../source/sql/columns.js';
import {asColumn} from '../../../jobs/runtime/as-column.js';
import {nchar, nvarchar} from '../../../source/sql/statement.js';

const column = (name: string, dataType: string, maxLength: number): [string, Column] => [name.toLowerCase(), {
	name, dataType, maxLength, nullable: true,
}];

const columns = new Map([column('CompanyCode', 'char', 3), column('Topic', 'varchar', 30), column('reknr', 'nchar', 9)]);

test('a text for a char or varchar column is none of Unicode', t => {
	t.deepEqual(asColumn(columns, 'CompanyCode', nchar(3, '100')), {type: {name: 'varchar', length: 3}, value: '100'});
	t.deepEqual(asColumn(columns, 'topic', nvarchar(30, 'GLTransactions')), {type: {name: 'varchar', length: 30}, value: 'GLTransactions'});
	t.deepEqual(asColumn(columns, 'CompanyCode', nchar(6, '1000')), {type: {name: 'varchar', length: 4}, value: '1000'}, 'never cut to another value');
});

test('a Unicode column, an unknown one, and a text that a code page may not have keep it', t => {
	t.deepEqual(asColumn(columns, 'reknr', nchar(9, '     4300')), nchar(9, '     4300'));
	t.deepEqual(asColumn(columns, 'missing', nchar(3, '100')), nchar(3, '100'));
	t.deepEqual(asColumn(columns, 'Topic', nvarchar(30, 'Ω')), nvarchar(30, 'Ω'));
});
