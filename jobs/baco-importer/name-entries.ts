import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {int, sql, type Composable} from '../../source/sql/statement.js';
import {stepOf} from './steps.js';

/**
Gives lines without EntryGuid one for each year, period, journal and number, because everything else goes by it. The lines of an entry get it in one
statement, some entries at a time, so a killed job leaves no entry half named. Returns how many lines.
*/
export const nameEntries = async (synergy: SqlConnection, lines: Composable): Promise<number> => {
	const nameless = await firstRow(synergy, sql`SELECT TOP (1) ID FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NULL`);
	if (nameless === undefined) {
		return 0;
	}

	await synergy.query(sql`
		IF OBJECT_ID(N'tempdb..#NamedLines') IS NULL CREATE TABLE #NamedLines (entry int NOT NULL, id int NOT NULL, PRIMARY KEY (entry, id));
		IF OBJECT_ID(N'tempdb..#NamedEntries') IS NULL CREATE TABLE #NamedEntries (entry int NOT NULL PRIMARY KEY, guid uniqueidentifier NOT NULL);
		DELETE FROM #NamedLines; DELETE FROM #NamedEntries;
	`);
	await synergy.query(sql`
		INSERT INTO #NamedLines (entry, id)
		SELECT DENSE_RANK() OVER (ORDER BY ISNULL(FinYear, 0), ISNULL(FinPeriod, 0), ISNULL(JournalNumber, N''), ISNULL(EntryNumber, N'')), ID
		FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NULL
	`);
	await synergy.query(sql`INSERT INTO #NamedEntries (entry, guid) SELECT entry, NEWID() FROM (SELECT DISTINCT entry FROM #NamedLines) AS named`);
	const sum = await firstRow<{lines: number; entries: number}>(synergy, sql`SELECT COUNT(*) AS lines, MAX(entry) AS entries FROM #NamedLines`);
	const {lines: count, entries} = sum!;
	const step = stepOf({entries, lines: count});
	let named = 0;
	for (let first = 1; first <= entries; first += step) {
		// eslint-disable-next-line no-await-in-loop -- one connection
		const {rowsAffected} = await synergy.query(sql`
			UPDATE line SET EntryGuid = entry.guid
			FROM #NamedLines AS named JOIN #NamedEntries AS entry ON entry.entry = named.entry JOIN dbo.TransactionsPending AS line ON line.ID = named.id
			WHERE named.entry BETWEEN ${int(first)} AND ${int(first + step - 1)} AND line.EntryGuid IS NULL
		`);
		named += rowsAffected;
	}

	return named;
};
