import test from 'ava';
import type {SqlConnection} from '../../../source/sql/contract.js';
import {firstRow} from '../../../source/sql/first-row.js';
import {
	int,
	nchar,
	sql,
	uniqueidentifier,
} from '../../../source/sql/statement.js';
import {fillGlobe} from '../../benchmark/ledger-home.js';
import {openJobHome, type JobHome} from '../job-home.js';
import {killOften} from '../kill-often.js';

let home: JobHome;
let synergy: SqlConnection;
let globe: SqlConnection;

test.before(async () => {
	home = await openJobHome({troubles: ['healthy', 'olderRelease']});
	synergy = await home.open('Synergy');
	globe = await home.open('110');
});

test.after.always(async () => {
	await home.close();
});

type Sum = {readonly lines: number; readonly debit: number; readonly entries: number; readonly guids: number};

/** Lines, debit, entries and line guids of the real ledger of a division. */
const sumOf = async (connection: SqlConnection, code = '110'): Promise<Sum> => {
	const {rows} = await connection.query<Sum>(sql`
		SELECT COUNT(*) AS lines, ROUND(SUM(CASE WHEN bdr_hfl > 0 THEN bdr_hfl ELSE 0 END), 2) AS debit, COUNT(DISTINCT EntryGuid) AS entries, COUNT(DISTINCT TransactionGuid) AS guids
		FROM dbo.gbkmut WHERE CompanyCode = ${nchar(3, code)} AND transtype IN (N'N', N'C', N'P') AND ISNULL(bud_vers, N'') = N'' AND verwerknrl <> 0
	`);
	return rows[0]!;
};

const run = async (...args: readonly string[]) => {
	const job = home.start('baco-replicator2', args);
	const exitCode = await job.exitCode;
	return {
		exitCode, stdout: job.stdout(), stderr: job.stderr(), events: job.events(),
	};
};

const documentCount = async () => {
	const {rows} = await synergy.query<{documents: number}>(sql`SELECT COUNT(*) AS documents FROM dbo.BacoDiscussions`);
	return rows;
};

test.serial('a dry run shows what it would copy and writes nothing', async t => {
	const [documents] = await documentCount();
	const {exitCode, stdout, stderr, events} = await run('/C:110', '--dry-run');
	t.is(exitCode, 0, stderr.trim());
	t.deepEqual(events.findLast(({type}) => type === 'counts'), {
		type: 'counts', read: 77, written: 77, rejected: 0,
	});
	t.regex(stdout, /Would write 77 lines of 26 entries, 1 document/v);
	const {rows} = await synergy.query(sql`
		SELECT (SELECT COUNT(*) FROM dbo.gbkmut) AS lines, (SELECT COUNT(*) FROM dbo.XMLTopicHistory) AS marks,
			(SELECT COUNT(*) FROM dbo.BacoProcessLog WHERE CommandLine LIKE N'%dry-run%') AS log, (SELECT COUNT(*) FROM dbo.BacoSettings WHERE SettingGroup = N'BacoReplicator2') AS settings
	`);
	t.deepEqual(rows, [{
		lines: 0, marks: 0, log: 0, settings: 0,
	}]);
	t.deepEqual(await documentCount(), [documents]);
});

test.serial('copies processed entries of several divisions with document, marks and logs', async t => {
	const {exitCode, stdout, stderr, events} = await run('/C:100,110');
	t.is(exitCode, 0, stderr.trim());
	t.regex(stdout, /3 lines in Globe are entered but not processed: they are not copied\. Of entry \S+ of 2024, journal \S+\.$/mv);
	t.regex(stderr, /ledger account 2000 has no corporate account/v);
	t.deepEqual(await sumOf(synergy), await sumOf(globe));
	t.deepEqual(events.filter(event => event.type === 'division').map(({division, state}) => `${String(division)} ${String(state)}`), ['100 started', '100 done', '110 started', '110 done']);
	const same = await synergy.query(sql`
		SELECT COUNT(*) AS count FROM dbo.gbkmut AS ours JOIN [110].dbo.gbkmut AS theirs ON theirs.TransactionGuid = ours.TransactionGuid
		WHERE ours.CompanyCode = N'110' AND ours.oms25 = theirs.oms25 AND ours.datum = theirs.datum AND ours.reknr = theirs.reknr AND ours.bdr_hfl = theirs.bdr_hfl AND ours.Division = 110
			AND ISNULL(ours.kstplcode, N'') = ISNULL(theirs.kstplcode, N'') AND ours.verwerknrl = theirs.verwerknrl AND ours.sysguid = theirs.sysguid
	`);
	t.deepEqual(same.rows, [{count: 77}]);
	const document = await synergy.query(sql`
		SELECT Subject, Type, (SELECT COUNT(*) FROM dbo.gbkmut AS line WHERE line.EntryGuid = document.EntryKey AND line.DocumentID = document.ID) AS lines
		FROM dbo.BacoDiscussions AS document WHERE Company = N'110'
	`);
	t.deepEqual(document.rows, [{Subject: 'Balans 2023', Type: 160, lines: 3}]);
	const log = await synergy.query(sql`SELECT TOP (1) CONVERT(nvarchar(3), CompanyCode) AS code, Source, Records, Action, Status, Remark, res_id, Division FROM dbo.CompanyLogs ORDER BY LogID DESC`);
	t.deepEqual(log.rows, [{
		code: '110', Source: 'BacoReplicator2', Records: 77, Action: 'Replicate', Status: 'OK', Remark: 'Wrote 77 lines of 26 entries, 1 document.', res_id: 11, Division: 110,
	}]);
	const marks = await synergy.query<{own: Uint8Array; other: Uint8Array; card: string; setting: string}>(sql`
		SELECT (SELECT ts_d FROM dbo.XMLTopicHistory WHERE CompanyCode = N'110' AND Topic = N'GLTransactions') AS own, (SELECT ts_u FROM [110].dbo.XMLTopicHistory WHERE CompanyCode = N'110') AS other,
			(SELECT LastImportTransactionCode FROM dbo.bedryf WHERE bedrnr = N'110' AND LastImportDate IS NOT NULL) AS card,
			(SELECT StringValue FROM dbo.BacoSettings WHERE SettingGroup = N'BacoReplicator2' AND SettingName = N'LastImport 110') AS setting
	`);
	t.deepEqual(marks.rows[0]!.own, marks.rows[0]!.other);
	t.regex(marks.rows[0]!.card, /^0x[\dA-F]{16}$/v);
	t.is(marks.rows[0]!.card, marks.rows[0]!.setting);
});

test.serial('only what changed is copied again, in the place of what was there', async t => {
	await globe.query(sql`UPDATE dbo.gbkmut SET oms25 = N'Gewijzigd' WHERE bkstnr = N'24000003' AND regel = N'   1'`);
	const changed = await run('/C:110');
	t.is(changed.exitCode, 0, changed.stderr);
	t.regex(changed.stdout, /Wrote 3 lines of 1 entry\./v);
	t.deepEqual(await sumOf(synergy), await sumOf(globe));
	const {rows} = await synergy.query(sql`SELECT COUNT(*) AS count FROM dbo.gbkmut WHERE oms25 = N'Gewijzigd'`);
	t.deepEqual(rows, [{count: 1}]);
	const nothing = await run('/C:110');
	t.regex(nothing.stdout, /Wrote 0 lines of 0 entries\./v);
});

test.serial('a rejected entry stays out with its reason, and is tried again until it is right', async t => {
	await globe.query(sql`
		UPDATE dbo.gbkmut SET reknr = N'     4711' WHERE bkstnr = N'24000004' AND regel = N'   1';
		UPDATE dbo.gbkmut SET bdr_hfl = bdr_hfl + 1 WHERE bkstnr = N'24000005' AND regel = N'   1';
		UPDATE dbo.gbkmut SET oms25 = N'Goed' WHERE bkstnr = N'24000006';
	`);
	const first = await run('/C:110');
	t.is(first.exitCode, 1);
	t.regex(first.stderr, /Rejected in 110: entry 24000004 of 2024, journal 60: ledger account 4711 does not exist in Synergy/v);
	t.regex(first.stderr, /Rejected in 110: entry 24000005 of 2024, journal 20: its lines sum to 1\.00 and not to 0/v);
	t.regex(first.stdout, /Wrote 3 lines of 1 entry, 2 entries rejected/v);
	const stamp = async () => {
		const {rows} = await synergy.query(sql`SELECT MAX(timestamp) AS stamp FROM dbo.gbkmut WHERE CompanyCode = N'110'`);
		return rows;
	};

	// What comes after the rejected ones is there already and is not stamped anew, however often they are tried.
	const before = await stamp();
	const second = await run('/C:110');
	t.is(second.exitCode, 1);
	t.regex(second.stdout, /Wrote 0 lines of 0 entries, 2 entries rejected/v);
	t.deepEqual(await stamp(), before);
	await synergy.query(sql`UPDATE dbo.gbkmut SET oms25 = N'Verminkt' WHERE bkstnr = N'24000006' AND regel = N'   1'`);
	await globe.query(sql`UPDATE dbo.gbkmut SET oms25 = N'Later' WHERE bkstnr = N'24000007' AND regel = N'   1'`);
	const repaired = await run('/C:110');
	t.regex(repaired.stdout, /Wrote 6 lines of 2 entries, 2 entries rejected/v);
	await synergy.query(sql`INSERT INTO dbo.grtbk (reknr, CompanyCode, oms25_0) VALUES (N'     4711', N'110', N'Nieuw')`);
	await globe.query(sql`UPDATE dbo.gbkmut SET bdr_hfl = bdr_hfl - 1 WHERE bkstnr = N'24000005' AND regel = N'   1'`);
	const third = await run('/C:110');
	t.is(third.exitCode, 0, third.stderr);
	t.deepEqual(await sumOf(synergy), await sumOf(globe));
});

test.serial('a line that is gone from an entry of Globe goes from Synergy with the next change of the entry', async t => {
	await globe.query(sql`
		UPDATE dbo.gbkmut SET bdr_hfl = bdr_hfl + (SELECT gone.bdr_hfl FROM dbo.gbkmut AS gone WHERE gone.bkstnr = N'24000009' AND gone.regel = N'   3') WHERE bkstnr = N'24000009' AND regel = N'   2';
		DELETE FROM dbo.gbkmut WHERE bkstnr = N'24000009' AND regel = N'   3';
	`);
	const {exitCode, stderr} = await run('/C:110');
	t.is(exitCode, 0, stderr.trim());
	t.deepEqual(await sumOf(synergy), await sumOf(globe));
});

test.serial('lines of the log of deletions go from Synergy, those that Globe still has stay', async t => {
	await globe.query(sql`
		INSERT INTO dbo.DeletionLogs (TableName, CompanyCode, KeyGuid1, syscreator)
		SELECT N'gbkmut', N'110', TransactionGuid, 1 FROM dbo.gbkmut WHERE bkstnr IN (N'24000010', N'24000011');
		INSERT INTO dbo.DeletionLogs (TableName, CompanyCode, KeyGuid1, syscreator) SELECT N'humres', N'110', TransactionGuid, 1 FROM dbo.gbkmut WHERE bkstnr = N'24000012';
		DELETE FROM dbo.gbkmut WHERE bkstnr = N'24000010';
	`);
	const dry = await run('/C:110', '--dry-run');
	t.like(dry.events.findLast(({type}) => type === 'counts'), {written: 0, deleted: 3});
	t.regex(dry.stdout, /Would write 0 lines of 0 entries, would remove 3 that were deleted in Globe/v);
	const {exitCode, stdout, stderr} = await run('/C:110');
	t.is(exitCode, 0, stderr.trim());
	t.regex(stdout, /Wrote 0 lines of 0 entries, removed 3 that were deleted in Globe\./v);
	t.deepEqual(await sumOf(synergy), await sumOf(globe));
	const again = await run('/C:110');
	t.regex(again.stdout, /Wrote 0 lines of 0 entries\./v);
	await globe.query(sql`DENY SELECT ON dbo.DeletionLogs TO public`);
	const denied = await run('/C:110');
	t.is(denied.exitCode, 0, denied.stderr);
	t.regex(denied.stdout, /The Globe database shows no DeletionLogs/v);
	await globe.query(sql`REVOKE SELECT ON dbo.DeletionLogs TO public`);
});

test.serial('the first mark is written where a trigger counts a row although there was none', async t => {
	await synergy.query(sql`SELECT * INTO dbo.KeptTopics FROM dbo.XMLTopicHistory; DELETE FROM dbo.XMLTopicHistory; CREATE TABLE dbo.Changes (what nvarchar(20) NOT NULL)`);
	await synergy.query(sql`CREATE TRIGGER dbo.log_topics ON dbo.XMLTopicHistory FOR UPDATE AS INSERT INTO dbo.Changes (what) VALUES (N'topic')`);
	const {exitCode, stderr} = await run('/C:110');
	const {rows} = await synergy.query(sql`SELECT RTRIM(CompanyCode) AS code FROM dbo.XMLTopicHistory`);
	await synergy.query(sql`DROP TRIGGER dbo.log_topics; DROP TABLE dbo.Changes; DELETE FROM dbo.XMLTopicHistory; INSERT INTO dbo.XMLTopicHistory SELECT * FROM dbo.KeptTopics; DROP TABLE dbo.KeptTopics`);
	t.is(exitCode, 0, stderr.trim());
	t.deepEqual(rows, [{code: '110'}]);
});

test.serial('a line without TransactionGuid goes by its sysguid: named in the log of deletions, it stays as long as Globe has it', async t => {
	const line = sql`bkstnr = N'24000013' AND regel = N'   1'`;
	const {rows} = await globe.query<{before: string; guid: string}>(sql`SELECT TransactionGuid AS [before], sysguid AS guid FROM dbo.gbkmut WHERE ${line}`);
	await globe.query(sql`
		UPDATE dbo.gbkmut SET TransactionGuid = NULL WHERE ${line};
		INSERT INTO dbo.DeletionLogs (TableName, CompanyCode, KeyGuid1, syscreator) SELECT N'gbkmut', N'110', sysguid, 1 FROM dbo.gbkmut WHERE ${line};
	`);
	const {exitCode, stderr} = await run('/C:110');
	t.is(exitCode, 0, stderr.trim());
	const again = await run('/C:110');
	t.is(again.exitCode, 0, again.stderr);
	const copy = await synergy.query<{guid: string}>(sql`SELECT TransactionGuid AS guid FROM dbo.gbkmut WHERE CompanyCode = N'110' AND ${line}`);
	t.deepEqual(copy.rows, [{guid: rows[0]!.guid}]);
	await globe.query(sql`UPDATE dbo.gbkmut SET TransactionGuid = ${uniqueidentifier(rows[0]!.before)} WHERE ${line}`);
	await run('/C:110');
	t.deepEqual(await sumOf(synergy), await sumOf(globe));
});

test.serial('columns that Synergy computes, blanks that it has no room for and a missing Division keep nothing out', async t => {
	await synergy.query(sql`ALTER TABLE dbo.gbkmut ADD Doubled AS (bdr_hfl * 2)`);
	await synergy.query(sql`EXEC sp_executesql N'ALTER TABLE dbo.gbkmut DROP COLUMN Division'`);
	await globe.query(sql`ALTER TABLE dbo.gbkmut ADD Doubled float NULL; ALTER TABLE dbo.gbkmut ALTER COLUMN oms25 nvarchar(100) NULL`);
	const width = await firstRow<{width: number}>(synergy, sql`SELECT COL_LENGTH(N'dbo.gbkmut', N'oms25') / 2 AS width`);
	await globe.query(sql`UPDATE dbo.gbkmut SET oms25 = N'Blanks' + REPLICATE(N' ', ${int(width!.width)}), Doubled = 1 WHERE bkstnr = N'24000014'`);
	const {exitCode, stderr} = await run('/C:110');
	t.is(exitCode, 0, stderr.trim());
	const {rows} = await synergy.query(sql`SELECT DISTINCT oms25, CASE WHEN Doubled = bdr_hfl * 2 THEN 1 ELSE 0 END AS computed FROM dbo.gbkmut WHERE CompanyCode = N'110' AND bkstnr = N'24000014'`);
	t.deepEqual(rows, [{oms25: 'Blanks', computed: 1}]);
	await synergy.query(sql`ALTER TABLE dbo.gbkmut DROP COLUMN Doubled; ALTER TABLE dbo.gbkmut ADD Division smallint NULL`);
});

test.serial('a division without a back office fails alone; the others are copied, from an older release too', async t => {
	await synergy.query(sql`UPDATE dbo.bedryf SET CompanyType = 9 WHERE bedrnr = N'100'`);
	const {exitCode, stdout} = await run('/C:100,310');
	t.is(exitCode, 1);
	t.regex(stdout, /Division 100: failed, Division 100 has no back office to work with: its figures are entered manually/v);
	t.regex(stdout, /Division 310: done, Wrote 77 lines/v);
	await synergy.query(sql`UPDATE dbo.bedryf SET CompanyType = 6 WHERE bedrnr = N'100'`);
});

test.serial('a server that goes away in the middle ends it with 4, and the next run goes on', async t => {
	await fillGlobe(globe, 6000, 50_000);
	const server = home.environment.servers.get('BIKESQL01')!;
	server.setFaults({resetAfterRows: 2500});
	const {exitCode, stderr} = await run('/C:110');
	server.setFaults({});
	t.is(exitCode, 4, stderr.trim());
	const next = await run('/C:110');
	t.is(next.exitCode, 0, next.stderr);
	t.deepEqual(await sumOf(synergy), await sumOf(globe));
});

test.serial('a stop ends it between two transactions with 8; a second start meanwhile is refused with 6', async t => {
	await fillGlobe(globe, 9000, 60_000);
	const job = home.start('baco-replicator2', ['/C:110']);
	await job.prints('Division 110: started');
	const second = await run('/C:110');
	t.is(second.exitCode, 6, second.stderr);
	job.child.kill('SIGTERM');
	t.true([0, 8].includes((await job.exitCode)!), job.stderr());
});

test.serial('killed at random points again and again, it loses nothing and doubles nothing', async t => {
	await fillGlobe(globe, 9000, 100_000);
	const {killed, last} = await killOften(() => home.start('baco-replicator2', ['/C:110']), {kills: 6, most: 1500, begins: 'Division 110: started'});
	t.is(await last.exitCode, 0, last.stderr());
	t.true(killed > 0);
	t.deepEqual(await sumOf(synergy), await sumOf(globe));
});
