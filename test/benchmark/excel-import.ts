import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {figureRows} from '../../fixtures/workbooks/figure-rows.js';
import {sampleGuid} from '../../fixtures/databases/sample/sample-guid.js';
import {writeWorkbook} from '../../fixtures/workbooks/write-workbook.js';
import {
	nvarchar,
	sql,
	uniqueidentifier,
	varbinary,
} from '../../source/sql/statement.js';
import {openJobHome, type JobHome} from '../jobs/open-job-home.js';
import type {Figure} from './figure.js';
import {measurePairs, median, medianRatio} from './pairs.js';
import {wallSeconds} from './processes.js';

const rows = 100_000;

/**
Reading, checking, loading and booking against reading alone.

The aim is not met: 2.5. Of 3.4 s, where reading alone takes 1.3 s, the start with the locks, the attachment and the facts of the division takes 0.4, reading and
loading 1.7 and booking 0.9 to 1.2. Reading and loading overlap, but writing a row into the stream of the protocol costs the job's thread a third of what parsing it
costs. Booking cannot overlap with them, as no line may be in the table before the last row is checked: one INSERT ... SELECT for each period, whose time goes into
the wide rows and the seven indexes of TransactionsPending. Writing while the workbook is read would take a quarter off, but would hold the locks of the table for as
long as a workbook is read, and take numbers of entries for workbooks that are refused at their last row.
*/
export const excelImport: Figure = {
	name: `RPExcelImport of ${rows} rows`,
	measures: 'wall time / the readers of archive and XML reading the same file and doing nothing',
	aim: 1.3,
	async measure() {
		const jobs = await openJobHome();
		try {
			const content = await writeWorkbook([{name: 'Blad1', rows: figureRows({division: '100', year: 2024, pairs: rows / 2})}]);
			const file = path.join(jobs.home.directory, 'figures.xlsx');
			await writeFile(file, content);
			const document = await addDocument(jobs, content);
			const job = path.resolve('dist/jobs/rp-excel-import.js');
			const pairs = await measurePairs(
				async () => {
					await reopen(jobs, document);
					return wallSeconds([job, '/S:BIKESQL01', '/D:Synergy', `/DOC:${document}`, '/C:100'], jobs.home.env);
				},
				async () => wallSeconds([path.resolve('build/test/benchmark/read-workbook.js'), file]),
				{runs: 3, warmUps: 1},
			);
			const {rows: counted} = await jobs.synergy.query<{lines: number}>(sql`SELECT COUNT(*) AS lines FROM dbo.TransactionsPending WHERE DocumentID = ${uniqueidentifier(document)}`);
			return {
				value: medianRatio(pairs),
				detail: `${median(pairs.map(({ours}) => ours)).toFixed(2)} s / ${median(pairs.map(({theirs}) => theirs)).toFixed(2)} s, ${counted[0]!.lines} lines written`,
			};
		} finally {
			await jobs.close();
		}
	},
};

const addDocument = async ({synergy}: JobHome, content: Uint8Array) => {
	const id = sampleGuid('benchmark', 'document');
	await synergy.query(sql`
		INSERT INTO dbo.BacoDiscussions (ID, Subject, Category, SubCategory, Type, CreatedByFullName, Company, Status)
		VALUES (${uniqueidentifier(id)}, N'Benchmark', N'Excel import', N'Actuals', 0, N'Test', N'100', 3);
		INSERT INTO dbo.Attachments (Entity, EntityType, Attachment, AttachmentFileName, AttachmentType)
		VALUES (${uniqueidentifier(id)}, 0, ${varbinary('max', content)}, ${nvarchar(255, 'figures.xlsx')}, 0);
	`);
	return id;
};

const reopen = async ({synergy}: JobHome, document: string) => {
	await synergy.query(sql`DELETE FROM dbo.TransactionsPending; UPDATE dbo.BacoDiscussions SET Status = 1 WHERE ID = ${uniqueidentifier(document)};`);
};
