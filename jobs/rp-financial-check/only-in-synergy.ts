import {knownColumns, type Columns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {asColumn} from '../runtime/as-column.js';
import {
	int,
	joined,
	nvarchar,
	sql,
	uniqueidentifier,
	type Composable,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';
import type {Difference} from './compare-totals.js';

/** Lines of a total in Synergy whose TransactionGuid no line of the back office's database has: replication keeps it, so it did not bring them. */
export type OnlyInSynergy = {
	readonly entries: number;
	readonly lines: number;
	readonly amount: number;
	/** Of the lines, those that belong to a document of the category for imports. */
	readonly fromWorkbook: number;
	/** They are exactly the difference. */
	readonly isAll: boolean;
};

/** Looks the lines of a total up in the back office. Undefined where all have a counterpart, or where there are too many to look up. Rejects with SqlFailure. */
export const onlyInSynergy = async (synergy: SqlConnection, globe: SqlConnection, ours: Composable, {year, period, account, difference}: Difference): Promise<OnlyInSynergy | undefined> => {
	const [ledger, documents] = [await knownColumns(synergy, 'gbkmut'), await knownColumns(synergy, 'BacoDiscussions')];
	const workbook = ledger.has('documentid') && documents.has('category')
		? sql`CASE WHEN EXISTS (SELECT 1 FROM dbo.BacoDiscussions AS document WHERE document.ID = gbkmut.DocumentID AND document.Category = ${nvarchar(30, choice('excelCategory'))}) THEN 1 ELSE 0 END`
		: sql`0`;
	const {rows} = await synergy.query<Line>(sql`
		SELECT TOP (${int(mostLines + 1)}) TransactionGuid AS id, EntryGuid AS entry, bdr_hfl AS amount, ${workbook} AS workbook FROM dbo.gbkmut
		WHERE ${ours} AND bkjrcode = ${int(year)} AND periode IN (${joined(paddings(ledger, 'periode', period, 3), ', ')}) AND reknr IN (${joined(paddings(ledger, 'reknr', account, 9), ', ')}) AND TransactionGuid IS NOT NULL
	`);
	if (rows.length > mostLines) {
		return undefined;
	}

	const there = await lookUp(globe, rows.map(({id}) => id));
	const alone = rows.filter(({id}) => !there.has(id.toUpperCase()));
	const amount = alone.reduce((sum, line) => sum + line.amount, 0);
	return alone.length === 0
		? undefined
		: {
			entries: new Set(alone.map(({entry}) => entry)).size,
			lines: alone.length,
			amount,
			fromWorkbook: alone.filter(line => line.workbook === 1).length,
			isAll: Math.abs(amount - difference) < 0.005,
		};
};

/** A code in every way that it may be padded: some databases do and others do not. Named so, an index serves. */
const paddings = (columns: Columns, column: string, code: string, width: number) =>
	Array.from({length: Math.max(1, width - code.length + 1)}, (_, blanks) => asColumn(columns, column, nvarchar(width, code.padStart(code.length + blanks))));

type Line = {readonly id: string; readonly entry: string | null; readonly amount: number; readonly workbook: number};

const mostLines = 5000;

const atOnce = 500;

/** Those of the guids that the database has, in upper case: also in another period, and of entries that are not processed. */
const lookUp = async (globe: SqlConnection, ids: readonly string[]): Promise<Set<string>> => {
	const found = new Set<string>();
	for (let first = 0; first < ids.length; first += atOnce) {
		// eslint-disable-next-line no-await-in-loop -- one connection
		const {rows} = await globe.query<{id: string}>(sql`
			SELECT TransactionGuid AS id FROM dbo.gbkmut WHERE TransactionGuid IN (${joined(ids.slice(first, first + atOnce).map(id => uniqueidentifier(id)), ', ')})
		`);
		for (const {id} of rows) {
			found.add(id.toUpperCase());
		}
	}

	return found;
};

/** As a clause; what is counted, and what it proves and no more. */
export const onlyInSynergyText = ({entries, lines, amount, fromWorkbook, isAll}: OnlyInSynergy): string =>
	`${lines} ${lines === 1 ? 'line' : 'lines'} of ${entries} ${entries === 1 ? 'entry' : 'entries'} (${amount.toFixed(2)}) ${lines === 1 ? 'is' : 'are'} only in Synergy by TransactionGuid${fromWorkbook === 0 ? '' : `, ${fromWorkbook} of them with a document of category ${choice('excelCategory')}`}${isAll ? ': the whole difference' : ''}`;
