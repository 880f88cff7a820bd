import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {repeatedTransaction} from '../../source/sql/lock-conflict.js';
import {sql, type Composable} from '../../source/sql/statement.js';
import {hasFreeNumbers, takeFreeNumbers} from '../financial/free-numbers.js';

/**
Gives entries without a number the next ones of the counter, one an entry; the counter moves in the same transaction, so a killed job
leaves neither a gap nor a double. Without the counter they stay as they are, and the checks refuse them. Returns how many.
*/
export const numberEntries = async (synergy: SqlConnection, lines: Composable): Promise<number> => {
	const waiting = await firstRow<{count: number}>(synergy, sql`
		SELECT COUNT(DISTINCT EntryGuid) AS count FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NOT NULL AND ISNULL(EntryNumber, N'') = N''
	`);
	const {count} = waiting!;
	return count === 0 || !await hasFreeNumbers(synergy)
		? 0
		: repeatedTransaction(synergy, async change => {
			const first = await takeFreeNumbers(change, count);
			if (first === undefined) {
				return 0;
			}

			const {rows} = await change.query<{guid: string}>(sql`
				SELECT EntryGuid AS guid FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NOT NULL AND ISNULL(EntryNumber, N'') = N'' GROUP BY EntryGuid ORDER BY MIN(ID)
			`);
			if (rows.length !== count) {
				throw new Error('The pending entries changed while they were numbered.');
			}

			await change.query(sql`CREATE TABLE #Numbered (guid uniqueidentifier NOT NULL PRIMARY KEY, number nvarchar(20) COLLATE DATABASE_DEFAULT NOT NULL)`);
			await change.bulk({
				table: '#Numbered',
				columns: [{name: 'guid', type: {name: 'uniqueidentifier'}, nullable: false}, {name: 'number', type: {name: 'nvarchar', length: 20}, nullable: false}],
				rows: rows.map(({guid}, index) => [guid, String(first + index)]),
			});
			await change.query(sql`UPDATE line SET EntryNumber = numbered.number FROM #Numbered AS numbered JOIN dbo.TransactionsPending AS line ON line.EntryGuid = numbered.guid WHERE ISNULL(line.EntryNumber, N'') = N''`);
			await change.query(sql`DROP TABLE #Numbered`);
			return count;
		});
};
