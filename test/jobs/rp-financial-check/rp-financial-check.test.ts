import test from 'ava';
import type {SqlConnection} from '../../../source/sql/contract.js';
import {sql, uniqueidentifier} from '../../../source/sql/statement.js';
import {openJobHome, type JobHome} from '../job-home.js';

let home: JobHome;
let synergy: SqlConnection;

test.before(async () => {
	home = await openJobHome();
	synergy = await home.open('Synergy');
});

test.after.always(async () => {
	await home.close();
});

const run = async (job: string, ...args: readonly string[]) => {
	const started = home.start(job, args);
	const exitCode = await started.exitCode;
	return {
		exitCode, stdout: started.stdout(), stderr: started.stderr(), events: started.events(),
	};
};

const lastLog = async () => {
	const {rows} = await synergy.query(sql`SELECT TOP (1) Source, Action, Status, Remark FROM dbo.CompanyLogs ORDER BY LogID DESC`);
	return rows[0];
};

test.serial('before the first replication everything waits, which is told and is no failure', async t => {
	const {exitCode, stdout, stderr} = await run('rp-financial-check', '/C:110');
	t.is(exitCode, 0, stderr.trim());
	t.regex(stdout, /year 2024, period 2, ledger 1600 Crediteuren: only in back office \(Synergy -, back office -\d+\.\d\d\), 3 lines wait for replication/v);
	t.regex(stdout, /^Division 110 differs only by entries that wait\.$/mv);
	t.like(await lastLog(), {Source: 'RPFinancialCheck', Action: 'Check', Status: 'Pending'});
});

test.serial('the chain: after replication both sides are equal, with a result document', async t => {
	const copied = await run('baco-replicator2', '/C:100,110');
	t.is(copied.exitCode, 0, copied.stderr);
	const {exitCode, stdout, stderr, events} = await run('rp-financial-check', '/C:100,110');
	t.is(exitCode, 0, stderr.trim());
	t.regex(stdout, /^2 divisions agree with the back office\.$/mv);
	t.deepEqual(await lastLog(), {
		Source: 'RPFinancialCheck', Action: 'Check', Status: 'OK', Remark: 'Equal: 38 totals; 5 entries pending (1 entered in Globe but not processed, 4 in TransactionsPending).',
	});
	const id = String(events.findLast(({type}) => type === 'document')?.id);
	const {rows} = await synergy.query<{ID: string; Subject: string; Type: number; JobLevel: number; days: number}>(sql`
		SELECT ID, Subject, Type, JobLevel, DATEDIFF(day, GETDATE(), ExpiryDate) AS days FROM dbo.BacoDiscussions WHERE Subject LIKE N'Financial check 110%Equal%'
	`);
	t.is(rows.length, 1);
	t.like(rows[0], {
		ID: id, Type: 160, JobLevel: 10, days: 90,
	});
	const setting = await synergy.query<{StringValue: string; DateValue: Date}>(sql`SELECT StringValue, DateValue FROM dbo.BacoSettings WHERE SettingGroup = N'RPFinancialCheck' AND SettingName = N'LastRun 110'`);
	t.is(setting.rows[0]!.StringValue, 'Equal: 38 totals; 5 entries pending (1 entered in Globe but not processed, 4 in TransactionsPending).');
});

test.serial('blanks before a period are no difference, nor is a company that Globe leaves empty', async t => {
	const globe = await home.open('110');
	await synergy.query(sql`UPDATE TOP (3) dbo.gbkmut SET periode = LTRIM(periode) WHERE CompanyCode = N'110' AND periode = N'  4'`);
	await globe.query(sql`UPDATE dbo.gbkmut SET CompanyCode = NULL WHERE CompanyCode = N'110'`);
	const {exitCode, stdout, stderr} = await run('rp-financial-check', '/C:110');
	await globe.query(sql`UPDATE dbo.gbkmut SET CompanyCode = N'110' WHERE CompanyCode IS NULL`);
	t.is(exitCode, 0, stderr.trim());
	t.regex(stdout, /^1 division agrees with the back office\.$/mv);
	// All lines have new row versions, which wait for a replication that finds nothing new.
	const copied = await run('baco-replicator2', '/C:110');
	t.is(copied.exitCode, 0, copied.stderr);
});

test.serial('a difference is named by year, period and ledger, and a tolerance lets it pass', async t => {
	await synergy.query(sql`UPDATE dbo.gbkmut SET bdr_hfl = bdr_hfl + 0.5 WHERE CompanyCode = N'110' AND bkstnr = N'24000003' AND regel = N'   1'`);
	const {exitCode, stdout, stderr} = await run('rp-financial-check', '/C:100,110');
	t.is(exitCode, 1);
	t.regex(stderr, /^Division 110, year 2024, period 4, ledger 1300 Debiteuren: amount differs/mv);
	t.notRegex(stderr, /Division 100/v);
	t.regex(stdout, /^Of 2 divisions 1 differs: 110; 1 agrees\.$/mv);
	t.like(await lastLog(), {Status: 'Error', Remark: 'Different, 5 entries pending (1 entered in Globe but not processed, 4 in TransactionsPending): 1 of 38 totals, first year 2024, period 4, ledger 1300.'});
	const tolerant = await run('rp-financial-check', '/C:110', '/T:1');
	t.is(tolerant.exitCode, 0, tolerant.stderr);
});

test.serial('entries born in Synergy count too; a dry run writes nothing', async t => {
	const imported = await run('baco-importer', '/C:110');
	t.is(imported.exitCode, 0, imported.stderr);
	const before = await synergy.query(sql`SELECT COUNT(*) AS logs, (SELECT COUNT(*) FROM dbo.BacoDiscussions) AS documents FROM dbo.CompanyLogs`);
	const {exitCode, stderr} = await run('rp-financial-check', '/C:110', '--dry-run');
	t.is(exitCode, 1);
	t.regex(stderr, /ledger 2000 Tussenrekening: only in Synergy/v);
	const after = await synergy.query(sql`SELECT COUNT(*) AS logs, (SELECT COUNT(*) FROM dbo.BacoDiscussions) AS documents FROM dbo.CompanyLogs`);
	t.deepEqual(after.rows, before.rows);
});

test.serial('entries that the importer rejected are told, with where they wait', async t => {
	const imported = await run('baco-importer', '/C:100');
	t.is(imported.exitCode, 1);
	const {rows} = await synergy.query<{entries: number; lines: number}>(sql`SELECT COUNT(DISTINCT EntryGuid) AS entries, COUNT(*) AS lines FROM dbo.TransactionsPending WHERE CompanyCode = N'100'`);
	const [{entries, lines}] = rows as [typeof rows[0]];
	t.true(entries > 0);
	const {stdout, events} = await run('rp-financial-check', '/C:100');
	t.true(stdout.includes(`${entries} in TransactionsPending and rejected)`));
	const id = String(events.findLast(({type}) => type === 'document')?.id);
	const document = await synergy.query<{Body: string}>(sql`SELECT Body FROM dbo.BacoDiscussions WHERE ID = ${uniqueidentifier(id)}`);
	t.true(document.rows[0]!.Body.includes(`<p>Pending: ${entries} entries (${lines} lines) in TransactionsPending of Synergy, ${entries} of them rejected with their reason in Message: BacoImporter moves what is sound.</p>`), document.rows[0]!.Body);
});

test.serial('without /C: it is a wrong command line', async t => {
	const {exitCode, stderr} = await run('rp-financial-check');
	t.is(exitCode, 2);
	t.regex(stderr, /\/C: \(Divisions\) is missing/v);
});
