import {knownColumns, type Columns} from '../../source/divisions/known-columns.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {asColumn} from '../runtime/as-column.js';
import {
	int,
	joined,
	nchar,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';

/** The condition for lines of the real ledger of a company: processed entries, no budgets, from the first year on. The same for both sides. */
export const ledgerLines = (company: Composable, firstYear: number): Composable => sql`${actuals(company, firstYear)} AND verwerknrl <> 0`;

/** The condition for such lines of entries that were entered and not processed. */
export const enteredLines = (company: Composable, firstYear: number): Composable => sql`${actuals(company, firstYear)} AND ISNULL(verwerknrl, 0) = 0`;

const actuals = (company: Composable, firstYear: number): Composable =>
	sql`${company} AND transtype IN (${joined(choice('ledgerTypes').map(type => nchar(1, type)), ', ')}) AND ISNULL(bud_vers, N'') = N'' AND bkjrcode >= ${int(firstYear)}`;

/** The company's rows in a table of Synergy. */
export const divisionLines = (columns: Columns, code: string): Composable => sql`CompanyCode = ${asColumn(columns, 'CompanyCode', nchar(3, code))}`;

export type GlobeCompany = {
	/** The condition for its lines in gbkmut, and for its accounts in grtbk. */
	readonly lines: Composable;
	readonly accounts: Composable;
};

/**
The company's rows in a Globe database. Its own bedryf must know the company; a database of one company may leave CompanyCode empty.
Rejects with DB-7, or with JOB-COLUMNS when it is no Globe database.
*/
export const globeCompany = async (globe: SqlConnection, company: string): Promise<GlobeCompany> => {
	const columns = await knownColumns(globe, 'gbkmut');
	const missing = needed.filter(name => !columns.has(name.toLowerCase()));
	if (missing.length > 0) {
		throw new BacoError('JOB-COLUMNS', {table: 'gbkmut', columns: columns.size === 0 ? [] : missing, database: globe.target.database});
	}

	const {rows} = await globe.query<{code: string}>(sql`SELECT bedrnr AS code FROM dbo.bedryf`);
	if (rows.every(({code}) => code.trim() !== company)) {
		throw new BacoError('DB-7', {database: globe.target.database, division: company});
	}

	const own = divisionLines(columns, company);
	const accounts = divisionLines(await knownColumns(globe, 'grtbk'), company);
	const filled = await firstRow(globe, sql`SELECT TOP (1) CompanyCode FROM dbo.gbkmut WHERE ${own}`);
	// Not an OR of both, which no order of an index serves: there are no lines with the code.
	return filled === undefined && rows.length === 1 ? {lines: sql`CompanyCode IS NULL`, accounts: sql`(CompanyCode IS NULL OR ${accounts})`} : {lines: own, accounts};
};

const needed = ['CompanyCode', 'transtype', 'bud_vers', 'verwerknrl', 'bkjrcode', 'periode', 'reknr', 'bdr_hfl', 'EntryGuid', 'TransactionGuid', 'timestamp'];
