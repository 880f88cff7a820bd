import {knownColumns} from '../../source/divisions/known-columns.js';
import type {Parameter, SqlConnection} from '../../source/sql/contract.js';
import {
	identifier,
	int,
	nchar,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {asColumn} from '../runtime/as-column.js';

/**
Counts in #PendingEntries the lines of the ledger that an entry has already. It is the same one when division, year, journal and number are: the number
alone is used by every journal and year. The ledger is asked by number, for which it has an index; only what that finds is compared with the entries.
*/
export const findFormer = async (synergy: SqlConnection, code: string): Promise<void> => {
	const company = await companyOf(synergy, code);
	await writeNumbers(synergy, company);
	await synergy.query(sql`
		IF OBJECT_ID(N'tempdb..#FormerEntries') IS NULL CREATE TABLE #FormerEntries (number nvarchar(20) COLLATE DATABASE_DEFAULT NOT NULL, year int NOT NULL, journal nvarchar(20) COLLATE DATABASE_DEFAULT NOT NULL, lines int NOT NULL, PRIMARY KEY (number, year, journal));
		DELETE FROM #FormerEntries;
	`);
	await synergy.query(sql`
		INSERT INTO #FormerEntries (number, year, journal, lines)
		SELECT ${numberOf}, ISNULL(line.bkjrcode, 0), ${journalOf}, COUNT(*)
		FROM dbo.gbkmut AS line WHERE line.CompanyCode = ${company} AND line.bkstnr IN (SELECT number FROM #PendingNumbers)
		GROUP BY ${numberOf}, ISNULL(line.bkjrcode, 0), ${journalOf}
	`);
	await synergy.query(sql`
		UPDATE entry SET former = found.lines
		FROM #FormerEntries AS found JOIN #PendingEntries AS entry ON entry.number = found.number AND entry.year = found.year AND entry.journal = found.journal
	`);
};

/** The division as gbkmut has it. */
export const companyOf = async (synergy: SqlConnection, code: string): Promise<Parameter> => asColumn(await knownColumns(synergy, 'gbkmut'), 'CompanyCode', nchar(3, code));

/** Deletes from the ledger what it has of the entries that `within` selects, where #PendingEntries is called `entry`. */
export const removeFormer = async (change: SqlConnection, company: Parameter, within: Composable): Promise<void> => {
	await change.query(sql`
		DELETE line FROM dbo.gbkmut AS line
		WHERE line.CompanyCode = ${company}
			AND line.bkstnr IN (SELECT numbers.number FROM #PendingEntries AS entry JOIN #PendingNumbers AS numbers ON numbers.seq = entry.seq WHERE ${within} AND entry.former > 0)
			AND EXISTS (SELECT 1 FROM #PendingEntries AS entry WHERE ${within} AND entry.former > 0 AND entry.number = ${numberOf} AND entry.year = line.bkjrcode AND entry.journal = ${journalOf})
	`);
};

const numberOf = sql`LTRIM(RTRIM(line.bkstnr))`;

const journalOf = sql`LTRIM(RTRIM(ISNULL(line.dagbknr, N'')))`;

/**
Lists the numbers as the ledger may have them: as they are, and right-aligned in the widths that it aligns numbers to, which differ from
program to program. Compared in each form, they are found by the ledger's index.
*/
const writeNumbers = async (synergy: SqlConnection, company: Parameter) => {
	const columns = await knownColumns(synergy, 'gbkmut');
	// Of the type of the column that it is looked up in, or the index is of no use.
	const type = identifier(columns.get('bkstnr')?.dataType.endsWith('char') === true ? columns.get('bkstnr')!.dataType : 'nvarchar');
	await synergy.query(sql`
		IF OBJECT_ID(N'tempdb..#PendingNumbers') IS NULL CREATE TABLE #PendingNumbers (seq int NOT NULL, number ${type}(20) COLLATE DATABASE_DEFAULT NOT NULL, PRIMARY KEY (seq, number));
		DELETE FROM #PendingNumbers;
		INSERT INTO #PendingNumbers (seq, number) SELECT seq, number FROM #PendingEntries WHERE number IS NOT NULL;
	`);
	const {rows} = await synergy.query<{width: number}>(sql`SELECT DISTINCT LEN(bkstnr) AS width FROM dbo.gbkmut WHERE CompanyCode = ${company} AND bkstnr LIKE N' %'`);
	for (const {width} of rows) {
		// eslint-disable-next-line no-await-in-loop -- one connection
		await synergy.query(sql`
			INSERT INTO #PendingNumbers (seq, number) SELECT seq, RIGHT(REPLICATE(N' ', 20) + number, ${int(width)}) FROM #PendingEntries WHERE LEN(number) < ${int(width)}
		`);
	}
};
