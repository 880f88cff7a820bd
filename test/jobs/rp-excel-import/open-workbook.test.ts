import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {packParts} from '../../../fixtures/workbooks/pack-parts.js';
import {workbookParts, writeWorkbook, type WrittenCell} from '../../../fixtures/workbooks/write-workbook.js';
import {columnLetters, columnOf, type SheetRow} from '../../../jobs/rp-excel-import/workbook/cell.js';
import {isDateFormat} from '../../../jobs/rp-excel-import/workbook/date-styles.js';
import {openWorkbook} from '../../../jobs/rp-excel-import/workbook/open-workbook.js';
import {BacoError} from '../../../source/problems/baco-error.js';

const rowsOf = async (content: Buffer, index = 0): Promise<SheetRow[]> => {
	const workbook = await openWorkbook('figures.xlsx', content);
	try {
		const rows: SheetRow[] = [];
		for await (const some of workbook.sheets[index]!.rows()) {
			rows.push(...some);
		}

		return rows;
	} finally {
		workbook.close();
	}
};

/** Of the first row. */
const cellsOf = async (content: Buffer) => {
	const [row] = await rowsOf(content);
	return row!.cells;
};

const faultOf = async (content: Buffer): Promise<string> => {
	try {
		await rowsOf(content);
		return 'none';
	} catch (error) {
		return error instanceof BacoError ? `${error.id}: ${error.message}` : String(error);
	}
};

/** A sheet in raw XML, in a workbook that is whole otherwise. */
const withSheet = async (xml: string) => packParts({...workbookParts([{name: 'Blad1', rows: [['a text']]}]), 'xl/worksheets/sheet1.xml': `<worksheet>${xml}</worksheet>`});

const cells: WrittenCell[] = ['G/L & <"more">', 12.5, true, undefined, {formula: 'A1&"x"', value: 'x'}, {formula: 'B1*2', value: 25}, {formula: 'B1'}, {error: '#REF!'}, {date: 45_322}];
// eslint-disable-next-line no-sparse-arrays -- an empty cell is a gap
const read = ['G/L & <"more">', 12.5, {kind: 'boolean', value: true},, 'x', 25, {kind: 'formula'}, {kind: 'error', text: '#REF!'}, {kind: 'date', serial: 45_322}];

for (const texts of ['shared', 'inline'] as const) {
	test(`reads every kind of cell, texts ${texts}`, async t => {
		const content = await writeWorkbook([{name: 'Blad1', rows: [cells, [], [undefined, 'x']]}], {texts});
		// eslint-disable-next-line no-sparse-arrays -- an empty cell is a gap
		t.deepEqual(await rowsOf(content), [{number: 1, cells: read}, {number: 3, cells: [, 'x']}] as unknown as SheetRow[]);
	});
}

test('sheets are in the order of their tabs, whatever their parts are called; hidden ones are marked, sheets of charts left out', async t => {
	const parts = workbookParts([{name: 'Second', rows: [['2']], isHidden: true}, {name: 'First & only', rows: [['1']]}]);
	const workbook = await openWorkbook('a.xlsx', await packParts({
		...parts,
		'xl/workbook.xml': '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="Chart" sheetId="9" r:id="rId9"/><x:sheet name="First &amp; only" sheetId="2" r:id="rId2"/><x:sheet name="Second" sheetId="1" r:id="rId1" state="veryHidden"/></x:sheets></x:workbook>',
		'xl/_rels/workbook.xml.rels': (parts['xl/_rels/workbook.xml.rels'] as string).replace('</Relationships>', '<Relationship Id="rId9" Type="https://purl.oclc.org/ooxml/officeDocument/relationships/chartsheet" Target="/xl/chartsheets/sheet1.xml"/></Relationships>'),
	}));
	t.deepEqual(workbook.sheets.map(({name, isHidden}) => [name, isHidden]), [['First & only', false], ['Second', true]]);
	workbook.close();
});

test('texts in several fonts are whole, reading aids are left out, escaped characters are read', async t => {
	const content = await withSheet(`<sheetData><row><c t="inlineStr"><is><r><t>Lonen en </t></r><r><rPr><b/></rPr><t>salarissen</t></r><rPh><t>aid</t></rPh></is></c>
		<c t="str"><f>A1</f><v>two_x000D_lines</v></c><c t="d"><v>2024-01-31</v></c><c t="str"><f>""</f><v></v></c></row></sheetData>`);
	t.deepEqual(await cellsOf(content), ['Lonen en salarissen', 'two\rlines', {kind: 'date-text', text: '2024-01-31'}, '']);
	const shared = await packParts({
		...workbookParts([{name: 'Blad1', rows: [['x']]}]), 'xl/sharedStrings.xml': '<sst><si><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh><t>no</t></rPh></si></sst>',
	});
	t.deepEqual(await cellsOf(shared), ['a b']);
});

test('another encoding that the format allows', async t => {
	const parts = workbookParts([{name: 'Blad1', rows: [['x']]}]);
	const text = '\u{FEFF}<?xml version="1.0" encoding="UTF-16"?><sst><si><t>Århus €</t></si></sst>';
	const content = await packParts({...parts, 'xl/sharedStrings.xml': Buffer.from(text, 'utf16le')});
	t.deepEqual(await cellsOf(content), ['Århus €']);
});

for (const [title, content, expected] of [
	['nothing', Buffer.alloc(0), /^WORKBOOK-FORMAT/v],
	['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /^WORKBOOK-FORMAT/v],
	['text', Buffer.from('Division;Year;Période\n100;2024;1'), /^WORKBOOK-FORMAT/v],
	['bytes', Buffer.from([1, 2, 0, 3]), /^WORKBOOK-FORMAT/v],
	['a half archive', Buffer.from('PK\u{3}\u{4}and no more'), /^WORKBOOK-DAMAGED: figures\.xlsx is damaged at the archive: /v],
] as const) {
	test(`${title} is no workbook`, async t => {
		t.regex(await faultOf(content), expected);
	});
}

test('what is no workbook gets the advice that fits it', async t => {
	const causeOf = async (content: Buffer) => {
		const error = await t.throwsAsync<BacoError>(openWorkbook('a.xlsx', content));
		return error.explanation.cause;
	};

	t.regex(await causeOf(Buffer.alloc(0)), /no content/v);
	t.regex(await causeOf(Buffer.from('d0cf11e0a1b11ae10000', 'hex')), /97-2003 \(\.xls\), or one that is protected/v);
	t.regex(await causeOf(Buffer.from('a;b')), /CSV/v);
	t.regex(await causeOf(await packParts({'readme.txt': 'hello'})), /archive without a workbook/v);
	t.regex(await causeOf(await packParts({'_rels/.rels': '<Relationships><Relationship Id="1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'})), /binary workbook/v);
	t.regex(await causeOf(await packParts({'_rels/.rels': '<Relationships><Relationship Id="1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>', 'word/document.xml': '<document/>'})), /without a workbook/v);
});

for (const [title, xml, expected] of [
	['a number that is none', '<sheetData><row r="7"><c r="B7"><v>12,5</v></c></row></sheetData>', /sheet Blad1, cell B7: 12,5 is no number/v],
	['an infinite number', '<sheetData><row r="7"><c r="B7"><v>1e999</v></c></row></sheetData>', /cell B7: 1e999 is no number/v],
	['a shared text that is not there', '<sheetData><row r="2"><c r="AA2" t="s"><v>1</v></c></row></sheetData>', /cell AA2: there is no text 1/v],
	['rows out of order', '<sheetData><row r="2"/><row r="2"/></sheetData>', /row 2: row number 2 follows/v],
	['a row below the last', '<sheetData><row r="1048577"/></sheetData>', /row number 1048577 follows/v],
	['cells out of order', '<sheetData><row r="2"><c r="B2"/><c r="A2"/></row></sheetData>', /cell B2: cell A2 follows/v],
	['a column beyond the last', '<sheetData><row r="2"><c r="XFE2"/></row></sheetData>', /cell XFE2 follows/v],
	['an unknown type', '<sheetData><row r="2"><c r="A2" t="q"><v>1</v></c></row></sheetData>', /cell A2: it has the unknown type q/v],
	['XML that ends too soon', '<sheetData><row r="2">', /xl\/worksheets\/sheet1\.xml: .*tag/v],
	['a document type', '<!DOCTYPE x [<!ENTITY a "b">]>', /WORKBOOK-DAMAGED.*sheet1\.xml/v],
	['an entity of its own', '<sheetData><row><c t="str"><v>&a;</v></c></row></sheetData>', /undefined entity/v],
] as const) {
	test(`${title} is damage, with its place`, async t => {
		t.regex(await faultOf(await withSheet(xml)), expected);
	});
}

test('a document type is refused before it can declare anything', async t => {
	const content = await packParts({...workbookParts([{name: 'Blad1', rows: [['x']]}]), 'xl/sharedStrings.xml': '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>'});
	t.regex(await faultOf(content), /sharedStrings\.xml: it declares a document type/v);
});

test('a part that is not there is named', async t => {
	const {'xl/worksheets/sheet1.xml': _, ...parts} = workbookParts([{name: 'Blad1', rows: [['x']]}]);
	t.regex(await faultOf(await packParts(parts)), /xl\/worksheets\/sheet1\.xml: it is not in the archive/v);
});

test('a bomb is stopped by its size, said or unsaid', async t => {
	const zeros = (function * () {
		yield '<sst>';
		for (let count = 0; count < 70; count++) {
			yield ' '.repeat(4 * 1024 * 1024);
		}

		yield '</sst>';
	})();
	const bomb = await packParts({...workbookParts([{name: 'Blad1', rows: [['x']]}]), 'xl/sharedStrings.xml': zeros});
	t.true(bomb.length < 1024 * 1024);
	t.regex(await faultOf(bomb), /^WORKBOOK-LIMIT: .*xl\/sharedStrings\.xml has \d+ bytes, more than 268,435,456/v);
	// The same with a lie in the list of the archive: what is unpacked counts.
	const size = (70 * 4 * 1024 * 1024) + 11;
	for (let at = bomb.indexOf(Buffer.from('PK\u{1}\u{2}')); at !== -1; at = bomb.indexOf(Buffer.from('PK\u{1}\u{2}'), at + 4)) {
		if (bomb.readUInt32LE(at + 24) === size) {
			bomb.writeUInt32LE(1000, at + 24);
		}
	}

	t.regex(await faultOf(bomb), /^WORKBOOK-DAMAGED: .*sharedStrings\.xml: .*too many bytes/v);
});

test('no changed byte gets through unseen', async t => {
	const content = await writeWorkbook([{name: 'Blad1', rows: Array.from({length: 50}, (_, index) => [`text ${index}`, index * 1.25])}], {texts: 'inline'});
	const whole = JSON.stringify(await rowsOf(content));
	const place = fc.nat(content.length - 1);
	const difference = fc.integer({min: 1, max: 255});
	const property = fc.asyncProperty(place, difference, async (at, change) => {
		const changed = Buffer.from(content);
		changed[at] = changed[at]! ^ change; // eslint-disable-line no-bitwise -- another byte for sure
		try {
			// A change of a date, a flag or a part that is not read is no damage.
			return JSON.stringify(await rowsOf(changed)) === whole;
		} catch (error) {
			return error instanceof BacoError && error.id.startsWith('WORKBOOK-');
		}
	});
	await t.notThrowsAsync(fc.assert(property, {numRuns: 300}));
});

test('a file cut off anywhere is refused', async t => {
	const content = await writeWorkbook([{name: 'Blad1', rows: [['x', 1]]}]);
	for (let length = 0; length < content.length; length += 7) {
		t.regex(await faultOf(content.subarray(0, length)), /^WORKBOOK-/v); // eslint-disable-line no-await-in-loop -- one after the other
	}
});

test('a sheet of 1,048,576 rows streams, and no more rows are read than are taken', async t => {
	function * rows(): Generator<WrittenCell[]> {
		for (let row = 1; row <= 1_048_576; row++) {
			yield [row];
		}
	}

	const content = await writeWorkbook([{name: 'Blad1', rows: rows()}]);
	const workbook = await openWorkbook('a.xlsx', content);
	let count = 0;
	let most = 0;
	for await (const some of workbook.sheets[0]!.rows()) {
		count += some.length;
		most = Math.max(most, some.length);
		t.is(some.at(-1)!.cells[0], count);
	}

	t.is(count, 1_048_576);
	t.true(most < 5000, `${most} rows at once`);
	// Leaving early frees the archive.
	const again = workbook.sheets[0]!.rows()[Symbol.asyncIterator]();
	const first = await again.next();
	t.is((first.value as readonly SheetRow[])[0]!.number, 1);
	await again.return?.();

	workbook.close();
});

test('columns and their letters', t => {
	for (const [letters, column] of [['A', 0], ['Z', 25], ['AA', 26], ['AZ', 51], ['ZZ', 701], ['XFD', 16_383]] as const) {
		t.is(columnLetters(column), letters);
		t.is(columnOf(`${letters}12`), column);
	}

	t.is(columnOf('12'), undefined);
	t.is(columnOf(''), undefined);
});

test('formats of dates', t => {
	for (const format of ['dd-mm-yyyy', 'm/d/yy h:mm', '[$-413]d mmmm yyyy;@', '[h]:mm', '"week" d']) {
		t.true(isDateFormat(format), `${format} is one`);
	}

	for (const format of ['0.00', '#,##0.00 "days"', '[Red]-0.00', '[$EUR-413] #,##0', 'General', '_-* #,##0.00_-', String.raw`0\d`]) {
		t.false(isDateFormat(format), `${format} is none`);
	}
});
