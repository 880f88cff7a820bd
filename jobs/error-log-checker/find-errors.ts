import type {SqlConnection} from '../../source/sql/contract.js';
import {
	datetime,
	int,
	joined,
	nvarchar,
	sql,
} from '../../source/sql/statement.js';
import {outOfMemoryTexts} from './texts.js';

export type MemoryError = {readonly logId: number; readonly date: Date; readonly machine: string};

export type ErrorSearch = {
	/** Entries up to this one were looked at before. */
	readonly after: number;
	/** Older entries are over: nobody waits for that restart any more. */
	readonly since: Date;
	/** The last entry that this run looks at: what comes meanwhile is the next run's. */
	readonly upTo: number;
};

/** Out-of-memory errors of the portal, by their number. Rejects with SqlFailure. */
export const findErrors = async (connection: SqlConnection, {after, since, upTo}: ErrorSearch): Promise<MemoryError[]> => {
	const {rows} = await connection.query<{LogID: number; LogDate: Date; Machine: string | null}>(sql`
		SELECT LogID, LogDate, Machine FROM dbo.BacoErrorLog
		WHERE LogDate >= ${datetime(since)} AND LogID > ${int(after)} AND LogID <= ${int(upTo)}
			AND (${joined(outOfMemoryTexts.map(text => sql`CHARINDEX(${nvarchar(200, text)}, LogText) > 0`), ' OR ')})
		ORDER BY LogID
	`);
	return rows.map(({LogID, LogDate, Machine}) => ({logId: LogID, date: LogDate, machine: (Machine ?? '').trim()}));
};

/**
Up to which entry the next run need not look again: an entry gets its number before it is committed, and a lower one may come to light after a
higher one. 0 where every entry is younger than that.
*/
export const settledEntry = async (connection: SqlConnection, now: Date, upTo: number): Promise<number> => {
	const settledAt = new Date(now.getTime() - commitMs);
	const {rows} = await connection.query<{settled: number}>(sql`
		SELECT TOP (1) LogID AS settled FROM dbo.BacoErrorLog WHERE LogID <= ${int(upTo)} AND LogDate < ${datetime(settledAt)} ORDER BY LogID DESC
	`);
	return rows[0]?.settled ?? 0;
};

/** Longer than anybody writes at an entry. */
const commitMs = 10_000;

/** The number of the newest entry; 0 in an empty log. */
export const newestEntry = async (connection: SqlConnection): Promise<number> => {
	const {rows} = await connection.query<{newest: number | null}>(sql`SELECT MAX(LogID) AS newest FROM dbo.BacoErrorLog`);
	return rows[0]?.newest ?? 0;
};
