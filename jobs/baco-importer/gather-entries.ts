import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {sql, type Composable} from '../../source/sql/statement.js';

export type Gathered = {readonly entries: number; readonly lines: number};

/** Lists the pending entries of a division in #PendingEntries, with what the checks need: one look over the lines. `version` is the sum of their rowversions: whatever changes a line gives it a higher one. */
export const gatherEntries = async (synergy: SqlConnection, lines: Composable): Promise<Gathered> => {
	await synergy.query(sql`
		IF OBJECT_ID(N'tempdb..#PendingEntries') IS NULL
		BEGIN
			CREATE TABLE #PendingEntries (
				seq int NOT NULL PRIMARY KEY, guid uniqueidentifier NOT NULL UNIQUE, lines int NOT NULL, year int NULL, journal nvarchar(20) COLLATE DATABASE_DEFAULT NOT NULL, number nvarchar(20) COLLATE DATABASE_DEFAULT NULL,
				balance float NOT NULL, former int NOT NULL, version bigint NOT NULL, reason nvarchar(256) COLLATE DATABASE_DEFAULT NULL
			);
			CREATE INDEX IX_PendingEntries_Number ON #PendingEntries (number, year, journal);
		END;
		DELETE FROM #PendingEntries;
	`);
	await synergy.query(sql`
		INSERT INTO #PendingEntries (seq, guid, lines, year, journal, number, balance, former, version)
		SELECT ROW_NUMBER() OVER (ORDER BY MIN(ID)), EntryGuid, COUNT(*), MIN(FinYear), ISNULL(LTRIM(RTRIM(MIN(JournalNumber))), N''), LTRIM(RTRIM(MIN(EntryNumber))), SUM(AmountDebitAC - AmountCreditAC), 0, SUM(CAST(timestamp AS bigint))
		FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NOT NULL
		GROUP BY EntryGuid
	`);
	const sum = await firstRow<{entries: number; lines: number | null}>(synergy, sql`SELECT COUNT(*) AS entries, SUM(lines) AS lines FROM #PendingEntries`);
	return {entries: sum!.entries, lines: sum!.lines ?? 0};
};
