import {knownColumns} from '../../source/divisions/known-columns.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {
	identifier,
	joined,
	sql,
	uniqueidentifier,
} from '../../source/sql/statement.js';

/** Entries that are there already, still pending or in the ledger, by guid. */
export type WrittenEntries = ReadonlyMap<string, {readonly table: string; readonly number: string | undefined}>;

/** Looks for entries with these guids. */
export const findWritten = async (connection: SqlConnection, guids: readonly string[]): Promise<WrittenEntries> => {
	const found = new Map<string, {readonly table: string; readonly number: string | undefined}>();
	for (const [table, number] of [['TransactionsPending', 'EntryNumber'], ['gbkmut', 'bkstnr']] as const) {
		const columns = await knownColumns(connection, table); // eslint-disable-line no-await-in-loop -- one connection
		if (!columns.has('entryguid')) {
			continue;
		}

		for (let start = 0; start < guids.length; start += mostAtOnce) {
			const some = guids.slice(start, start + mostAtOnce).map(guid => uniqueidentifier(guid));
			// eslint-disable-next-line no-await-in-loop -- one connection
			const {rows} = await connection.query<{guid: string; number: string | null}>(sql`
				SELECT EntryGuid AS guid, MIN(${identifier(number)}) AS number FROM dbo.${identifier(table)} WHERE EntryGuid IN (${joined(some, ', ')}) GROUP BY EntryGuid
			`);
			for (const row of rows) {
				found.set(row.guid.toUpperCase(), {table, number: row.number?.trim()});
			}
		}
	}

	return found;
};

/** Throws EXCEL-DOUBLE when one of these entries is there: the document was opened again after its import. */
export const refuseDoubles = (written: WrittenEntries, document: string, guids: readonly string[]): void => {
	const double = guids.map(guid => written.get(guid)).find(entry => entry !== undefined);
	if (double !== undefined) {
		throw new BacoError('EXCEL-DOUBLE', {document, table: double.table, entry: double.number});
	}
};

/** A statement takes 2,100 parameters. */
const mostAtOnce = 1000;
