import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {repeatedTransaction} from '../../source/sql/lock-conflict.js';
import {int, nvarchar, sql} from '../../source/sql/statement.js';
import {
	freeNumbersKey,
	giveFreeNumbersBack,
	hasFreeNumbers,
	takeFreeNumbers,
} from '../financial/free-numbers.js';

/** Numbers that are an import's own. */
export type EntryNumbers = {readonly first: number; readonly count: number};

/** Rejects with JOB-COLUMNS where the database has no table for the numbers, or the login may not see it. */
export const requireEntryNumbers = async (connection: SqlConnection): Promise<void> => {
	if (!await hasFreeNumbers(connection)) {
		throw new BacoError('JOB-COLUMNS', {table: 'BacoFreeNumbers', columns: [], database: connection.target.database});
	}
};

/**
Takes numbers of the counter for imported entries. In a transaction of its own: everybody who feeds entries waits for this row, and a number that is
not used in the end is only a gap.
*/
export const takeEntryNumbers = async (connection: SqlConnection, count: number): Promise<EntryNumbers> => repeatedTransaction(connection, async inside => {
	const first = await takeFreeNumbers(inside, count);
	if (first === undefined) {
		await inside.query(sql`INSERT INTO dbo.BacoFreeNumbers (NumberKey, FreeNumber) VALUES (${nvarchar(40, freeNumbersKey)}, ${int(1 + count)})`);
	}

	return {first: first ?? 1, count};
});

/** Gives back what is left of the numbers, if nobody has taken some after them. Never rejects: a gap is no harm. */
export const giveRestBack = async (connection: SqlConnection, {first, count}: EntryNumbers, used: number): Promise<void> => {
	if (used < count) {
		await giveFreeNumbersBack(connection, {from: first + used, to: first + count}).catch(() => undefined);
	}
};
