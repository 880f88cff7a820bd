import test from 'ava';
import {columnsOf, hanging} from '../../../source/console/text/hanging.js';

test('a line goes on below its own text', t => {
	t.deepEqual(hanging('   12) one two three four five six', 28), ['   12) one two three four', '       five six']);
	t.deepEqual(hanging('  The console: baco', 80), ['  The console: baco']);
	t.deepEqual(hanging('  Rights on the folder are checked elsewhere', 30), ['  Rights on the folder are', '  checked elsewhere']);
	t.deepEqual(hanging('  outcome   Nothing at all was deleted there', 34), ['  outcome   Nothing at all was', '            deleted there']);
	t.deepEqual(hanging('Nothing is broken where no terminal is', undefined), ['Nothing is broken where no terminal is']);
});

test('a pipe has no columns', t => {
	t.is(columnsOf({columns: 80}), undefined);
	t.is(columnsOf({isTTY: true, columns: 80}), 80);
	t.is(columnsOf({isTTY: true, columns: 0}), undefined);
});
