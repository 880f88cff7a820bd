import test from 'ava';
import {readAmount, readText, readWhole} from '../../../jobs/rp-excel-import/cell-values.js';
import {entryGuid} from '../../../jobs/rp-excel-import/entry-guid.js';
import {withResult} from '../../../jobs/rp-excel-import/result-text.js';

test('amounts are cents; what only looks like a number is refused with a reason', t => {
	t.deepEqual(readAmount(12.5), {value: 12.5});
	t.deepEqual(readAmount(0.1 + 0.2), {value: 0.3});
	t.deepEqual(readAmount(-1_234_567.89), {value: -1_234_567.89});
	t.deepEqual(readAmount(undefined), {value: 0});
	t.deepEqual(readAmount('  '), {value: 0});
	for (const [cell, expected] of [
		[12.345, /12\.345 has more than two decimals/v],
		['1.234,56', /"1\.234,56" is text, not a number; type it as a number/v],
		['12,5', /type it as a number/v],
		['31-12-2024', /text, not a number: it looks like a date/v],
		['n.v.t.', /^"n\.v\.t\." is text, not a number$/v],
		[{kind: 'date', serial: 45_000}, /date or a time/v],
		[{kind: 'formula'}, /no calculated value: open the workbook in Excel/v],
		[{kind: 'error', text: '#DIV/0!'}, /the formula gives #DIV\/0!/v],
		[{kind: 'boolean', value: true}, /truth value TRUE/v],
		['x'.repeat(500), /^"x{40}\.\.\." is text/v],
	] as const) {
		t.regex(readAmount(cell).fault ?? 'none', expected);
	}
});

test('years and periods are whole numbers, also as text; dates are not', t => {
	t.deepEqual(readWhole('2024', 'year'), {value: 2024});
	t.deepEqual(readWhole(' 03 ', 'period'), {value: 3});
	t.regex(readWhole(undefined, 'year').fault!, /the year is missing/v);
	t.regex(readWhole('31-01-2024', 'period').fault!, /"31-01-2024" is text, not a period: it looks like a date/v);
	t.regex(readWhole(1.5, 'period').fault!, /1\.5 is no period/v);
	t.regex(readWhole(-1, 'period').fault!, /-1 is no period/v);
	t.regex(readWhole({kind: 'date', serial: 45_000}, 'period').fault!, /date/v);
});

test('codes may be typed as numbers', t => {
	t.deepEqual(readText(4000), {value: '4000'});
	t.deepEqual(readText(' KP1 '), {value: 'KP1'});
	t.deepEqual(readText(undefined), {value: ''});
	t.regex(readText(4000.5).fault!, /fraction/v);
});

test('the result takes the place of the former one and leaves what people wrote', t => {
	const first = withResult('<p>Please</p>', ['a < b & c']);
	t.is(first, '<p>Please</p><!-- RPExcelImport --><p>a &lt; b &amp; c</p><!-- /RPExcelImport -->');
	t.is(withResult(`${first}<p>Thanks</p>`, ['done']), '<p>Please</p><!-- RPExcelImport --><p>done</p><!-- /RPExcelImport --><p>Thanks</p>');
	t.is(withResult(null, ['done']), '<!-- RPExcelImport --><p>done</p><!-- /RPExcelImport -->');
});

test('an entry of a document has one guid for ever', t => {
	t.is(entryGuid('ab', 2024, 1), entryGuid('AB', 2024, 1));
	t.not(entryGuid('ab', 2024, 1), entryGuid('ab', 2024, 11));
	t.not(entryGuid('ab', 2024, 11), entryGuid('ab', 20_241, 1));
	t.regex(entryGuid('ab', 2024, 1), /^[\dA-F]{8}-[\dA-F]{4}-4[\dA-F]{3}-A[\dA-F]{3}-[\dA-F]{12}$/v);
});
