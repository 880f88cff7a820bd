import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	datetime,
	identifier,
	int,
	joined,
	nchar,
	nvarchar,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {readKnownCodes, type KnownCodes} from './known-codes.js';

/** What to do with an entry whose number the ledger has already. */
export type FormerEntries = 'refuse' | 'replace' | 'skip';

/**
Writes into #PendingEntries why an entry cannot be posted. Lines are looked at by their distinct values, so the work grows with the
kinds of faults and not with the lines.
*/
export const checkEntries = async (synergy: SqlConnection, code: string, lines: Composable, former: FormerEntries): Promise<void> => {
	await synergy.query(sql`UPDATE #PendingEntries SET reason = N'its lines sum to ' + CONVERT(nvarchar(40), CAST(balance AS decimal(18, 2))) + N' and not to 0' WHERE ABS(balance) > 0.005`);
	await synergy.query(sql`UPDATE #PendingEntries SET reason = N'it has no entry number, and BacoFreeNumbers has no RPFinEntry' WHERE reason IS NULL AND ISNULL(number, N'') = N''`);
	await synergy.query(sql`
		UPDATE #PendingEntries SET reason = N'another pending entry has the same year, journal and number'
		WHERE reason IS NULL AND number IN (SELECT number FROM #PendingEntries GROUP BY year, journal, number HAVING COUNT(*) > 1)
			AND guid NOT IN (SELECT first.guid FROM #PendingEntries AS first JOIN (SELECT year, journal, number, COUNT(*) AS count FROM #PendingEntries GROUP BY year, journal, number) AS one
				ON one.count = 1 AND one.number = first.number AND ISNULL(one.year, 0) = ISNULL(first.year, 0) AND ISNULL(one.journal, N'') = ISNULL(first.journal, N''))
	`);
	await checkValues(synergy, code, lines);
	await checkWidths(synergy, lines);
	await checkFormer(synergy, code, former);
};

const checkValues = async (synergy: SqlConnection, code: string, lines: Composable) => {
	const known = await readKnownCodes(synergy, code);
	const faults = new Map<string, Composable>();
	for (const {reason, condition} of [...await accountFaults(synergy, lines, known), ...await dimensionFaults(synergy, lines, known), ...await periodFaults(synergy, lines, known)]) {
		faults.set(reason, condition);
	}

	for (const [reason, condition] of faults) {
		// eslint-disable-next-line no-await-in-loop -- one connection
		await synergy.query(sql`
			UPDATE #PendingEntries SET reason = ${nvarchar(256, reason)}
			WHERE reason IS NULL AND guid IN (SELECT EntryGuid FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NOT NULL AND ${condition})
		`);
	}
};

type Fault = {readonly reason: string; readonly condition: Composable};

const accountFaults = async (synergy: SqlConnection, lines: Composable, {accounts}: KnownCodes): Promise<Fault[]> => {
	const {rows} = await synergy.query<{value: string | null}>(sql`SELECT DISTINCT CompanyAccountCode AS value FROM dbo.TransactionsPending WHERE ${lines}`);
	return rows.flatMap(({value}): Fault[] => {
		const account = (value ?? '').trim();
		const isBlocked = accounts.get(account.toLowerCase());
		if (isBlocked === false) {
			return [];
		}

		const reason = account === '' ? 'a line has no ledger account' : `ledger account ${account} ${isBlocked === undefined ? 'does not exist in the division' : 'is blocked'}`;
		return [{reason, condition: account === '' ? sql`ISNULL(CompanyAccountCode, N'') = N''` : sql`CompanyAccountCode = ${nchar(9, value)}`}];
	});
};

const dimensionFaults = async (synergy: SqlConnection, lines: Composable, known: KnownCodes): Promise<Fault[]> => {
	const faults: Fault[] = [];
	for (const {column, codes, what} of [
		{column: 'CompanyCostcenterCode', codes: known.costCentres, what: 'cost centre'},
		{column: 'CompanyCostunitCode', codes: known.costUnits, what: 'cost unit'},
		{column: 'JournalNumber', codes: known.journals, what: 'journal'},
	]) {
		if (codes === undefined) {
			continue;
		}

		const name = identifier(column);
		const {rows} = await synergy.query<{value: string | null}>(sql`SELECT DISTINCT ${name} AS value FROM dbo.TransactionsPending WHERE ${lines}`); // eslint-disable-line no-await-in-loop -- one connection
		for (const {value} of rows) {
			const text = (value ?? '').trim();
			const isUsable = codes.get(text.toLowerCase());
			if (text !== '' && isUsable !== true) {
				faults.push({reason: `${what} ${text} ${isUsable === undefined ? 'does not exist' : 'is not in use any more'}`, condition: sql`${name} = ${nvarchar(30, value)}`});
			}
		}
	}

	return faults;
};

const periodFaults = async (synergy: SqlConnection, lines: Composable, {periods}: KnownCodes): Promise<Fault[]> => {
	const {rows} = await synergy.query<{year: number | null; period: number | null; date: Date}>(sql`
		SELECT DISTINCT FinYear AS year, FinPeriod AS period, TransactionDate AS date FROM dbo.TransactionsPending WHERE ${lines}
	`);
	return rows.flatMap(({year, period, date}): Fault[] => {
		const own = sql`ISNULL(FinYear, 0) = ${int(year ?? 0)} AND ISNULL(FinPeriod, 0) = ${int(period ?? 0)}`;
		if (year === null || period === null) {
			return [{reason: 'a line has no year or no period', condition: own}];
		}

		const known = periods.get(`${year}/${period}`);
		if (known === undefined || known.isClosed) {
			return [{reason: `period ${period} of ${year} ${known === undefined ? 'does not exist in the division' : 'is closed'}`, condition: own}];
		}

		const isInside = date >= known.begins && date.getTime() < known.ends.getTime() + day;
		return isInside ? [] : [{reason: `the date ${date.toISOString().slice(0, 10)} is not in period ${period} of ${year}`, condition: sql`${own} AND TransactionDate = ${datetime(date)}`}];
	});
};

const day = 86_400_000;

/** Texts that gbkmut has less room for. */
const checkWidths = async (synergy: SqlConnection, lines: Composable) => {
	const [from, to] = [await knownColumns(synergy, 'TransactionsPending'), await knownColumns(synergy, 'gbkmut')];
	const narrow = ([['DebtorCode', 'debnr'], ['CreditorCode', 'crdnr'], ['JournalNumber', 'dagbknr'], ['CompanyCostcenterCode', 'kstplcode'], ['CompanyCostunitCode', 'kstdrcode'], ['bud_vers', 'bud_vers'], ['VATCode', 'btw_code']] as const)
		.map(([pending, ledger]) => ({pending, width: to.get(ledger.toLowerCase())?.maxLength ?? 0, own: from.get(pending.toLowerCase())?.maxLength ?? 0}))
		.filter(({width, own}) => width > 0 && own > width);
	if (narrow.length === 0) {
		return;
	}

	const longest = await firstRow<Record<string, number | null>>(synergy, sql`
		SELECT ${joined(narrow.map(({pending}) => sql`MAX(LEN(${identifier(pending)})) AS ${identifier(pending)}`), ', ')} FROM dbo.TransactionsPending WHERE ${lines}
	`);
	for (const {pending, width} of narrow) {
		if ((longest?.[pending] ?? 0) <= width) {
			continue;
		}

		// eslint-disable-next-line no-await-in-loop -- one connection
		await synergy.query(sql`
			UPDATE #PendingEntries SET reason = ${nvarchar(256, `${pending} has more than the ${width} characters of the ledger`)}
			WHERE reason IS NULL AND guid IN (SELECT EntryGuid FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NOT NULL AND LEN(${identifier(pending)}) > ${int(width)})
		`);
	}
};

/** An entry of the ledger is the same one when division, year, journal and number are: the number alone is used by every journal and year. */
const checkFormer = async (synergy: SqlConnection, code: string, former: FormerEntries) => {
	await writeNumbers(synergy, code);
	await synergy.query(sql`
		UPDATE entry SET former = found.count FROM #PendingEntries AS entry JOIN (
			SELECT pending.seq AS seq, COUNT(*) AS count
			FROM #PendingEntries AS pending JOIN #PendingNumbers AS numbers ON numbers.seq = pending.seq JOIN dbo.gbkmut AS line ON line.bkstnr = numbers.number
			WHERE line.CompanyCode = ${nchar(3, code)} AND line.bkjrcode = pending.year AND LTRIM(ISNULL(line.dagbknr, N'')) = LTRIM(ISNULL(pending.journal, N''))
			GROUP BY pending.seq
		) AS found ON found.seq = entry.seq
	`);
	if (former === 'refuse') {
		await synergy.query(sql`UPDATE #PendingEntries SET reason = N'the ledger has an entry of this year, journal and number already (' + CONVERT(nvarchar(10), former) + N' lines)' WHERE former > 0 AND reason IS NULL`);
	}
};

/**
Lists the numbers as the ledger may have them: as they are, and right-aligned in the widths that it aligns numbers to, which differ from
program to program. Compared in each form, they are found by the ledger's index.
*/
const writeNumbers = async (synergy: SqlConnection, code: string) => {
	await synergy.query(sql`
		IF OBJECT_ID(N'tempdb..#PendingNumbers') IS NULL CREATE TABLE #PendingNumbers (number nvarchar(20) NOT NULL, seq int NOT NULL, PRIMARY KEY (number, seq));
		DELETE FROM #PendingNumbers;
		INSERT INTO #PendingNumbers (number, seq) SELECT number, seq FROM #PendingEntries WHERE number IS NOT NULL;
	`);
	const {rows} = await synergy.query<{width: number}>(sql`SELECT DISTINCT LEN(bkstnr) AS width FROM dbo.gbkmut WHERE CompanyCode = ${nchar(3, code)} AND bkstnr LIKE N' %'`);
	for (const {width} of rows) {
		// eslint-disable-next-line no-await-in-loop -- one connection
		await synergy.query(sql`
			INSERT INTO #PendingNumbers (number, seq) SELECT RIGHT(REPLICATE(N' ', 20) + number, ${int(width)}), seq FROM #PendingEntries WHERE LEN(number) < ${int(width)}
		`);
	}
};
