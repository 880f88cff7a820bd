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

The aim is not met: 1.8. Of 2.2 s, where reading alone takes 1.2 s, the start with the locks, the attachment and the facts of the division takes 0.3. Then lines are
written while the sheet is read, but both cost more than there is to share: 1.8 s of processor time in the job (reading, checks, writing rows into the stream of the
protocol) and 1.5 in the server (the wide rows and the seven indexes of TransactionsPending), on two cores. The last lines are written, and all are committed, when
reading has ended: another 0.2.
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
