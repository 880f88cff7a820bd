import {knownColumns} from '../../source/divisions/known-columns.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {
	identifier,
	joined,
	sql,
	uniqueidentifier,
} from '../../source/sql/statement.js';

/** Throws EXCEL-DOUBLE when an entry with one of these guids is there, still pending or in the ledger: the document was opened again after its import. */
export const refuseDoubles = async (connection: SqlConnection, document: string, guids: readonly string[]): Promise<void> => {
	for (const [table, number] of [['TransactionsPending', 'EntryNumber'], ['gbkmut', 'bkstnr']] as const) {
		const columns = await knownColumns(connection, table); // eslint-disable-line no-await-in-loop -- one connection
		if (!columns.has('entryguid')) {
			continue;
		}

		for (let start = 0; start < guids.length; start += mostAtOnce) {
			const some = guids.slice(start, start + mostAtOnce).map(guid => uniqueidentifier(guid));
			// eslint-disable-next-line no-await-in-loop -- one connection
			const {rows} = await connection.query<{number: string | null}>(sql`SELECT TOP (1) ${identifier(number)} AS number FROM dbo.${identifier(table)} WHERE EntryGuid IN (${joined(some, ', ')})`);
			if (rows[0] !== undefined) {
				throw new BacoError('EXCEL-DOUBLE', {document, table, entry: rows[0].number?.trim()});
			}
		}
	}
};

/** A statement takes 2,100 parameters. */
const mostAtOnce = 1000;
