import {
	joined,
	nchar,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';

/** The condition for the pending lines of a division that count as entered by hand or imported. */
export const pendingLines = (code: string): Composable => {
	const origins = choice('pendingOrigins');
	return origins.length === 0
		? sql`CompanyCode = ${nchar(6, code)}`
		: sql`CompanyCode = ${nchar(6, code)} AND oorsprong IN (${joined(origins.map(origin => nchar(1, origin)), ', ')})`;
};
