import test from 'ava';
import type {SqlConnection} from '../../../source/sql/contract.js';
import {firstRow} from '../../../source/sql/first-row.js';
import {sql} from '../../../source/sql/statement.js';
import {fillGlobe, fillPending} from '../../benchmark/ledger-home.js';
import {openJobHome, type JobHome} from '../job-home.js';
import {killOften} from '../kill-often.js';

let home: JobHome;
let synergy: SqlConnection;

test.before(async () => {
	home = await openJobHome();
	synergy = await home.open('Synergy');
});

test.after.always(async () => {
	await home.close();
});

const run = async (...args: readonly string[]) => {
	const job = home.start('baco-importer', args);
	const exitCode = await job.exitCode;
	return {
		exitCode, stdout: job.stdout(), stderr: job.stderr(), events: job.events(),
	};
};

const counts = async () => {
	const {rows} = await synergy.query<{ledger: number; pending: number}>(sql`SELECT (SELECT COUNT(*) FROM dbo.gbkmut) AS ledger, (SELECT COUNT(*) FROM dbo.TransactionsPending) AS pending`);
	return rows[0]!;
};

test.serial('a dry run says what would happen and writes nothing', async t => {
	const before = await synergy.query(sql`SELECT ID, Status, Message, timestamp FROM dbo.TransactionsPending ORDER BY ID`);
	const {exitCode, stdout, stderr, events} = await run('--dry-run');
	t.is(exitCode, 1);
	t.is(events.findLast(({type}) => type === 'divisions')?.total, 2, 'of all divisions these have entries that wait');
	t.like(events.at(-1), {type: 'end', isComplete: true}, 'rejections do not break it off');
	t.deepEqual(events.findLast(({type}) => type === 'counts'), {
		type: 'counts', read: 28, written: 20, rejected: 8,
	});
	t.regex(stdout, /Division 100: failed, Would move 12 of 20 lines, 4 entries rejected/v);
	t.regex(stdout, /Division 110: done, Would move 8 of 8 lines/v);
	const phases = ['gathering entries', 'checking balances and numbers', 'checking accounts, dimensions and periods', 'checking widths', 'looking for the entries in the ledger'];
	t.deepEqual(stdout.split('\n').filter(line => line.startsWith('Division 110: ')).slice(0, -1), ['started', 'gathering entries', '8 lines in 4 entries to check.', ...phases.slice(1)].map(line => `Division 110: ${line}`));
	t.true(events.filter(({type, unit}) => type === 'progress' && unit === 'checks').every(({phase}) => phases.includes(String(phase))));
	t.true(events.some(({type, read}) => type === 'counts' && read === 28));
	t.regex(stderr, /entry 20240102 of 2024: ledger account 9999 does not exist in the division/v);
	t.deepEqual(await synergy.query(sql`SELECT ID, Status, Message, timestamp FROM dbo.TransactionsPending ORDER BY ID`), before);
	t.deepEqual(await counts(), {ledger: 0, pending: 28});
});

test.serial('moves sound entries and keeps the others with their reasons', async t => {
	const {exitCode, stderr, events} = await run('/C:100,110');
	t.is(exitCode, 1, stderr.trim());
	t.deepEqual(await counts(), {ledger: 20, pending: 8});
	const {rows} = await synergy.query(sql`SELECT DISTINCT EntryNumber, Status, Message FROM dbo.TransactionsPending ORDER BY EntryNumber`);
	t.deepEqual(rows, [
		{EntryNumber: '20240101', Status: 2, Message: 'its lines sum to -743.50 and not to 0'},
		{EntryNumber: '20240102', Status: 2, Message: 'ledger account 9999 does not exist in the division'},
		{EntryNumber: '20240103', Status: 2, Message: 'cost centre NIEUW does not exist'},
		{EntryNumber: '20240104', Status: 2, Message: 'period 1 of 2024 is closed'},
	]);
	t.is(events.filter(({type}) => type === 'rejection').length, 4);
	t.deepEqual(events.findLast(({type}) => type === 'counts'), {
		type: 'counts', read: 28, written: 20, rejected: 8,
	});
	const line = await synergy.query(sql`
		SELECT bkjrcode, periode, reknr, CONVERT(nvarchar(10), datum, 120) AS datum, bkstnr, RTRIM(dagbknr) AS dagbknr, oms25, bdr_hfl, bdr_val, RTRIM(kstplcode) AS kstplcode, verwerknrl, TransactionType, sysmodifier, Division
		FROM dbo.gbkmut WHERE CompanyCode = N'100' AND bkstnr = N'20240001' AND bdr_hfl > 0
	`);
	t.deepEqual(line.rows, [{
		bkjrcode: 2024, periode: '  4', reknr: '     4300', datum: '2024-04-30', bkstnr: '20240001', dagbknr: ' 90', oms25: 'Memoriaal 1', bdr_hfl: 5, bdr_val: 5, kstplcode: 'KANTOOR', verwerknrl: 1, TransactionType: 100, sysmodifier: 11, Division: 100,
	}]);
});

test.serial('an entry goes to the ledger when its cause is mended; nothing pending is nothing to do', async t => {
	await synergy.query(sql`
		INSERT INTO dbo.grtbk (reknr, CompanyCode) VALUES (N'     9999', N'100');
		INSERT INTO dbo.kstpl (kstplcode, bedrnr, Enabled) VALUES (N'NIEUW', N'100', 1);
		UPDATE dbo.perdat SET YearPeriodStatus = 0, eddatum = '2025-12-31' WHERE CompanyCode = N'100' AND per_fin = N'  1';
		DELETE FROM dbo.TransactionsPending WHERE EntryNumber = N'20240101';
	`);
	const {exitCode, stderr} = await run();
	t.is(exitCode, 0, stderr.trim());
	t.deepEqual(await counts(), {ledger: 26, pending: 0});
	const nothing = await run();
	t.is(nothing.exitCode, 0, nothing.stderr);
	t.regex(nothing.stdout, /^Nothing is pending\.$/mv);
	t.notRegex(nothing.stdout, /skipped/v);
	const asked = await run('/C:110');
	t.is(asked.exitCode, 0, asked.stderr);
	t.regex(asked.stdout, /^Division 110: skipped, nothing pending$/mv);
});

test.serial('all lines that are rejected are counted, also of entries beyond those that are named', async t => {
	await fillPending(synergy, 2400, 500_000);
	await synergy.query(sql`UPDATE dbo.TransactionsPending SET CompanyAccountCode = N'     9998'`);
	const {exitCode, stdout, stderr, events} = await run('/C:110', '--dry-run');
	t.is(exitCode, 1);
	t.deepEqual(events.findLast(({type}) => type === 'counts'), {
		type: 'counts', read: 2400, written: 0, rejected: 2400,
	});
	t.is(events.filter(({type}) => type === 'rejection').length, 1000);
	t.regex(stderr, /More than 1000 rejections: the others are counted only/v);
	t.regex(stdout, /1200 entries rejected/v);
	t.regex(stdout, /; entries of division 110 are still pending\.$/mv);
	await synergy.query(sql`UPDATE dbo.TransactionsPending SET CompanyCode = N'100' WHERE ID % 4 = 0`);
	const two = await run('/C:100,110', '--dry-run');
	t.regex(two.stdout, /; entries of 2 divisions \(100, 110\) are still pending\.$/mv);
	await synergy.query(sql`DELETE FROM dbo.TransactionsPending`);
});

test.serial('lines without number or EntryGuid get the next ones of the counter', async t => {
	await fillPending(synergy, 4, 3000);
	await synergy.query(sql`UPDATE dbo.TransactionsPending SET EntryNumber = NULL; UPDATE TOP (2) dbo.TransactionsPending SET EntryGuid = NULL, FinPeriod = FinPeriod`);
	const before = await firstRow<{free: number}>(synergy, sql`SELECT FreeNumber AS free FROM dbo.BacoFreeNumbers WHERE NumberKey = N'RPFinEntry'`);
	const {exitCode, stderr} = await run('/C:110');
	t.is(exitCode, 0, stderr.trim());
	const numbered = await synergy.query<{bkstnr: string; lines: number}>(sql`SELECT TOP (2) bkstnr, COUNT(*) AS lines FROM dbo.gbkmut WHERE CompanyCode = N'110' AND LEN(bkstnr) = 8 GROUP BY bkstnr ORDER BY bkstnr DESC`);
	t.deepEqual(numbered.rows, [{bkstnr: String(before!.free + 1), lines: 2}, {bkstnr: String(before!.free), lines: 2}]);
	const after = await firstRow<{free: number}>(synergy, sql`SELECT FreeNumber AS free FROM dbo.BacoFreeNumbers WHERE NumberKey = N'RPFinEntry'`);
	t.is(after!.free, before!.free + 2);
});

test.serial('a column of the ledger that is computed is left to the server', async t => {
	await fillPending(synergy, 2, 3300);
	await synergy.query(sql`ALTER TABLE dbo.gbkmut ADD Doubled AS (bdr_hfl * 2); ALTER TABLE dbo.TransactionsPending ADD Doubled float NULL`);
	const {exitCode, stderr} = await run('/C:110');
	await synergy.query(sql`ALTER TABLE dbo.gbkmut DROP COLUMN Doubled; ALTER TABLE dbo.TransactionsPending DROP COLUMN Doubled`);
	t.is(exitCode, 0, stderr.trim());
});

test.serial('triggers that count rows of their own keep nothing pending', async t => {
	await fillPending(synergy, 2, 3400);
	await synergy.query(sql`UPDATE dbo.TransactionsPending SET EntryNumber = NULL; CREATE TABLE dbo.Changes (what nvarchar(20) NOT NULL)`);
	await synergy.query(sql`CREATE TRIGGER dbo.log_ledger ON dbo.gbkmut FOR INSERT AS INSERT INTO dbo.Changes (what) SELECT N'ledger' FROM inserted INSERT INTO dbo.Changes (what) VALUES (N'more')`);
	await synergy.query(sql`CREATE TRIGGER dbo.log_pending ON dbo.TransactionsPending FOR UPDATE, DELETE AS INSERT INTO dbo.Changes (what) VALUES (N'pending')`);
	await synergy.query(sql`CREATE TRIGGER dbo.log_numbers ON dbo.BacoFreeNumbers FOR UPDATE AS INSERT INTO dbo.Changes (what) VALUES (N'numbers')`);
	const before = await counts();
	const {exitCode, stderr} = await run('/C:110');
	const {rows} = await synergy.query(sql`SELECT DISTINCT what FROM dbo.Changes ORDER BY what`);
	await synergy.query(sql`DROP TRIGGER dbo.log_ledger, dbo.log_pending, dbo.log_numbers; DROP TABLE dbo.Changes`);
	t.is(exitCode, 0, stderr.trim());
	t.deepEqual(rows, [{what: 'ledger'}, {what: 'more'}, {what: 'numbers'}, {what: 'pending'}]);
	const after = await counts();
	t.is(after.ledger + after.pending, before.ledger + before.pending);
	t.true(after.ledger >= before.ledger + 2);
});

test.serial('without BacoFreeNumbers, entries without a number are refused with the reason', async t => {
	await fillPending(synergy, 2, 3500);
	await synergy.query(sql`UPDATE dbo.TransactionsPending SET EntryNumber = NULL`);
	await synergy.query(sql`SELECT * INTO dbo.KeptNumbers FROM dbo.BacoFreeNumbers; DROP TABLE dbo.BacoFreeNumbers`);
	const {exitCode, stderr} = await run('/C:110');
	await synergy.query(sql`SELECT * INTO dbo.BacoFreeNumbers FROM dbo.KeptNumbers; DROP TABLE dbo.KeptNumbers; DELETE FROM dbo.TransactionsPending`);
	t.is(exitCode, 1, stderr.trim());
	t.regex(stderr, /it has no entry number, and BacoFreeNumbers has no RPFinEntry/v);
});

test.serial('an entry that the ledger has already is refused, skipped or replaced, as told', async t => {
	const again = async () => fillPending(synergy, 2, 5000);

	await again();
	const posted = await run('/C:110');
	t.is(posted.exitCode, 0, posted.stderr);
	const before = await counts();
	await again();
	const refused = await run('/C:110');
	t.is(refused.exitCode, 1);
	t.regex(refused.stderr, /the ledger has an entry of this year, journal and number already \(2 lines\)/v);
	const skipped = await run('/C:110', '/R:skip');
	t.is(skipped.exitCode, 0, skipped.stderr);
	t.regex(skipped.stdout, /1 entry skipped/v);
	t.deepEqual(await counts(), {ledger: before.ledger, pending: 2});
	await synergy.query(sql`UPDATE dbo.TransactionsPending SET Description = N'Vervangen'`);
	const replaced = await run('/C:110', '/R:replace');
	t.is(replaced.exitCode, 0, replaced.stderr);
	t.deepEqual(await counts(), {ledger: before.ledger, pending: 0});
	const {rows} = await synergy.query(sql`SELECT COUNT(*) AS count FROM dbo.gbkmut WHERE oms25 = N'Vervangen'`);
	t.deepEqual(rows, [{count: 2}]);
});

test.serial('the number of an entry is the same one with blanks before it, on either side', async t => {
	await fillPending(synergy, 4, 6000);
	const posted = await run('/C:110');
	t.is(posted.exitCode, 0, posted.stderr);
	const before = await counts();
	// One number is shorter than the ledger's alignment, as those of Globe are; the other is aligned in the pending lines alone.
	await synergy.query(sql`UPDATE dbo.gbkmut SET bkstnr = RIGHT(N'            ' + bkstnr, 12) WHERE CompanyCode = N'110' AND bkstnr = (SELECT MAX(bkstnr) FROM dbo.gbkmut WHERE CompanyCode = N'110')`);
	await fillPending(synergy, 4, 6000);
	await synergy.query(sql`UPDATE dbo.TransactionsPending SET EntryNumber = N'  ' + EntryNumber WHERE EntryNumber = (SELECT MIN(EntryNumber) FROM dbo.TransactionsPending)`);
	const refused = await run('/C:110');
	t.is(refused.exitCode, 1);
	t.is(refused.stderr.match(/the ledger has an entry of this year, journal and number already \(2 lines\)/gv)?.length, 2, refused.stderr);
	t.deepEqual(await counts(), {ledger: before.ledger, pending: 4});
	const replaced = await run('/C:110', '/R:replace');
	t.is(replaced.exitCode, 0, replaced.stderr);
	t.deepEqual(await counts(), {ledger: before.ledger, pending: 0});
});

test.serial('a line that the server refuses keeps back its own entry alone', async t => {
	await fillPending(synergy, 40, 7000);
	const before = await counts();
	await synergy.query(sql`UPDATE dbo.TransactionsPending SET TransactionGuid = (SELECT TOP (1) TransactionGuid FROM dbo.gbkmut) WHERE ID = (SELECT MAX(ID) - 7 FROM dbo.TransactionsPending)`);
	const {exitCode, stderr} = await run('/C:110');
	t.is(exitCode, 1);
	t.regex(stderr, /Rejected in 110: entry \d+ of 2024: .*duplicate key/v);
	t.deepEqual(await counts(), {ledger: before.ledger + 38, pending: 2});
	await synergy.query(sql`DELETE FROM dbo.TransactionsPending`);
});

test.serial('killed at random points again and again, it loses nothing and doubles nothing', async t => {
	const before = await counts();
	await fillPending(synergy, 12_000, 100_000);
	const expected = await firstRow(synergy, sql`SELECT COUNT(*) AS lines, ROUND(SUM(AmountDebitAC), 2) AS debit, COUNT(DISTINCT EntryGuid) AS entries FROM dbo.TransactionsPending`);
	const {killed, last} = await killOften(() => home.start('baco-importer', ['/C:110']), {kills: 6, most: 1500, begins: 'Division 110: started'});
	t.is(await last.exitCode, 0, last.stderr());
	t.true(killed > 0);
	t.deepEqual(await counts(), {ledger: before.ledger + 12_000, pending: 0});
	const {rows} = await synergy.query(sql`SELECT COUNT(*) AS lines, ROUND(SUM(CASE WHEN bdr_hfl > 0 THEN bdr_hfl ELSE 0 END), 2) AS debit, COUNT(DISTINCT EntryGuid) AS entries FROM dbo.gbkmut WHERE CompanyCode = N'110' AND CAST(bkstnr AS int) >= 20340001`);
	t.deepEqual(rows, [expected]);
});

test.serial('a large ledger, lines without EntryGuid and many kinds of faults cost some looks over the lines, not one for each', async t => {
	await synergy.query(sql`DELETE FROM dbo.TransactionsPending`);
	await fillGlobe(synergy, 12_000);
	const before = await counts();
	await fillPending(synergy, 6000, 300_000);
	await synergy.query(sql`
		UPDATE dbo.TransactionsPending SET EntryGuid = NULL WHERE CAST(EntryNumber AS int) % 3 = 0;
		UPDATE dbo.TransactionsPending SET CompanyCostcenterCode = N'N' + RIGHT(EntryNumber, 4) WHERE CAST(EntryNumber AS int) % 3 = 1;
		UPDATE dbo.TransactionsPending SET EntryNumber = LEFT(EntryNumber, 6) + N'00', JournalNumber = N' 20' WHERE CAST(EntryNumber AS int) % 3 = 2 AND CAST(EntryNumber AS int) % 100 < 20;
		UPDATE dbo.gbkmut SET dagbknr = N' 90', bkstnr = N'  20540024' WHERE CompanyCode = N'110' AND bkstnr = N'24001000';
	`);
	const {exitCode, stdout, stderr} = await run('/C:110');
	t.is(exitCode, 1, stderr.slice(0, 1000));
	t.regex(stdout, /^2000 lines without EntryGuid were given one\.$/mv);
	const {rows} = await synergy.query(sql`
		SELECT kind, COUNT(*) AS lines FROM (
			SELECT CASE WHEN Message LIKE N'cost centre N____ does not exist' THEN N'cost centre' WHEN Message LIKE N'another pending entry has%' THEN N'double' ELSE Message END AS kind FROM dbo.TransactionsPending
		) AS pending GROUP BY kind ORDER BY kind
	`);
	t.deepEqual(rows, [
		{kind: 'cost centre', lines: 2000},
		{kind: 'double', lines: 398},
		{kind: 'the ledger has an entry of this year, journal and number already (3 lines)', lines: 2},
	]);
	t.deepEqual(await counts(), {ledger: before.ledger + 6000 - 2400, pending: 2400});
});
