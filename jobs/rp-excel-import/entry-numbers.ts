import type {SqlConnection} from '../../source/sql/contract.js';
import {int, sql} from '../../source/sql/statement.js';

/**
Takes numbers of the counter for imported entries; resolves with the first one. In a transaction of its own: everybody who feeds entries waits
for this row, and a number that is not used in the end is only a gap.
*/
export const takeEntryNumbers = async (connection: SqlConnection, count: number): Promise<number> => connection.transaction(async inside => {
	const {rows} = await inside.query<{first: number}>(sql`
		UPDATE dbo.BacoFreeNumbers SET FreeNumber = FreeNumber + ${int(count)} OUTPUT deleted.FreeNumber AS first WHERE NumberKey = N'RPFinEntry'
	`);
	if (rows[0] !== undefined) {
		return rows[0].first;
	}

	await inside.query(sql`INSERT INTO dbo.BacoFreeNumbers (NumberKey, FreeNumber) VALUES (N'RPFinEntry', ${int(1 + count)})`);
	return 1;
});
