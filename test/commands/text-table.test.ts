import test from 'ava';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {textTable} from '../../source/commands/text-table.js';

type Row = {readonly name: string; readonly count: number | undefined};

const columns = [
	{title: 'name', value: ({name}: Row) => name},
	{title: 'count', value: ({count}: Row) => count, align: 'right' as const},
];

test('columns are aligned, numbers to the right', async t => {
	t.is(await textTable(columns, [{name: 'a', count: 5}, {name: 'long name', count: 1234}, {name: '', count: undefined}]), [
		'name       count',
		'a              5',
		'long name   1234',
		'',
	].join('\n'));
});

test('wide characters count as two columns', async t => {
	const table = await textTable(columns, [{name: '日本', count: 1}, {name: 'abcd', count: 2}]);
	const [, first, second] = table.split('\n', 3);
	t.is(stringWidth(first!), stringWidth(second!));
});

test('what would move the cursor does not', async t => {
	const table = await textTable(columns, [{name: 'a\u{1B}[2Jb\nc', count: 1}]);
	t.false(table.includes('\u{1B}'));
	t.is(table.split('\n').length, 2);
});

test('in plain mode each row is a line of pairs', async t => {
	t.is(await textTable(columns, [{name: 'a', count: 5}, {name: 'b', count: undefined}], {isPlain: true}), 'name: a, count: 5\nname: b, count: -');
});

test('no line is wider than the terminal, whatever is in it', async t => {
	const name = fc.string({unit: 'grapheme', maxLength: 60});
	const row = fc.record({name, count: fc.nat()});
	const someRows = fc.array(row, {maxLength: 10});
	const someWidth = fc.integer({min: 30, max: 80});
	await fc.assert(fc.asyncProperty(someRows, someWidth, async (rows, width) => {
		const table = await textTable(columns, rows, {width});
		for (const line of table.split('\n')) {
			t.true(stringWidth(line) <= width, JSON.stringify(line));
		}
	}));
});

test('what is typed again elsewhere is never cut: other columns are left out', async t => {
	const wide = [
		{title: 'id', value: ({name}: Row) => `20261127-131105-${name}`, isWhole: true},
		{
			title: 'started', value: () => '2026-11-27 13:11:05', isWhole: true, goes: 2,
		},
		{title: 'profile', value: () => 'delta-production', goes: 1},
		{title: 'outcome', value: () => 'x'.repeat(200), least: 20},
	];
	const narrow = await textTable(wide, [{name: 'k3f7', count: 1}], {width: 50});
	t.regex(narrow, /^id +outcome$/mv);
	t.regex(narrow, /^20261127-131105-k3f7 +x+…$/mv);
	t.true(narrow.split('\n').every(line => stringWidth(line) <= 50));
	t.regex(await textTable(wide, [{name: 'k3f7', count: 1}], {width: 70}), /^id +started +outcome$/mv);
});
