import {
	joined,
	nchar,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import type {Columns} from '../../source/divisions/known-columns.js';
import {asColumn} from '../runtime/as-column.js';
import {choice} from '../runtime/choices.js';

/** The condition for the pending lines of a division that count as entered by hand or imported. `columns` are those of TransactionsPending. */
export const pendingLines = (code: string, columns: Columns): Composable => {
	const origins = choice('pendingOrigins');
	const company = sql`CompanyCode = ${asColumn(columns, 'CompanyCode', nchar(6, code))}`;
	return origins.length === 0 ? company : sql`${company} AND oorsprong IN (${joined(origins.map(origin => asColumn(columns, 'oorsprong', nchar(1, origin))), ', ')})`;
};
