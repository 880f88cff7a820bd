import {setTimeout as delay} from 'node:timers/promises';
import {knownColumns} from '../../source/divisions/known-columns.js';
import type {Parameter, SqlConnection} from '../../source/sql/contract.js';
import {agree, countOf} from '../../source/platform/count-of.js';
import {isLockConflict} from '../../source/sql/lock-conflict.js';
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
	const total = await countOlder(context, table, cutoff);
	if (total === undefined) {
		context.print(`${table.name}: how many rows are older than ${countOf(keep, 'day')} cannot be counted, as others change the table.`);
	} else {
		context.count({read: total, deleted: context.isDryRun ? total : 0});
		context.print(`${table.name}: ${countOf(total, 'row')} ${agree(total, 'is', 'are')} older than ${countOf(keep, 'day')}.`);
	}

	if (total === 0 || context.isDryRun) {
		return {rows: total ?? 0, isBusy: false};
	}

	const key = columns.get(table.key?.toLowerCase() ?? '');
	const batch = key === undefined ? batchesByDate(connection, table, cutoff) : batchesByKey(connection, {...table, key}, cutoff);
	return withShortLocks(connection, async () => runBatches(context, table.name, batch, total));
};

/** For the progress, and for a dry run: it waits for nobody. Undefined: rows moved again and again while they were counted without locks (601), which only a dry run is ended by. */
const countOlder = async ({synergy, isDryRun}: JobContext, {name, date}: LogTable, cutoff: Parameter): Promise<number | undefined> => {
	for (let tries = 1; ; tries++) {
		try {
			// eslint-disable-next-line no-await-in-loop -- one try after the other
			const {rows} = await synergy().query<{total: number}>(sql`SELECT COUNT(*) AS total FROM dbo.${identifier(name)} WITH (NOLOCK) WHERE ${identifier(date)} < ${cutoff}`);
			return rows[0]!.total;
		} catch (error) {
			const isPassing = isLockConflict(error) || (error instanceof SqlFailure && error.number === 601);
			if (!isPassing || (isDryRun && tries === mostCounts)) {
				throw error;
			}

			if (tries === mostCounts) {
				return undefined;
			}
		}
	}
};

const mostCounts = 3;

const runBatches = async (context: JobContext, table: string, batch: DeleteBatch, total: number | undefined): Promise<Deletion> => {
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
