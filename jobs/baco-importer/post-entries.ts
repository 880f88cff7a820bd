import type {Parameter, SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {repeatConflicts} from '../../source/sql/lock-conflict.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {
	identifier,
	int,
	joined,
	nvarchar,
	sql,
} from '../../source/sql/statement.js';
import {removeFormer} from './former-entries.js';
import type {LedgerColumn} from './ledger-columns.js';

export type PostOptions = {
	readonly synergy: SqlConnection;
	/** The division as TransactionsPending has it, and as gbkmut has it. */
	readonly company: Parameter;
	readonly ledgerCompany: Parameter;
	readonly columns: readonly LedgerColumn[];
	/** Entries of the ledger with the same number give way. */
	readonly replaces: boolean;
};

/** From the first to the last number of #PendingEntries. */
export type Stretch = {readonly first: number; readonly last: number};

/**
Moves the sound entries of a stretch into the ledger in one transaction. When the server refuses a line, the stretch is halved until the
entry at fault stands alone, and that one gets the server's words as its reason. Returns the lines moved.
*/
export const postEntries = async (stretch: Stretch, options: PostOptions): Promise<number> => {
	try {
		return await repeatConflicts(async () => moveLines(stretch, options));
	} catch (error) {
		const reason = refusal(error);
		if (reason === undefined || options.synergy.lost !== undefined) {
			throw error;
		}

		if (stretch.first === stretch.last) {
			await options.synergy.query(sql`UPDATE #PendingEntries SET reason = ${nvarchar(256, reason.slice(0, 256))} WHERE seq = ${int(stretch.first)}`);
			return 0;
		}

		const middle = Math.floor((stretch.first + stretch.last) / 2);
		const before = await postEntries({first: stretch.first, last: middle}, options);
		return before + await postEntries({first: middle + 1, last: stretch.last}, options);
	}
};

const moveLines = async ({first, last}: Stretch, {synergy, company, ledgerCompany, columns, replaces}: PostOptions): Promise<number> => synergy.transaction(async change => {
	const within = sql`entry.reason IS NULL AND entry.seq BETWEEN ${int(first)} AND ${int(last)}`;
	const wanted = await firstRow<{lines: number | null; version: string | null}>(change, sql`SELECT SUM(lines) AS lines, SUM(version) AS version FROM #PendingEntries AS entry WHERE ${within}`);
	const count = wanted?.lines ?? 0;
	if (count === 0) {
		return 0;
	}

	const checked = sql`${within} AND line.CompanyCode = ${company}`;
	if (replaces) {
		await removeFormer(change, ledgerCompany, within);
	}

	const moved = await rowsChanged(change, sql`
		INSERT INTO dbo.gbkmut (${joined(columns.map(({name}) => identifier(name)), ', ')})
		SELECT ${joined(columns.map(({value}) => value), ', ')}
		FROM #PendingEntries AS entry JOIN dbo.TransactionsPending AS line WITH (UPDLOCK) ON line.EntryGuid = entry.guid
		WHERE ${checked}
		ORDER BY entry.seq, line.ID
	`);
	// Locked by now: these are the versions that were moved.
	const seen = await firstRow<{version: string | null}>(change, sql`
		SELECT SUM(CAST(line.timestamp AS bigint)) AS version FROM #PendingEntries AS entry JOIN dbo.TransactionsPending AS line WITH (UPDLOCK) ON line.EntryGuid = entry.guid
		WHERE ${checked}
	`);
	const removed = await rowsChanged(change, sql`
		DELETE line FROM #PendingEntries AS entry JOIN dbo.TransactionsPending AS line ON line.EntryGuid = entry.guid
		WHERE ${checked}
	`);
	if (moved !== count || removed !== count || seen?.version !== wanted?.version) {
		throw new EntryChanged('it was changed while the job ran: the next run looks at it again');
	}

	return count;
});

/** Thrown in the transaction, which is rolled back by it. */
class EntryChanged extends Error {}

/** Why the server or the check refused a line; undefined for a failure that has nothing to do with the lines. */
const refusal = (error: unknown): string | undefined => {
	if (error instanceof EntryChanged) {
		return error.message;
	}

	return error instanceof SqlFailure && error.kind === 'request' && lineErrors.has(error.number ?? 0) ? error.messages.find(message => message.number === error.number)?.message ?? error.message : undefined;
};

/** Truncation, conversion, overflow, NULL, constraints and keys. */
const lineErrors = new Set([220, 232, 241, 242, 245, 515, 547, 2601, 2627, 2628, 8114, 8115, 8152, 8169]);
