import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	binary,
	int,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {pendingLines} from '../financial/pending-filter.js';
import {bytesOf, type Mark} from '../financial/replication-mark.js';
import {choice} from '../runtime/choices.js';

export type Count = {readonly entries: number; readonly lines: number};

/** What is not in the compared figures of both sides yet, by the place where it waits. */
export type Waiting = {
	/** Processed lines of the back office after the mark of the last replication. */
	readonly replication: Count;
	/** Lines of the back office that were entered and not processed: replication leaves them. */
	readonly entered: Count;
	/** Lines of TransactionsPending in Synergy, which BacoImporter has not moved; rejected: entries with a line that it refused. */
	readonly pending: Count & {readonly rejected: number};
};

/** Counts what waits for a division. A Synergy without TransactionsPending has nothing there. Rejects with SqlFailure. */
export const countWaiting = async ({synergy, globe, division, processed, entered, mark}: {
	readonly synergy: SqlConnection;
	readonly globe: SqlConnection;
	readonly division: string;
	/** The conditions for the processed and for the entered lines of the back office. */
	readonly processed: Composable;
	readonly entered: Composable;
	readonly mark: Mark;
}): Promise<Waiting> => ({
	replication: await countLines(globe, sql`${processed} AND timestamp > ${binary(8, bytesOf(mark))}`),
	entered: await countLines(globe, entered),
	pending: await countPending(synergy, division),
});

const countLines = async (globe: SqlConnection, lines: Composable): Promise<Count> => {
	const row = await firstRow<Count>(globe, sql`SELECT COUNT(DISTINCT EntryGuid) AS entries, COUNT(*) AS lines FROM dbo.gbkmut WHERE ${lines}`);
	return {entries: row!.entries, lines: row!.lines};
};

/** Entries go by EntryGuid; lines without one by year, period, journal and number, as BacoImporter takes them. */
const countPending = async (synergy: SqlConnection, division: string) => {
	const columns = await knownColumns(synergy, 'TransactionsPending');
	if (!columns.has('companycode')) {
		return {entries: 0, lines: 0, rejected: 0};
	}

	const rejected = columns.has('status') ? sql`MAX(CASE WHEN Status = ${int(choice('pendingRejected'))} THEN 1 ELSE 0 END)` : sql`0`;
	const ofDivision = pendingLines(division, columns);
	const row = await firstRow<{entries: number; lines: number | null; rejected: number | null}>(synergy, sql`
		SELECT COUNT(*) AS entries, SUM(lines) AS lines, SUM(rejected) AS rejected FROM (
			SELECT COUNT(*) AS lines, ${rejected} AS rejected FROM dbo.TransactionsPending WHERE ${ofDivision} AND EntryGuid IS NOT NULL GROUP BY EntryGuid
			UNION ALL
			SELECT COUNT(*) AS lines, ${rejected} AS rejected FROM dbo.TransactionsPending WHERE ${ofDivision} AND EntryGuid IS NULL GROUP BY FinYear, FinPeriod, JournalNumber, EntryNumber
		) AS entry
	`);
	return {entries: row!.entries, lines: row!.lines ?? 0, rejected: row!.rejected ?? 0};
};
