import test from 'ava';
import fc from 'fast-check';
import {
	bit,
	identifier,
	int,
	joined,
	nchar,
	nvarchar,
	secret,
	sql,
} from '../../source/sql/statement.js';

test('values become numbered, typed parameters', t => {
	const {text, parameters} = sql`SELECT bedrnr FROM dbo.bedryf WHERE bedrnr = ${nchar(3, '001')} AND blokkeer = ${bit(false)}`;
	t.is(text, 'SELECT bedrnr FROM dbo.bedryf WHERE bedrnr = @p1 AND blokkeer = @p2');
	t.deepEqual(parameters, [
		{type: {name: 'nchar', length: 3}, value: '001'},
		{type: {name: 'bit'}, value: false},
	]);
});

test('nested statements are renumbered, whatever their text says', t => {
	const condition = sql`name = ${nvarchar(10, 'x')} OR name = '@p1'`;
	const {text, parameters} = sql`SELECT ${int(1)}, ${int(2)} WHERE (${condition}) AND ${int(3)} = 3`;
	t.is(text, 'SELECT @p1, @p2 WHERE (name = @p3 OR name = \'@p1\') AND @p4 = 3');
	t.deepEqual(parameters.map(({value}) => value), [1, 2, 'x', 3]);
});

test('a list is joined with its parameters in order', t => {
	const {text, parameters} = sql`IN (${joined([int(1), int(2), sql`${int(3)} + ${int(4)}`], ', ')})`;
	t.is(text, 'IN (@p1, @p2, @p3 + @p4)');
	t.deepEqual(parameters.map(({value}) => value), [1, 2, 3, 4]);
});

test('names are put in brackets', t => {
	t.is(identifier('a]b').text, '[a]]b]');
	t.is(sql`SELECT 1 FROM ${identifier('my table')}.x`.text, 'SELECT 1 FROM [my table].x');
	t.throws(() => identifier(''), {instanceOf: TypeError});
	t.throws(() => identifier('a\0b'), {instanceOf: TypeError});
	t.throws(() => identifier('x'.repeat(129)), {instanceOf: TypeError});
});

test('a bracketed name reads back as what it was, for any text', t => {
	fc.assert(fc.property(fc.string({minLength: 1, maxLength: 128}).filter(name => !name.includes('\0')), name => {
		const {text} = identifier(name);
		t.is(text.slice(1, -1).replaceAll(']]', ']'), name);
		// No single closing bracket inside.
		t.notRegex(text.slice(1, -1), /(?<!\])(?:\]\])*\](?!\])/v);
	}));
});

test('data cannot become T-SQL', t => {
	// @ts-expect-error A plain string is refused by the types, and at run time.
	t.throws(() => sql`SELECT ${'1; DROP TABLE x'}`, {instanceOf: TypeError});
	// @ts-expect-error Likewise a missing value.
	t.throws(() => sql`SELECT ${undefined}`, {instanceOf: TypeError});
});

test('a secret is marked, its value kept', t => {
	t.deepEqual(secret(nvarchar(20, 'geheim')), {type: {name: 'nvarchar', length: 20}, value: 'geheim', secret: true});
});
