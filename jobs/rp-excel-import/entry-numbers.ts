import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {repeatedTransaction} from '../../source/sql/lock-conflict.js';
import {int, nvarchar, sql} from '../../source/sql/statement.js';
import {freeNumbersKey, hasFreeNumbers, takeFreeNumbers} from '../financial/free-numbers.js';

/** Rejects with JOB-COLUMNS where the database has no table for the numbers, or the login may not see it. */
export const requireEntryNumbers = async (connection: SqlConnection): Promise<void> => {
	if (!await hasFreeNumbers(connection)) {
		throw new BacoError('JOB-COLUMNS', {table: 'BacoFreeNumbers', columns: [], database: connection.target.database});
	}
};

/**
Takes numbers of the counter for imported entries; resolves with the first one. In a transaction of its own: everybody who feeds entries waits
for this row, and a number that is not used in the end is only a gap.
*/
export const takeEntryNumbers = async (connection: SqlConnection, count: number): Promise<number> => repeatedTransaction(connection, async inside => {
	const first = await takeFreeNumbers(inside, count);
	if (first === undefined) {
		await inside.query(sql`INSERT INTO dbo.BacoFreeNumbers (NumberKey, FreeNumber) VALUES (${nvarchar(40, freeNumbersKey)}, ${int(1 + count)})`);
	}

	return first ?? 1;
});
