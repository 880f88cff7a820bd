import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {int, nvarchar, sql} from '../../source/sql/statement.js';
import {freeNumbersKey, hasFreeNumbers, takeFreeNumbers} from '../financial/free-numbers.js';

/** Rejects with JOB-COLUMNS where the database has no table for the numbers, or the login may not see it. */
export const requireEntryNumbers = async (connection: SqlConnection): Promise<void> => {
	if (!await hasFreeNumbers(connection)) {
		throw new BacoError('JOB-COLUMNS', {table: 'BacoFreeNumbers', columns: [], database: connection.target.database});
	}
};

/** Takes numbers of the counter for imported entries; everybody who feeds entries waits for it until the transaction has ended. */
export const takeEntryNumbers = async (change: SqlConnection, count: number): Promise<number[]> => {
	const first = await takeFreeNumbers(change, count);
	if (first === undefined) {
		await change.query(sql`INSERT INTO dbo.BacoFreeNumbers (NumberKey, FreeNumber) VALUES (${nvarchar(40, freeNumbersKey)}, ${int(1 + count)})`);
	}

	return Array.from({length: count}, (_, index) => (first ?? 1) + index);
};

/** `number 8`, `numbers 8 to 11`, `numbers 8 to 11, 14`: in the order of the entries. */
export const numbersText = (numbers: readonly number[]): string => {
	const ranges: Array<{readonly from: number; to: number}> = [];
	for (const number of numbers) {
		const last = ranges.at(-1);
		if (last?.to === number - 1) {
			last.to = number;
		} else {
			ranges.push({from: number, to: number});
		}
	}

	return `${numbers.length === 1 ? 'number' : 'numbers'} ${ranges.map(({from, to}) => from === to ? from : `${from} to ${to}`).join(', ')}`;
};
