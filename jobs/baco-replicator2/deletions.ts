import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {asColumn} from '../runtime/as-column.js';
import {repeatConflicts} from '../../source/sql/lock-conflict.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {
	binary,
	identifier,
	int,
	joined,
	nchar,
	nvarchar,
	sql,
	uniqueidentifier,
	type Composable,
} from '../../source/sql/statement.js';
import {divisionLines} from '../financial/ledger-lines.js';
import {bytesOf, markOf, type Mark} from '../financial/replication-mark.js';
import {choice} from '../runtime/choices.js';

export type DeletionOptions = {
	readonly globe: SqlConnection;
	readonly synergy: SqlConnection;
	/** The division's code in Synergy, and in Globe. */
	readonly code: string;
	readonly company: string;
	readonly start: Mark;
	readonly end: Mark;
	readonly isDryRun: boolean;
	readonly stopping: AbortSignal;
	readonly print: (line: string) => void;
};

/**
Removes from Synergy the lines that Globe's DeletionLogs names between two marks: a deleted line leaves no changed row. Which key of the log is the
line's guid is not documented, so each guid of the log is taken, and only what Globe really has no line of any more is removed. Resolves with how many
lines; each portion is a transaction of its own, and a repeat changes nothing. A login that may not read the log does not see it at all.
*/
export const removeDeleted = async (options: DeletionOptions): Promise<number> => {
	const {globe, stopping, end} = options;
	const columns = await knownColumns(globe, 'DeletionLogs');
	const keys = ['KeyGuid1', 'KeyGuid2', 'KeyGuid3'].filter(name => columns.has(name.toLowerCase()));
	if (keys.length === 0 || !columns.has('timestamp')) {
		options.print('The Globe database shows no DeletionLogs: lines that were deleted there stay in Synergy until RPFinancialCheck finds them.');
		return 0;
	}

	const table = nvarchar(100, choice('deletedLines'));
	let removed = 0;
	for (let from = options.start; ;) {
		stopping.throwIfAborted();
		// eslint-disable-next-line no-await-in-loop -- one portion after the other
		const {rows} = await globe.query<Record<string, string | null> & {mark: Uint8Array}>(sql`
			SELECT TOP (${int(portion)}) ${joined([...keys.map(key => identifier(key)), sql`timestamp AS mark`], ', ')} FROM dbo.DeletionLogs
			WHERE TableName = ${asColumn(columns, 'TableName', table)} AND ${divisionLines(columns, options.company)} AND timestamp > ${binary(8, bytesOf(from))} AND timestamp < ${binary(8, bytesOf(end))}
			ORDER BY timestamp
		`);
		const guids = [...new Set(rows.flatMap(row => keys.flatMap(key => row[key]?.toUpperCase() ?? [])))];
		removed += await removeGone(options, guids); // eslint-disable-line no-await-in-loop
		if (rows.length < portion) {
			return removed;
		}

		from = markOf(rows.at(-1)!.mark);
	}
};

/** Three guids of each row must not be more than the 2,100 parameters of a statement. */
const portion = 600;

const removeGone = async ({globe, synergy, code, isDryRun}: DeletionOptions, guids: readonly string[]): Promise<number> => {
	if (guids.length === 0) {
		return 0;
	}

	const present = new Set<string>();
	// A line without TransactionGuid goes by its sysguid, as its copy does; those few are found by the index on TransactionGuid, and sysguid has none.
	for (const [column, condition] of [['TransactionGuid', sql`TransactionGuid IN`], ['sysguid', sql`TransactionGuid IS NULL AND sysguid IN`]] as const) {
		const {rows} = await globe.query<{guid: string}>(sql`SELECT ${identifier(column)} AS guid FROM dbo.gbkmut WHERE ${condition} (${listOf(guids)})`); // eslint-disable-line no-await-in-loop -- one connection
		for (const {guid} of rows) {
			present.add(guid.toUpperCase());
		}
	}

	const gone = guids.filter(guid => !present.has(guid));
	if (gone.length === 0) {
		return 0;
	}

	const lines = sql`
		FROM dbo.gbkmut WHERE CompanyCode = ${nchar(3, code)} AND transtype IN (${joined(choice('ledgerTypes').map(type => nchar(1, type)), ', ')})
			AND ISNULL(bud_vers, N'') = N'' AND TransactionGuid IN (${listOf(gone)})
	`;
	if (isDryRun) {
		const {rows} = await synergy.query<{count: number}>(sql`SELECT COUNT(*) AS count ${lines}`);
		return rows[0]!.count;
	}

	return repeatConflicts(async () => rowsChanged(synergy, sql`DELETE ${lines}`));
};

const listOf = (guids: readonly string[]): Composable => joined(guids.map(guid => uniqueidentifier(guid)), ', ');
