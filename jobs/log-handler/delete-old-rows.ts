import {setTimeout as delay} from 'node:timers/promises';
import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {agree, countOf} from '../../source/platform/count-of.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {datetime, identifier, sql} from '../../source/sql/statement.js';
import type {JobContext} from '../runtime/contract.js';
import {batchesByDate, batchesByKey, type DeleteBatch} from './batches.js';
import {
	firstSize,
	mostTries,
	nextSize,
	pauseAfter,
	pauseBeforeTry,
} from './batch-pace.js';
import type {LogTable} from './log-tables.js';

export type Deletion = {
	readonly rows: number;
	/** Others held rows for so long that the rest is left for the next run. */
	readonly isBusy: boolean;
};

/**
Deletes the rows that are older than `keep` days before `now`, both by the server's clock. Each batch is a transaction of its own with fewer
row locks than make SQL Server lock the table, waits no longer than a second for a lock, and is followed by a pause. Undefined: there is no
such table. Rejects with SqlFailure, or JOB-STOPPED between two batches.
*/
export const deleteOldRows = async (context: JobContext, table: LogTable, {keep, now}: {readonly keep: number; readonly now: Date}): Promise<Deletion | undefined> => {
	const connection = context.synergy();
	const columns = await knownColumns(connection, table.name);
	if (!columns.has(table.date.toLowerCase())) {
		return undefined;
	}

	const cutoff = datetime(new Date(now.getTime() - (keep * 86_400_000)));
	// For the progress only: it waits for nobody.
	const older = await connection.query<{total: number}>(sql`SELECT COUNT(*) AS total FROM dbo.${identifier(table.name)} WITH (NOLOCK) WHERE ${identifier(table.date)} < ${cutoff}`);
	const {total} = older.rows[0]!;
	context.count({read: total, deleted: context.isDryRun ? total : 0});
	context.print(`${table.name}: ${countOf(total, 'row')} ${agree(total, 'is', 'are')} older than ${countOf(keep, 'day')}.`);
	if (total === 0 || context.isDryRun) {
		return {rows: total, isBusy: false};
	}

	const key = columns.get(table.key?.toLowerCase() ?? '');
	const batch = key === undefined ? batchesByDate(connection, table, cutoff) : batchesByKey(connection, {...table, key}, cutoff);
	return withShortLocks(connection, async () => runBatches(context, table.name, batch, total));
};

const runBatches = async (context: JobContext, table: string, batch: DeleteBatch, total: number): Promise<Deletion> => {
	let deleted = 0;
	let size = firstSize;
	let tries = 0;
	while (true) {
		context.stopping.throwIfAborted();
		const startedAt = performance.now();
		try {
			const {rows, isLast} = await batch(size); // eslint-disable-line no-await-in-loop -- short transactions, one after the other
			deleted += rows;
			tries = 0;
			context.count({deleted: rows});
			context.progress({
				done: deleted, total, unit: 'rows', phase: `deleting from ${table}`,
			});
			if (isLast) {
				return {rows: deleted, isBusy: false};
			}
		} catch (error) {
			if (!isLockConflict(error)) {
				throw error;
			}

			tries++;
			if (tries >= mostTries()) {
				context.print(`${table}: others hold locks, so the rest is left for the next run.`);
				return {rows: deleted, isBusy: true};
			}

			size = nextSize(size, Infinity);
			await pause(pauseBeforeTry(tries), context.stopping); // eslint-disable-line no-await-in-loop -- the others first
			continue;
		}

		const elapsedMs = performance.now() - startedAt;
		size = nextSize(size, elapsedMs);
		await pause(pauseAfter(elapsedMs), context.stopping); // eslint-disable-line no-await-in-loop -- the others first
	}
};

/** 1222: a lock was not free in time. 1205: this batch was chosen to give way. Both leave nothing half done. */
const isLockConflict = (error: unknown) => error instanceof SqlFailure && error.messages.some(({number}) => number === 1222 || number === 1205);

/** A stop ends the pause; the loop's own check then ends the job. */
const pause = async (milliseconds: number, signal: AbortSignal) => delay(milliseconds, undefined, {signal}).catch(() => undefined);

const withShortLocks = async <T>(connection: SqlConnection, deletion: () => Promise<T>): Promise<T> => {
	await connection.query(sql`SET LOCK_TIMEOUT 1000;`);
	try {
		return await deletion();
	} finally {
		if (connection.lost === undefined) {
			await connection.query(sql`SET LOCK_TIMEOUT 60000;`);
		}
	}
};
