import test from 'ava';
import {sampleGuid} from '../../fixtures/databases/sample/sample-guid.js';
import {figureHeaders} from '../../fixtures/workbooks/figure-rows.js';
import {writeWorkbook} from '../../fixtures/workbooks/write-workbook.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	nchar,
	nvarchar,
	sql,
	uniqueidentifier,
	varbinary,
} from '../../source/sql/statement.js';
import {openJobHome, type JobHome} from './job-home.js';

let home: JobHome;
let synergy: SqlConnection;
let globe: SqlConnection;

test.before(async () => {
	home = await openJobHome();
	synergy = await home.open('Synergy');
	globe = await home.open('110');
	// The feed of the samples has faults, which are not what this is about.
	await synergy.query(sql`DELETE FROM dbo.TransactionsPending`);
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

const documentId = sampleGuid('chain', 'document');

const figures = async () => writeWorkbook([{
	name: 'Blad1',
	rows: [
		figureHeaders,
		['100', 2024, 4, 4300, undefined, undefined, undefined, 'KANTOOR', undefined, 1234.56, undefined, undefined, 'Huur april'],
		['100', 2024, 5, 4320, 'Vrachtkosten', 'D', 'P', 'VERKOOP', 'FIETS', 0.1, undefined, undefined, 'Vracht 1'],
		['100', 2024, 4, 2000, undefined, undefined, undefined, undefined, undefined, undefined, 1234.56, undefined, 'Huur april'],
		['100', 2024, 5, 4320, 'Vrachtkosten', 'D', 'P', 'WERKPL', 'EBIKE', 0.2, undefined, undefined, 'Vracht 2'],
		['100', 2024, 5, 2000, undefined, undefined, undefined, undefined, undefined, undefined, 0.3, undefined, 'Vracht'],
	],
}]);

const attachWorkbook = async (id: string, division: string, content: Uint8Array) => {
	await synergy.query(sql`
		INSERT INTO dbo.BacoDiscussions (ID, Subject, Category, SubCategory, Type, CreatedByFullName, Company, Body)
		VALUES (${uniqueidentifier(id)}, N'Cijfers', N'Excel import', N'Actuals', 0, N'Test', ${nchar(3, division)}, N'<p>Graag verwerken.</p>');
		INSERT INTO dbo.Attachments (Entity, EntityType, Attachment, AttachmentFileName, AttachmentType)
		VALUES (${uniqueidentifier(id)}, 0, ${varbinary('max', content)}, N'cijfers.xlsx', 0);
	`);
};

const importedLines = async () => {
	const {rows} = await synergy.query(sql`
		SELECT bkjrcode, periode, reknr, CONVERT(nvarchar(10), datum, 120) AS datum, bkstnr, bdr_hfl, bdr_val, AmountCentral, RTRIM(kstplcode) AS kstplcode, RTRIM(kstdrcode) AS kstdrcode, oms25, RTRIM(valcode) AS valcode, transtype, verwerknrl
		FROM dbo.gbkmut WHERE DocumentID = ${uniqueidentifier(documentId)} ORDER BY bkstnr, ID
	`);
	return rows;
};

const ledgerLine = (month: number, number: number, account: number, amount: number, text: string, [kstplcode, kstdrcode]: readonly [string?, string?] = []) => ({
	bkjrcode: 2024, periode: String(month).padStart(3), reknr: String(account).padStart(9), datum: month === 4 ? '2024-04-30' : '2024-05-31', bkstnr: String(number), bdr_hfl: amount, bdr_val: amount, AmountCentral: amount,
	kstplcode: kstplcode ?? null, kstdrcode: kstdrcode ?? null, oms25: text, valcode: 'EUR', transtype: 'N', verwerknrl: 1,
});

const processLogOf = async (program: string) => {
	const {rows} = await synergy.query<{LogText: string}>(sql`SELECT LogText FROM dbo.BacoProcessLog WHERE ProcessName = ${nvarchar(60, program)} AND LogDate >= DATEADD(hour, -1, GETDATE()) ORDER BY LogID`);
	return rows.map(({LogText: text}) => text);
};

test.serial('figures of a workbook come to the ledger as they were typed, with nothing left pending', async t => {
	await attachWorkbook(documentId, '100', await figures());
	const counter = await firstRow<{free: number}>(synergy, sql`SELECT FreeNumber AS free FROM dbo.BacoFreeNumbers WHERE NumberKey = N'RPFinEntry'`);
	const {free} = counter!;
	const imported = await run('rp-excel-import', `/DOC:${documentId}`);
	t.is(imported.exitCode, 0, imported.stderr);
	const posted = await run('baco-importer', '/C:100');
	t.is(posted.exitCode, 0, posted.stderr);
	t.regex(posted.stdout, /Division 100: done, Moved 5 of 5 lines/v);
	// Lines without a cost centre get the default of the division.
	t.deepEqual(await importedLines(), [
		ledgerLine(4, free, 4300, 1234.56, 'Huur april', ['KANTOOR']),
		ledgerLine(4, free, 2000, -1234.56, 'Huur april', ['KANTOOR']),
		ledgerLine(5, free + 1, 4320, 0.1, 'Vracht 1', ['VERKOOP', 'FIETS']),
		ledgerLine(5, free + 1, 4320, 0.2, 'Vracht 2', ['WERKPL', 'EBIKE']),
		ledgerLine(5, free + 1, 2000, -0.3, 'Vracht', ['KANTOOR']),
	]);
	const {rows} = await synergy.query<{pending: number; free: number; Status: number; StatusText: string; Body: string}>(sql`
		SELECT (SELECT COUNT(*) FROM dbo.TransactionsPending) AS pending, (SELECT FreeNumber FROM dbo.BacoFreeNumbers WHERE NumberKey = N'RPFinEntry') AS free, Status, StatusText, Body
		FROM dbo.BacoDiscussions WHERE ID = ${uniqueidentifier(documentId)}
	`);
	const result = `Imported 5 lines in 2 entries, numbers ${free} to ${free + 1}.`;
	t.like(rows[0], {
		pending: 0, free: free + 2, Status: 3, StatusText: result,
	});
	t.true(rows[0]!.Body.startsWith(`<p>Graag verwerken.</p><!-- RPExcelImport --><p>${result}</p>`), rows[0]!.Body);
	t.true(rows[0]!.Body.includes('Created 1 ledger account: 4320 Vrachtkosten.'), rows[0]!.Body);
	for (const [program, last] of [['RPExcelImport', /^1 workbook imported, 0 refused\. Finished in .* s\./v], ['BacoImporter', /^Moved 5 lines to the ledger\. Finished in .* s\./v]] as const) {
		const texts = await processLogOf(program); // eslint-disable-line no-await-in-loop -- one connection
		t.true(texts.length >= 3, texts.join('\n'));
		t.regex(texts[0]!, /^Start/v);
		t.regex(texts.at(-1)!, last);
	}
});

test.serial('figures in another currency than that of the group are not added up as if they were in it', async t => {
	const id = sampleGuid('chain', 'francs');
	await synergy.query(sql`UPDATE dbo.bedryf SET valcode = N'CHF' WHERE bedrnr = N'300'`);
	await attachWorkbook(id, '300', await writeWorkbook([{
		name: 'Blad1',
		rows: [
			figureHeaders,
			['300', 2024, 4, 4300, undefined, undefined, undefined, 'KANTOOR', undefined, 50, undefined, undefined, 'Miete'],
			['300', 2024, 4, 2000, undefined, undefined, undefined, undefined, undefined, undefined, 50, undefined, 'Miete'],
		],
	}]));
	const imported = await run('rp-excel-import', `/DOC:${id}`);
	t.is(imported.exitCode, 0, imported.stderr);
	const posted = await run('baco-importer', '/C:300');
	t.is(posted.exitCode, 0, posted.stderr);
	t.regex(posted.stderr, /Division 300: 2 lines are not in EUR and have no rate to it: their amount in EUR is left at 0\./v);
	const {rows} = await synergy.query(sql`SELECT bdr_hfl, RTRIM(valcode) AS valcode, AmountCentral FROM dbo.gbkmut WHERE DocumentID = ${uniqueidentifier(id)} ORDER BY ID`);
	t.deepEqual(rows, [{bdr_hfl: 50, valcode: 'CHF', AmountCentral: 0}, {bdr_hfl: -50, valcode: 'CHF', AmountCentral: 0}]);
});

test.serial('a document that is opened again after its figures were posted is refused', async t => {
	await synergy.query(sql`UPDATE dbo.BacoDiscussions SET Status = 1 WHERE ID = ${uniqueidentifier(documentId)}`);
	const {exitCode, stderr} = await run('rp-excel-import', `/DOC:${documentId}`);
	t.is(exitCode, 1);
	t.regex(stderr, /was imported before: entry \d+ is in gbkmut/v);
	const again = await run('baco-importer', '/C:100');
	t.regex(again.stdout, /^Nothing is pending\.$/mv);
	const lines = await importedLines();
	t.is(lines.length, 5);
});

test.serial('entries of the back office come to Synergy with their documents, and what was imported there stays', async t => {
	const before = await importedLines();
	const copied = await run('baco-replicator2', '/C:100,110');
	t.is(copied.exitCode, 0, copied.stderr);
	t.deepEqual(await importedLines(), before);
	const {rows: lines} = await synergy.query<{ours: number; theirs: number; same: number}>(sql`
		SELECT (SELECT COUNT(*) FROM dbo.gbkmut WHERE CompanyCode = N'110') AS ours,
			(SELECT COUNT(*) FROM [110].dbo.gbkmut WHERE CompanyCode = N'110' AND transtype IN (N'N', N'C', N'P') AND ISNULL(bud_vers, N'') = N'' AND verwerknrl <> 0) AS theirs,
			(SELECT COUNT(*) FROM dbo.gbkmut AS ours JOIN [110].dbo.gbkmut AS theirs ON theirs.TransactionGuid = ours.TransactionGuid
				WHERE ours.CompanyCode = N'110' AND ours.bdr_hfl = theirs.bdr_hfl AND ours.reknr = theirs.reknr AND ours.periode = theirs.periode AND ours.EntryGuid = theirs.EntryGuid) AS same
	`);
	t.true(lines[0]!.ours > 0);
	t.deepEqual(lines[0], {ours: lines[0]!.theirs, theirs: lines[0]!.theirs, same: lines[0]!.theirs});
	const {rows: documents} = await synergy.query(sql`
		SELECT Company, Subject, (SELECT COUNT(*) FROM dbo.gbkmut AS line WHERE line.DocumentID = document.ID) AS lines
		FROM dbo.BacoDiscussions AS document WHERE Subject = N'Balans 2023' ORDER BY Company
	`);
	t.deepEqual(documents.map(row => ({...row, Company: String(row.Company).trim()})), [{Company: '100', Subject: 'Balans 2023', lines: 3}, {Company: '110', Subject: 'Balans 2023', lines: 3}]);
	const {rows: logs} = await synergy.query<{code: string; Records: number; Status: string}>(sql`SELECT RTRIM(CompanyCode) AS code, Records, Status FROM dbo.CompanyLogs WHERE Source = N'BacoReplicator2' AND DateStart >= DATEADD(hour, -1, GETDATE()) ORDER BY LogID`);
	t.deepEqual(logs.map(({code, Status: state}) => `${code} ${state}`), ['100 OK', '110 OK']);
	t.is(logs[1]!.Records, lines[0]!.ours);
});

test.serial('the check proves both sides equal, and names the one ledger that is changed afterwards', async t => {
	const equal = await run('rp-financial-check', '/C:110');
	t.is(equal.exitCode, 0, equal.stderr);
	t.is(equal.stderr, '');
	t.regex(equal.stdout, /^1 divisions? agrees? with the back office\.$/mv);
	const line = await firstRow<{year: number; period: string; account: string; id: string}>(globe, sql`SELECT bkjrcode AS year, periode AS period, reknr AS account, TransactionGuid AS id FROM dbo.gbkmut WHERE CompanyCode = N'110' AND bkstnr = N'24000005' AND regel = N'   2'`);
	const {rowsAffected} = await synergy.query(sql`UPDATE dbo.gbkmut SET bdr_hfl = bdr_hfl + 0.01 WHERE TransactionGuid = ${uniqueidentifier(line!.id)}`);
	t.is(rowsAffected, 1);
	const different = await run('rp-financial-check', '/C:110');
	t.is(different.exitCode, 1);
	const told = different.stderr.split('\n').filter(text => text.includes('ledger'));
	t.is(told.filter(text => text.startsWith('Division 110, year')).length, 1, different.stderr);
	t.true(different.stderr.startsWith(`Division 110, year ${line!.year}, period ${line!.period.trim()}, ledger ${line!.account.trim()} `), different.stderr);
	const {rows} = await synergy.query<{Status: string; Remark: string}>(sql`SELECT TOP (1) Status, Remark FROM dbo.CompanyLogs WHERE Source = N'RPFinancialCheck' ORDER BY LogID DESC`);
	t.is(rows[0]!.Status, 'Error');
	t.true(rows[0]!.Remark.includes(`year ${line!.year}, period ${line!.period.trim()}, ledger ${line!.account.trim()}`), rows[0]!.Remark);
});

test.serial('figures that only a workbook brought are named as such', async t => {
	const {exitCode, stderr} = await run('rp-financial-check', '/C:100');
	t.is(exitCode, 1);
	t.regex(stderr, /^Division 100, year 2024, period 5, ledger 4320 Vrachtkosten: only in Synergy \(Synergy 0\.30, back office -\); 2 lines of 1 entry \(0\.30\) are only in Synergy by TransactionGuid, 2 of them with a document of category Excel import: the whole difference$/mv);
});
