import test from 'ava';
import {gatherEntries} from '../../../jobs/baco-importer/gather-entries.js';
import {ledgerColumns} from '../../../jobs/baco-importer/ledger-columns.js';
import {postEntries} from '../../../jobs/baco-importer/post-entries.js';
import {pendingLines} from '../../../jobs/financial/pending-filter.js';
import {knownColumns} from '../../../source/divisions/known-columns.js';
import {firstRow} from '../../../source/sql/first-row.js';
import {nchar, sql} from '../../../source/sql/statement.js';
import {openJobHome} from '../job-home.js';

test('an entry with a line that somebody changed after the checks stays pending, and the others move', async t => {
	const home = await openJobHome();
	t.teardown(home.close);
	const [job, operator] = [await home.open('Synergy'), await home.open('Synergy')];
	const lines = pendingLines('110', await knownColumns(job, 'TransactionsPending'));
	const {entries} = await gatherEntries(job, lines);
	const {rows} = await job.query<{guid: string; seq: number}>(sql`SELECT guid, seq FROM #PendingEntries ORDER BY seq`);
	t.true(entries >= 4, String(entries));
	await operator.query(sql`UPDATE TOP (1) dbo.TransactionsPending SET Description = N'changed meanwhile' WHERE EntryGuid = (SELECT TOP (1) EntryGuid FROM dbo.TransactionsPending WHERE CompanyCode = N'110' ORDER BY ID)`);
	const moved = await postEntries({first: 1, last: entries}, {
		synergy: job, company: nchar(6, '110'), ledgerCompany: nchar(3, '110'), columns: await ledgerColumns(job, {code: '110', name: 'Delta Bike', number: 110}, 0), replaces: false,
	});
	const left = await job.query<{guid: string; reason: string}>(sql`SELECT guid, reason FROM #PendingEntries WHERE reason IS NOT NULL`);
	t.deepEqual(left.rows, [{guid: rows[0]!.guid, reason: 'it was changed while the job ran: the next run looks at it again'}]);
	const after = await firstRow<{ledger: number; pending: number}>(operator, sql`SELECT (SELECT COUNT(*) FROM dbo.gbkmut WHERE CompanyCode = N'110') AS ledger, (SELECT COUNT(*) FROM dbo.TransactionsPending WHERE CompanyCode = N'110') AS pending`);
	t.is(after!.ledger, moved);
	t.is(after!.ledger + after!.pending, 8);
	t.true(after!.pending > 0);
});
