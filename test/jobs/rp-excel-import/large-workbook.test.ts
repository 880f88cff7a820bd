import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {figureRows, type FigureOptions} from '../../../fixtures/workbooks/figure-rows.js';
import {writeWorkbook, type WrittenCell} from '../../../fixtures/workbooks/write-workbook.js';
import {entryGuid} from '../../../jobs/rp-excel-import/entry-guid.js';
import {
	sql,
	uniqueidentifier,
	type Composable,
} from '../../../source/sql/statement.js';
import {openJobHome, type JobHome} from '../open-job-home.js';
import {documents, nothing} from './import-documents.js';

let jobs: JobHome;

// Lines are written while the sheet is still read: a portion has 10,000.
const pairs = 12_500;

test.before(async () => {
	jobs = await openJobHome();
	const folder = path.join(jobs.home.directory, 'configuration');
	await mkdir(folder, {recursive: true});
	await writeFile(path.join(folder, 'job-choices.json'), '{"excelLinesAhead": 1}');
});

test.after.always(async () => {
	await jobs.close();
});

test.beforeEach(async () => {
	await jobs.execute('DELETE FROM dbo.TransactionsPending; DELETE FROM dbo.gbkmut; DELETE FROM dbo.Attachments; DELETE FROM dbo.BacoDiscussions; DELETE FROM dbo.grtbk WHERE oms25_0 LIKE N\'New%\';');
});

const figures = (options: Partial<FigureOptions> = {}) => [...figureRows({
	division: '100', year: 2024, pairs, ...options,
})];

const add = async (name: string, rows: ReadonlyArray<readonly WrittenCell[]>, subCategory = 'Actuals') => documents.add(jobs.synergy, name, await writeWorkbook([{name: 'Blad1', rows}]), {subCategory});

const run = async (t: ExecutionContext) => {
	const job = await jobs.start(t, 'rp-excel-import');
	const {code} = await job.ended;
	return {
		code, stdout: job.stdout(), stderr: job.stderr(), events: job.events(),
	};
};

const freeNumber = async () => {
	const {rows} = await jobs.synergy.query<{number: number}>(sql`SELECT FreeNumber AS number FROM dbo.BacoFreeNumbers WHERE NumberKey = N'RPFinEntry'`);
	return rows[0]!.number;
};

const countOf = async (table: Composable) => {
	const {rows} = await jobs.synergy.query<{count: number}>(sql`SELECT COUNT(*) AS count FROM ${table}`);
	return rows[0]!.count;
};

const newAccount = (period: number, number: number): readonly WrittenCell[] => ['100', 2024, period, number, 'New late', 'D', 'B', undefined, undefined, 1, 1, undefined, 'new'];

/** Debit of all rows. */
const debitOf = (rows: ReadonlyArray<readonly WrittenCell[]>) => {
	let cents = 0;
	for (const row of rows) {
		cents += typeof row[9] === 'number' ? Math.round(row[9] * 100) : 0;
	}

	return cents / 100;
};

test.serial('periods and accounts that come late are there with their lines, in the order of the sheet, and no number is lost', async t => {
	const rows = [...figures({periods: 3}), newAccount(9, 4321), newAccount(4, 4322)];
	const id = await add('large', rows);
	const before = await freeNumber();
	const {code, stdout, events} = await run(t);
	t.is(code, 0);
	const debit = debitOf(rows);
	t.deepEqual(await documents.totals(jobs.synergy), {
		lines: (pairs * 2) + 2, debit, credit: debit, entries: 4, guids: 4,
	});
	t.is(await freeNumber(), before + 4);
	t.regex(stdout, new RegExp(String.raw`Imported 25002 lines in 4 entries, numbers ${before} to ${before + 3}\.`, 'v'));
	t.like(events.findLast(({type}) => type === 'counts'), {read: (pairs * 2) + 2, written: (pairs * 2) + 2, rejected: 0});
	const {rows: late} = await jobs.synergy.query(sql`SELECT FinPeriod, ProcessLine, CompanyAccountCode, EntryNumber, EntryGuid FROM dbo.TransactionsPending WHERE Description = N'new' ORDER BY ProcessLine`);
	t.deepEqual(late, [
		{
			FinPeriod: 9, ProcessLine: (pairs * 2) + 2, CompanyAccountCode: '     4321', EntryNumber: String(before + 3), EntryGuid: entryGuid(id, 2024, 9),
		},
		{
			FinPeriod: 4, ProcessLine: (pairs * 2) + 3, CompanyAccountCode: '     4322', EntryNumber: String(before), EntryGuid: entryGuid(id, 2024, 4),
		},
	]);
	const {rows: order} = await jobs.synergy.query<{wrong: number}>(sql`SELECT COUNT(*) AS wrong FROM (SELECT ProcessLine, LAG(ProcessLine) OVER (ORDER BY ID) AS former FROM dbo.TransactionsPending) AS line WHERE former >= ProcessLine`);
	t.is(order[0]!.wrong, 0);
	t.is(await countOf(sql`dbo.grtbk WHERE oms25_0 = N'New late'`), 2);
	const document = await documents.read(jobs.synergy, id);
	t.is(document.Status, 3);
	t.regex(document.Body, /Created 2 ledger accounts: 4321 New late, 4322 New late\./v);
});

test.serial('a wrong cell far below takes back what was written before it, and those below it are told too', async t => {
	const rows = figures();
	const wrong = (period: number): readonly WrittenCell[] => ['100', 2024, period, 4300, undefined, undefined, undefined, undefined, undefined, 1, undefined, undefined, 'wrong'];
	const id = await add('wrong', [...rows, newAccount(9, 4321), wrong(13), ...rows.slice(1), wrong(14)]);
	const before = await freeNumber();
	const {code, stdout, stderr} = await run(t);
	t.is(code, 1);
	t.regex(stderr, /Blad1, C25003 \(Period\): division 100 has no period 13 in 2024/v);
	t.regex(stderr, /Blad1, C50004 \(Period\): division 100 has no period 14 in 2024/v);
	t.regex(stdout, /0 workbooks imported, 1 refused \(50003 rows, 2 wrong cells\)\./v);
	t.deepEqual(await documents.totals(jobs.synergy), nothing);
	t.is(await countOf(sql`dbo.grtbk WHERE oms25_0 = N'New late'`), 0);
	t.is(await freeNumber(), before + 9, 'the numbers of the entries of the first lines are a gap');
	const document = await documents.read(jobs.synergy, id);
	t.is(document.Status, 1);
	t.regex(document.StatusText!, /^Not imported: cijfers\.xlsx is not imported: 2 cells are wrong\./v);
});

test.serial('an entry far below that is there already takes back what was written before it', async t => {
	const id = await add('double', [...figures({periods: 8}), ...figures({from: 12, periods: 1, pairs: 6000}).slice(1)]);
	await jobs.synergy.query(sql`INSERT INTO dbo.gbkmut (CompanyCode, bkjrcode, periode, bkstnr, EntryGuid) VALUES (N'100', 2024, N' 12', N'20249999', ${uniqueidentifier(entryGuid(id, 2024, 12))})`);
	const before = await freeNumber();
	const {code, stderr} = await run(t);
	t.is(code, 1);
	t.regex(stderr, /was imported before: entry 20249999 is in gbkmut/v);
	t.deepEqual(await documents.totals(jobs.synergy), nothing);
	t.is(await freeNumber(), before + 8, 'that of the entry itself was not taken yet');
});

test.serial('a stop while lines are written ends it with 8, and nothing is there', async t => {
	const id = await add('stop', figures({pairs: 50_000}));
	const before = await freeNumber();
	const job = await jobs.start(t, 'rp-excel-import');
	while (job.events().every(({type, done}) => !(type === 'progress' && Number(done) > 30_000))) {
		await delay(5); // eslint-disable-line no-await-in-loop -- until it writes
	}

	job.child.kill('SIGTERM');
	t.is(await job.exitCode, 8, job.stderr());
	t.deepEqual(await documents.totals(jobs.synergy), nothing);
	t.is(await freeNumber(), before + 9);
	const {Status: state} = await documents.read(jobs.synergy, id);
	t.is(state, 1);
});

test.serial('killed at random points and run again: imported once and whole', async t => {
	const rows = figures();
	for (const name of ['kill one', 'kill two']) {
		await add(name, rows); // eslint-disable-line no-await-in-loop -- one connection
	}

	for (let kill = 0; kill < 10; kill++) {
		const job = await jobs.start(t, 'rp-excel-import'); // eslint-disable-line no-await-in-loop -- one after the other
		await job.prints('Document ').catch(() => undefined); // eslint-disable-line no-await-in-loop -- one after the other
		await delay((kill * 139) % 1300); // eslint-disable-line no-await-in-loop -- one after the other
		job.child.kill('SIGKILL');
		await job.ended; // eslint-disable-line no-await-in-loop -- one after the other
		const {lines} = await documents.totals(jobs.synergy); // eslint-disable-line no-await-in-loop -- one after the other
		t.is(lines % (pairs * 2), 0, 'a workbook is there in part');
	}

	const last = await run(t);
	t.is(last.code, 0, last.stderr);
	const debit = debitOf(rows) * 2;
	t.deepEqual(await documents.totals(jobs.synergy), {
		lines: pairs * 4, debit, credit: debit, entries: 18, guids: 18,
	});
});

test.serial('a budget is read to its end before its first line is in the ledger', async t => {
	const id = await add('budget', figures(), 'Budget');
	const {code, stdout} = await run(t);
	t.is(code, 0);
	t.regex(stdout, /Imported 25000 budget lines \(scenario BUD2024\) in 9 entries/v);
	t.is(await countOf(sql`dbo.gbkmut WHERE transtype = N'B' AND periode = N' 10' AND DocumentID = ${uniqueidentifier(id)}`), 2778);
	t.is(await countOf(sql`dbo.gbkmut WHERE DocumentID = ${uniqueidentifier(id)}`), pairs * 2);
});
