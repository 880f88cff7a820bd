import type {RowValues, SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	binary,
	int,
	joined,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {bytesOf, markOf, type Mark} from '../financial/replication-mark.js';
import type {SharedColumn} from './shared-columns.js';

/** Lines of the entries that changed in a stretch of rowversions: each line's own rowversion last. */
export type Window = {
	readonly lines: readonly RowValues[];
	/** Everything up to here was looked at. */
	readonly upTo: Mark;
	/** How many lines changed in the stretch. */
	readonly changed: number;
};

export type WindowOptions = {
	readonly globe: SqlConnection;
	/** The condition for eligible lines. */
	readonly lines: Composable;
	readonly columns: readonly SharedColumn[];
	/** The lowest rowversion of a transaction that is not committed, or the next one: nothing from there on is read. */
	readonly end: Mark;
	/** Most changed lines of a window. */
	readonly most: number;
};

/** Reads the next window: whole entries, with the lines of theirs that did not change. Undefined when nothing changed any more. */
export const readWindow = async ({globe, lines, columns, end, most}: WindowOptions, from: Mark, signal: AbortSignal): Promise<Window | undefined> => {
	const bound = await firstRow<{upTo: Uint8Array | null; changed: number}>(globe, sql`
		SELECT MAX(mark) AS upTo, COUNT(*) AS changed FROM (
			SELECT TOP (${int(most)}) timestamp AS mark FROM dbo.gbkmut
			WHERE timestamp > ${mark(from)} AND timestamp < ${mark(end)} AND ${lines}
			ORDER BY timestamp
		) AS stretch
	`, {signal});
	if (bound?.upTo === null || bound?.upTo === undefined) {
		return undefined;
	}

	const upTo = markOf(bound.upTo);
	const stretch = sql`timestamp > ${mark(from)} AND timestamp <= ${mark(upTo)}`;
	const read: RowValues[] = [];
	const selected = joined([...columns.map(({source}) => source), sql`timestamp`], ', ');
	// Two queries in one: an OR of both conditions finds no index.
	for await (const some of globe.stream(sql`
		SELECT ${selected} FROM (SELECT DISTINCT EntryGuid AS changedEntry FROM (
			SELECT TOP (${int(bound.changed)}) EntryGuid FROM dbo.gbkmut WHERE ${stretch} AND ${lines} ORDER BY timestamp
		) AS stretch) AS changed INNER JOIN dbo.gbkmut ON EntryGuid = changedEntry WHERE ${lines}
		UNION ALL
		SELECT ${selected} FROM dbo.gbkmut WHERE ${stretch} AND EntryGuid IS NULL AND ${lines}
	`, {signal, portion: 500})) {
		read.push(...some);
	}

	return {lines: read, upTo, changed: bound.changed};
};

/** How many lines wait. */
export const countChanged = async (globe: SqlConnection, lines: Composable, from: Mark, end: Mark): Promise<number> => {
	const {rows} = await globe.query<{count: number}>(sql`SELECT COUNT(*) AS count FROM dbo.gbkmut WHERE ${lines} AND timestamp > ${mark(from)} AND timestamp < ${mark(end)}`);
	return rows[0]!.count;
};

const mark = (value: Mark) => binary(8, bytesOf(value));
