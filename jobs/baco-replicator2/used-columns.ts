import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	identifier,
	joined,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import type {SharedColumn} from './shared-columns.js';

/** Those columns that some line fills: of the 150 of gbkmut a third is in use, and the others need not travel. One look over the company's lines. */
export const usedColumns = async (globe: SqlConnection, lines: Composable, columns: readonly SharedColumn[]): Promise<readonly SharedColumn[]> => {
	const spare = columns.filter(({without, name}) => without !== undefined && !needed.has(name.toLowerCase()));
	const tests = spare.map(({source, without}, index) =>
		sql`MAX(CASE WHEN ${source} ${without === null ? sql`IS NULL` : sql`= 0`} THEN 0 ELSE 1 END) AS ${identifier(`used${index}`)}`);
	const row = await firstRow<Record<string, number | null>>(globe, sql`SELECT ${joined(tests, ', ')} FROM dbo.gbkmut WHERE ${lines}`);
	const unused = new Set(spare.filter((_, index) => row?.[`used${index}`] !== 1));
	return columns.filter(column => !unused.has(column));
};

/** What the checks look at. */
const needed = new Set(['entryguid', 'transactionguid', 'reknr', 'bdr_hfl', 'bkjrcode', 'dagbknr', 'bkstnr']);
