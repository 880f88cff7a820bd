import {Buffer} from 'node:buffer';
import {setTimeout as delay} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {sampleGuid} from '../../../fixtures/databases/sample/sample-guid.js';
import {figureHeaders, figureRows} from '../../../fixtures/workbooks/figure-rows.js';
import {writeWorkbook, type WrittenCell, type WrittenSheet} from '../../../fixtures/workbooks/write-workbook.js';
import {sql, uniqueidentifier, varbinary} from '../../../source/sql/statement.js';
import {openJobHome, type JobHome} from '../open-job-home.js';
import {documents, nothing, type DocumentDetails} from './import-documents.js';

let jobs: JobHome;

test.before(async () => {
	jobs = await openJobHome();
});

test.after.always(async () => {
	await jobs.close();
});

test.beforeEach(async () => {
	await jobs.execute('DELETE FROM dbo.TransactionsPending; DELETE FROM dbo.gbkmut; DELETE FROM dbo.Attachments; DELETE FROM dbo.BacoDiscussions; DELETE FROM dbo.grtbk WHERE oms25_0 LIKE N\'New%\';');
});

const addDocument = async (...details: DocumentDetails) => documents.add(jobs.synergy, ...details);
const documentOf = async (id: string) => documents.read(jobs.synergy, id);
const totals = async () => documents.totals(jobs.synergy);

const workbook = async (rows: WrittenSheet['rows'], name = 'Blad1') => writeWorkbook([{name, rows}]);

const pending = async () => {
	const {rows} = await jobs.synergy.query(sql`SELECT * FROM dbo.TransactionsPending ORDER BY FinPeriod, ProcessLine`);
	return rows;
};

const hasLines = async (t: ExecutionContext, expected: number) => {
	const {lines} = await totals();
	t.is(lines, expected);
};

const hasState = async (t: ExecutionContext, id: string, expected: number) => {
	const {Status: state} = await documentOf(id);
	t.is(state, expected);
};

const run = async (t: ExecutionContext, args: readonly string[] = []) => {
	const job = await jobs.start(t, 'rp-excel-import', args);
	const {code} = await job.ended;
	return {
		code, stdout: job.stdout(), stderr: job.stderr(), events: job.events(),
	};
};

const archived = 3;

test.serial('actuals wait for BacoImporter as the feeds write them, with a new account, and the document is archived with its result', async t => {
	const id = await addDocument('actuals', await workbook([
		figureHeaders,
		['100', 2024, 4, 4300, undefined, undefined, undefined, 'KANTOOR', 'FIETS', 100.5, undefined, {formula: 'J2-K2', value: 100.5}, 'Rent & more'],
		['100', '2024', '04', '4311', 'New account', 'c', 'p', undefined, undefined, undefined, 100.5, -100.5, 'x'.repeat(70)],
		[],
		[100, 2024, 5, 2000, 'ignored', 'X', 'Y', undefined, undefined, 7, undefined, undefined, undefined],
	]));
	const {code, stdout, events} = await run(t, ['/C:100']);
	t.is(code, 0);
	const rows = await pending();
	t.is(rows.length, 3);
	const [first, second, third] = rows;
	t.like(first, {
		CompanyCode: '100   ', TransactionType: 5, FinYear: 2024, FinPeriod: 4, Description: 'Rent & more', CompanyAccountCode: '     4300', CompanyCostcenterCode: 'KANTOOR', CompanyCostunitCode: 'FIETS',
		CurrencyAliasAC: 'EUR', AmountDebitAC: 100.5, AmountCreditAC: 0, CurrencyAliasFC: 'EUR', AmountDebitFC: 100.5, AmountCreditFC: 0, VATCode: '0', ProcessNumber: 1, ProcessLineCode: 'B', oorsprong: 'Z', res_id: 0, DocumentID: id, syscreator: 11, Division: 100, Status: 0,
	});
	t.deepEqual(first!.TransactionDate, new Date(Date.UTC(2024, 4, 0)));
	// The division's default cost centre, and a description as long as its column.
	t.like(second, {
		CompanyAccountCode: '     4311', CompanyCostcenterCode: 'KANTOOR', AmountCreditAC: 100.5, Description: 'x'.repeat(60),
	});
	t.is(first!.EntryGuid, second!.EntryGuid);
	t.is(first!.EntryNumber, second!.EntryNumber);
	t.is(Number(third!.EntryNumber), Number(first!.EntryNumber) + 1);
	t.not(third!.EntryGuid, first!.EntryGuid);
	const {rows: accounts} = await jobs.synergy.query(sql`SELECT CompanyCode, reknr, oms25_0, debcrd, bal_vw, syscreator FROM dbo.grtbk WHERE oms25_0 = N'New account'`);
	t.deepEqual(accounts, [{
		CompanyCode: '100', reknr: '     4311', oms25_0: 'New account', debcrd: 'C', bal_vw: 'W', syscreator: 11,
	}]);
	const {rows: counter} = await jobs.synergy.query<{FreeNumber: number}>(sql`SELECT FreeNumber FROM dbo.BacoFreeNumbers WHERE NumberKey = N'RPFinEntry'`);
	t.is(counter[0]!.FreeNumber, Number(third!.EntryNumber) + 1);
	const document = await documentOf(id);
	t.is(document.Status, archived);
	t.regex(document.StatusText!, /^Imported 3 lines in 2 entries, numbers \d+ to \d+\.$/v);
	t.regex(document.Body, /^<p>Please import<\/p><!-- RPExcelImport --><p>Imported 3 lines.*<p>Created 1 ledger account: 4311 New account\.<\/p><p>1 description longer than.*<p>Period 5 of 2024 does not balance: debit 7\.00, credit 0\.00\.<\/p>/v);
	t.regex(stdout, /1 workbook imported, 0 refused\./v);
	t.true(events.some(event => event.type === 'document' && event.id === id));
	t.like(events.findLast(({type}) => type === 'counts'), {written: 3, rejected: 0});
	const again = await run(t);
	t.regex(again.stdout, /There is no open import document\./v);
	await hasLines(t, 3);
});

test.serial('without BacoFreeNumbers nothing is imported, and the table is named', async t => {
	await addDocument('No numbers', await workbook(figureRows({division: '100', year: 2024, pairs: 1})));
	await jobs.execute('SELECT * INTO dbo.KeptNumbers FROM dbo.BacoFreeNumbers; DROP TABLE dbo.BacoFreeNumbers;');
	const {code, stderr} = await run(t);
	await jobs.execute('SELECT * INTO dbo.BacoFreeNumbers FROM dbo.KeptNumbers; DROP TABLE dbo.KeptNumbers;');
	t.is(code, 1);
	t.regex(stderr, /There is no table BacoFreeNumbers in Synergy, or the login may not see it/v);
	await hasLines(t, 0);
});

test.serial('budget lines count at once, in the scenario of the division, whose closed periods do not matter', async t => {
	const id = await addDocument('budget', await workbook([
		figureHeaders,
		['100', 2024, 1, 8000, undefined, undefined, undefined, 'VERKOOP', undefined, undefined, 90_000, -90_000, 'Omzet'],
	]), {subCategory: 'Budget', isOwnFile: true, file: 'begroting.xlsm'});
	const {code} = await run(t, [`/DOC:${id}`]);
	t.is(code, 0);
	const {rows} = await jobs.synergy.query(sql`SELECT * FROM dbo.gbkmut`);
	t.is(rows.length, 1);
	t.like(rows[0], {
		CompanyCode: '100', bkjrcode: 2024, periode: '  1', reknr: '     8000', bdr_hfl: -90_000, AmountCentral: -90_000, transtype: 'B', TransactionType: 310, oms25: 'Omzet', DocumentID: id,
	});
	t.is(String(rows[0]!.bud_vers).trim(), 'BUD2024');
	t.is(String(rows[0]!.kstplcode).trim(), 'VERKOOP');
	t.deepEqual(await totals(), nothing);
	await hasState(t, id, archived);
});

const good: readonly WrittenCell[] = ['100', 2024, 4, 4300, undefined, undefined, undefined, undefined, undefined, 1, undefined, undefined, 'good'];
const withCell = (column: number, cell: WrittenCell): readonly WrittenCell[] => good.map((value, index) => index === column ? cell : value);

test.serial('every wrong cell is named with its sheet, row and column, and nothing is imported', async t => {
	const rows = [
		figureHeaders,
		good,
		withCell(0, '110'),
		withCell(1, 1999),
		withCell(2, 13),
		withCell(2, 2),
		withCell(2, {date: 45_322}),
		withCell(2, '31-01-2024'),
		withCell(3, undefined),
		withCell(3, 4999),
		withCell(7, 'NOWHERE'),
		withCell(8, 'NOTHING'),
		withCell(7, 'OUD'),
		withCell(9, '1.234,56'),
		withCell(9, {formula: 'A1*2'}),
		withCell(9, {error: '#REF!'}),
		withCell(11, 5),
		withCell(9, 1.005),
		good,
	];
	const id = await addDocument('wrong', await workbook(rows, 'Mijn blad'));
	const {code, stdout, stderr, events} = await run(t);
	t.is(code, 1);
	t.regex(stdout, /0 workbooks imported, 1 refused \(18 rows, 16 wrong cells\)\./v);
	t.like(events.findLast(({type}) => type === 'counts'), {read: 18, written: 0, rejected: 18});
	const expected = [
		'A3 (Division): the document is of division 100, not of 110',
		'C4 (Period): division 100 has no period 4 in 1999',
		'C5 (Period): division 100 has no period 13 in 2024',
		'C6 (Period): period 2 of 2024 is closed',
		'C7 (Period): it is a date or a time, not a number',
		'C8 (Period): "31-01-2024" is text, not a period: it looks like a date',
		'D9 (G/L): the ledger account is missing',
		'E10 (G/L Description): ledger account 4999 is new and needs a description',
		'H11 (Cost Center): there is no cost centre NOWHERE',
		'I12 (Cost Unit): there is no cost unit NOTHING',
		'H13 (Cost Center): cost centre OUD is not in use any more',
		'J14 (Debit): "1.234,56" is text, not a number',
		'J15 (Debit): the formula has no calculated value',
		'J16 (Debit): the formula gives #REF!',
		'L17 (Balanced): 5 is not debit less credit, 1.00',
		'J18 (Debit): 1.005 has more than two decimals',
	];
	const document = await documentOf(id);
	const reasons = events.filter(({type}) => type === 'rejection').map(({reason}) => String(reason));
	t.is(reasons.length, expected.length);
	for (const [index, text] of expected.entries()) {
		t.true(reasons[index]!.startsWith(`Mijn blad, ${text}`), `${reasons[index]} is not ${text}`);
		t.true(stderr.includes(`Mijn blad, ${text}`));
		t.true(document.Body.includes(`Mijn blad, ${text}`));
	}

	t.deepEqual(await totals(), nothing);
	t.is(document.Status, 1);
	t.regex(document.StatusText!, /^Not imported: cijfers\.xlsx is not imported: 16 cells are wrong\./v);
	const {rows: told} = await jobs.synergy.query<{LogText: string}>(sql`SELECT LogText FROM dbo.BacoProcessLog WHERE LogText LIKE N'Document %' ORDER BY LogID DESC`);
	t.regex(told.map(({LogText}) => LogText).join('\n'), /; and 13 more$/mv);
	t.regex(told.map(({LogText}) => LogText).join('\n'), /all 16 wrong cells: Mijn blad, A3 .*J18 \(Debit\): 1\.005 has more than two decimals\.$/mv);
	t.true(document.Body.startsWith('<p>Please import</p>'));
});

for (const [title, content, expected] of [
	['a wrong sheet', async () => writeWorkbook([{name: 'Intro', rows: [['Dear controller']]}, {name: 'Data', rows: figureRows({division: '100', year: 2024, pairs: 1})}]), /sheet Intro, row 1: there is no Division, .*\n.*They are on sheet Data; only the first sheet is read/v],
	['a missing header', async () => workbook([figureHeaders.slice(0, 12), good]), /sheet Blad1, row 1: there is no Description\./v],
	['a doubled header', async () => workbook([[...figureHeaders, ' debit'], good]), /row 1: Debit is there twice/v],
	['headers below the first row', async () => workbook([[], figureHeaders, good]), /row 1: there is no Division/v],
	['no figures', async () => workbook([figureHeaders]), /sheet Blad1 has no figures below its headers/v],
	['an empty sheet', async () => workbook([]), /row 1: there is no Division/v],
	['a damaged workbook', async () => {
		const whole = await workbook(figureRows({division: '100', year: 2024, pairs: 400}));
		const damage = Buffer.from(whole);
		damage.fill(0x55, 2000, 2020);
		return damage;
	}, /cijfers\.xlsx is damaged at /v],
	['an old workbook', async () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /not an Excel workbook \(\.xlsx\)/v],
] as ReadonlyArray<readonly [string, () => Promise<Uint8Array>, RegExp]>) {
	test.serial(`${title} is refused, and the next document is imported all the same`, async t => {
		const id = await addDocument('first', await content());
		await addDocument('second', await workbook([figureHeaders, good]));
		const {code, stdout, stderr} = await run(t);
		t.is(code, 1);
		const document = await documentOf(id);
		t.is(document.Status, 1);
		t.regex(document.Body.replaceAll('</p><p>', '\n'), expected);
		t.regex(stderr, /Rejected in 100: document \d\d\.\d{3}\.\d{3}: /v);
		t.regex(stdout, /1 workbook imported, 1 refused\./v);
		await hasLines(t, 1);
	});
}

test.serial('documents without a workbook, with two, without a division or of an unknown one are refused', async t => {
	const content = await workbook([figureHeaders, good]);
	await addDocument('none', undefined);
	const two = await addDocument('two', content);
	await jobs.synergy.query(sql`INSERT INTO dbo.Attachments (Entity, EntityType, Attachment, AttachmentFileName, AttachmentType) VALUES (${uniqueidentifier(two)}, 0, ${varbinary('max', content)}, N'other.xlsx', 0)`);
	await addDocument('no division', content, {company: null});
	await addDocument('unknown division', content, {company: '999'});
	const {code, stderr} = await run(t);
	t.is(code, 1);
	t.regex(stderr, /has no workbook/v);
	t.regex(stderr, /has 2 workbooks/v);
	t.regex(stderr, /has no division/v);
	t.regex(stderr, /linked to division 999, which is not there/v);
	t.deepEqual(await totals(), nothing);
});

test.serial('a dry run says what would be done, accounts too, and changes nothing', async t => {
	const id = await addDocument('dry', await workbook([figureHeaders, good, ['100', 2024, 4, 4312, 'New one', 'D', 'B', undefined, undefined, undefined, 1, undefined, 'x']]));
	const {code, stdout, events} = await run(t, ['--dry-run']);
	t.is(code, 0);
	t.deepEqual(events.findLast(({type}) => type === 'counts'), {
		type: 'counts', read: 2, written: 2, rejected: 0,
	});
	t.regex(stdout, /Would import 2 lines in 1 entry\./v);
	t.regex(stdout, /Would create 1 ledger account: 4312 New one\./v);
	t.regex(stdout, /^1 workbook would be imported, 0 refused\. Would create 1 ledger account: 4312\.$/mv);
	t.deepEqual(await totals(), nothing);
	t.deepEqual(await documentOf(id), {Status: 1, StatusText: null, Body: '<p>Please import</p>'});
	const {rows} = await jobs.synergy.query(sql`SELECT 1 AS one FROM dbo.grtbk WHERE oms25_0 = N'New one'`);
	t.is(rows.length, 0);
});

test.serial('a document that is opened again after its import is refused: its figures would count twice', async t => {
	const id = await addDocument('again', await workbook([figureHeaders, good]));
	await run(t);
	await jobs.synergy.query(sql`UPDATE dbo.BacoDiscussions SET Status = 1 WHERE ID = ${uniqueidentifier(id)}`);
	const {code, stderr} = await run(t);
	t.is(code, 1);
	t.regex(stderr, /was imported before: entry \d+ is in TransactionsPending/v);
	await hasLines(t, 1);
});

test.serial('divisions and documents can be chosen', async t => {
	const first = await addDocument('one', await workbook([figureHeaders, good]));
	await addDocument('other', await workbook([figureHeaders, withCell(0, '110')]), {company: '110'});
	await run(t, ['/C:110']);
	const [row] = await pending();
	t.is(row!.CompanyCode, '110   ');
	await hasState(t, first, 1);
	const {rows} = await jobs.synergy.query<{HID: number}>(sql`SELECT HID FROM dbo.BacoDiscussions WHERE ID = ${uniqueidentifier(first)}`);
	const number = String(rows[0]!.HID).padStart(8, '0').replace(/(?<millions>\d{2})(?<thousands>\d{3})(?=\d{3})/v, '$<millions>.$<thousands>.');
	const other = await run(t, [`/DOC:${number}`, '/C:110']);
	t.is(other.code, 1);
	t.true(other.stderr.includes(`Document ${number} (${first}) is of division 100, and /C: names others.`), other.stderr);
	const dry = await run(t, [`/DOC:${String(rows[0]!.HID)}`, '/C:100', '--dry-run']);
	t.is(dry.code, 0, dry.stderr);
	const chosen = await run(t, [`/DOC:${number}`]);
	t.is(chosen.code, 0, chosen.stderr);
	t.true(chosen.stdout.includes(`Document ${number} (${first}), one: actuals of division 100`), chosen.stdout);
	t.like(chosen.events.find(({type}) => type === 'document'), {id: first, subject: 'one', number});
	await hasState(t, first, archived);

	for (const key of [number, first]) {
		const again = await run(t, [`/DOC:${key}`]); // eslint-disable-line no-await-in-loop -- one after the other
		t.is(again.code, 1);
		t.true(again.stderr.includes(`Document ${key} is no open import document: its state is 3 (Archived).`), again.stderr);
	}

	await hasLines(t, 2);
	const unknown = await run(t, [`/DOC:${sampleGuid('test', 'nowhere')}`]);
	t.is(unknown.code, 1);
	t.regex(unknown.stderr, /There is no document [\d\-A-F]{36}\.\n.*this ID/v);
	const nowhere = await run(t, ['/DOC:99.999.999']);
	t.is(nowhere.code, 1);
	t.regex(nowhere.stderr, /There is no document 99\.999\.999\.\n.*this number \(HID\)/v);
	const memo = await addDocument('memo', await workbook([figureHeaders, good]), {subCategory: 'Memo'});
	const kind = await run(t, [`/DOC:${memo}`]);
	t.is(kind.code, 1);
	t.regex(kind.stderr, /is no open import document: its category is "Excel import", its sub category "Memo"\.\n.*"Excel import" and one of the sub categories Actuals, Budget\./v);
});

test.serial('killed at random points and run again: each workbook is imported once and whole', async t => {
	const pairs = 1500;
	const content = await workbook(figureRows({division: '100', year: 2024, pairs}));
	const names = Array.from({length: 6}, (_, index) => `kill ${index}`);
	for (const name of names) {
		await addDocument(name, content); // eslint-disable-line no-await-in-loop -- one connection
	}

	let debit = 0;
	for (const row of figureRows({division: '100', year: 2024, pairs})) {
		const amount = row[9];
		debit += typeof amount === 'number' ? Math.round(amount * 100) : 0;
	}

	for (let kill = 0; kill < 12; kill++) {
		const job = await jobs.start(t, 'rp-excel-import'); // eslint-disable-line no-await-in-loop -- one after the other
		await job.prints('Document ').catch(() => undefined); // eslint-disable-line no-await-in-loop -- one after the other
		await delay((kill * 97) % 700); // eslint-disable-line no-await-in-loop -- one after the other
		job.child.kill('SIGKILL');
		await job.ended; // eslint-disable-line no-await-in-loop -- one after the other
		const {lines} = await totals(); // eslint-disable-line no-await-in-loop -- one after the other
		t.is(lines % (pairs * 2), 0, 'a workbook is there in part');
	}

	const {code} = await run(t);
	t.is(code, 0);
	t.deepEqual(await totals(), {
		lines: names.length * pairs * 2, debit: names.length * debit / 100, credit: names.length * debit / 100, entries: names.length * 9, guids: names.length * 9,
	});
});

test.serial('a stop ends it with 8 between two workbooks: those that are done are whole, of the others there is nothing', async t => {
	const pairs = 2000;
	const content = await workbook(figureRows({division: '100', year: 2024, pairs}));
	const ids = [];
	for (let index = 0; index < 5; index++) {
		ids.push(await addDocument(`stop ${index}`, content)); // eslint-disable-line no-await-in-loop -- one connection
	}

	const job = await jobs.start(t, 'rp-excel-import');
	await job.prints('Document ');
	job.child.kill('SIGTERM');
	t.is(await job.exitCode, 8, job.stderr());
	t.regex(job.stderr(), /SIGTERM/v);
	const {lines} = await totals();
	t.true(lines < ids.length * pairs * 2);
	const {rows: done} = await jobs.synergy.query<{ID: string; lines: number}>(sql`
		SELECT ID, (SELECT COUNT(*) FROM dbo.TransactionsPending WHERE DocumentID = document.ID) AS lines FROM dbo.BacoDiscussions AS document WHERE StatusText IS NOT NULL
	`);
	t.deepEqual(done.map(document => document.lines), done.map(() => pairs * 2));
	t.is(done.length * pairs * 2, lines);
	const {rows: log} = await jobs.synergy.query<{LogText: string}>(sql`SELECT TOP (1) LogText FROM dbo.BacoProcessLog ORDER BY LogID DESC`);
	t.regex(log[0]!.LogText, /^Stopped at a safe point.* Ended after/v);
	const next = await run(t);
	t.is(next.code, 0, next.stderr);
	await hasLines(t, ids.length * pairs * 2);
});
