import {randomUUID} from 'node:crypto';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	int,
	nvarchar,
	smallint,
	sql,
	uniqueidentifier,
	type Composable,
} from '../../source/sql/statement.js';

export type Gathered = {readonly entries: number; readonly lines: number};

/** Lists the pending entries of a division in #PendingEntries, with what the checks need: one look over the lines. */
export const gatherEntries = async (synergy: SqlConnection, lines: Composable): Promise<Gathered> => {
	await synergy.query(sql`
		IF OBJECT_ID(N'tempdb..#PendingEntries') IS NULL CREATE TABLE #PendingEntries (
			seq int NOT NULL PRIMARY KEY, guid uniqueidentifier NOT NULL UNIQUE, lines int NOT NULL, year int NULL, journal nvarchar(20) NULL, number nvarchar(20) NULL,
			balance float NOT NULL, former int NOT NULL, reason nvarchar(256) NULL
		);
		DELETE FROM #PendingEntries;
	`);
	await synergy.query(sql`
		INSERT INTO #PendingEntries (seq, guid, lines, year, journal, number, balance, former)
		SELECT ROW_NUMBER() OVER (ORDER BY MIN(ID)), EntryGuid, COUNT(*), MIN(FinYear), LTRIM(RTRIM(MIN(JournalNumber))), LTRIM(RTRIM(MIN(EntryNumber))), SUM(AmountDebitAC - AmountCreditAC), 0
		FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NOT NULL
		GROUP BY EntryGuid
	`);
	const sum = await firstRow<{entries: number; lines: number | null}>(synergy, sql`SELECT COUNT(*) AS entries, SUM(lines) AS lines FROM #PendingEntries`);
	return {entries: sum!.entries, lines: sum!.lines ?? 0};
};

/** Gives lines without EntryGuid one for each year, period, journal and number, because everything else goes by it. Returns how many lines. */
export const nameEntries = async (synergy: SqlConnection, lines: Composable): Promise<number> => {
	type Group = {FinYear: number | null; FinPeriod: number | null; JournalNumber: string | null; EntryNumber: string | null};
	const {rows} = await synergy.query<Group>(sql`
		SELECT FinYear, FinPeriod, JournalNumber, EntryNumber FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NULL GROUP BY FinYear, FinPeriod, JournalNumber, EntryNumber
	`);
	let named = 0;
	for (const {FinYear, FinPeriod, JournalNumber, EntryNumber} of rows) {
		// eslint-disable-next-line no-await-in-loop -- one connection
		const {rowsAffected} = await synergy.query(sql`
			UPDATE dbo.TransactionsPending SET EntryGuid = ${uniqueidentifier(randomUUID())}
			WHERE ${lines} AND EntryGuid IS NULL AND ISNULL(FinYear, 0) = ${smallint(FinYear ?? 0)} AND ISNULL(FinPeriod, 0) = ${int(FinPeriod ?? 0)}
				AND ISNULL(JournalNumber, N'') = ${nvarchar(20, JournalNumber ?? '')} AND ISNULL(EntryNumber, N'') = ${nvarchar(20, EntryNumber ?? '')}
		`);
		named += rowsAffected;
	}

	return named;
};
