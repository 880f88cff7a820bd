import type {BulkColumn, RowValues, SqlConnection} from '../../source/sql/contract.js';
import {identifier, sql, type Composable} from '../../source/sql/statement.js';
import {readKnownCodes, type KnownCodes} from './known-codes.js';

/**
Writes into #PendingEntries which account, dimension, journal or period of a line is unknown or out of use. The lines are looked at twice for each column:
for its distinct values, which are judged here, and once for the entries of those at fault, however many they are.
*/
export const checkValues = async (synergy: SqlConnection, code: string, lines: Composable): Promise<void> => {
	const known = await readKnownCodes(synergy, code);
	await checkColumn(synergy, lines, 'CompanyAccountCode', account => accountFault(account, known));
	for (const {column, codes, what} of [
		{column: 'CompanyCostcenterCode', codes: known.costCentres, what: 'cost centre'},
		{column: 'CompanyCostunitCode', codes: known.costUnits, what: 'cost unit'},
		{column: 'JournalNumber', codes: known.journals, what: 'journal'},
	]) {
		if (codes !== undefined) {
			await checkColumn(synergy, lines, column, text => codeFault(text, what, codes)); // eslint-disable-line no-await-in-loop -- one connection
		}
	}

	await checkPeriods(synergy, lines, known);
};

const accountFault = (account: string, {accounts}: KnownCodes): string | undefined => {
	if (account === '') {
		return 'a line has no ledger account';
	}

	const isBlocked = accounts.get(account.toLowerCase());
	return isBlocked === false ? undefined : `ledger account ${account} ${isBlocked === undefined ? 'does not exist in the division' : 'is blocked'}`;
};

const codeFault = (text: string, what: string, codes: ReadonlyMap<string, boolean>): string | undefined => {
	const isUsable = codes.get(text.toLowerCase());
	return text === '' || isUsable === true ? undefined : `${what} ${text} ${isUsable === undefined ? 'does not exist' : 'is not in use any more'}`;
};

const checkColumn = async (synergy: SqlConnection, lines: Composable, column: string, faultOf: (trimmed: string) => string | undefined): Promise<void> => {
	const name = identifier(column);
	const {rows} = await synergy.query<{value: string}>(sql`SELECT DISTINCT ISNULL(${name}, N'') AS value FROM dbo.TransactionsPending WHERE ${lines}`);
	const faults = rows.flatMap(({value}) => {
		const reason = faultOf(value.trim());
		return reason === undefined ? [] : [[value, reason]];
	});
	await markFaults(synergy, lines, {
		name: '#FaultyValues', definition: sql`value nvarchar(30) COLLATE DATABASE_DEFAULT NOT NULL PRIMARY KEY`, columns: [{name: 'value', type: {name: 'nvarchar', length: 30}, nullable: false}], faults,
		isAtFault: sql`faulty.value = ISNULL(${name}, N'')`,
	});
};

const checkPeriods = async (synergy: SqlConnection, lines: Composable, known: KnownCodes): Promise<void> => {
	const {rows} = await synergy.query<{year: number; period: number; date: Date}>(sql`
		SELECT DISTINCT ISNULL(FinYear, 0) AS year, ISNULL(FinPeriod, 0) AS period, TransactionDate AS date FROM dbo.TransactionsPending WHERE ${lines}
	`);
	const faults = rows.flatMap(({year, period, date}) => {
		const reason = periodFault(year, period, date, known);
		return reason === undefined ? [] : [[year, period, date, reason]];
	});
	await markFaults(synergy, lines, {
		name: '#FaultyPeriods', definition: sql`year int NOT NULL, period int NOT NULL, date datetime NOT NULL, PRIMARY KEY (year, period, date)`,
		columns: [{name: 'year', type: {name: 'int'}, nullable: false}, {name: 'period', type: {name: 'int'}, nullable: false}, {name: 'date', type: {name: 'datetime'}, nullable: false}], faults,
		isAtFault: sql`faulty.year = ISNULL(FinYear, 0) AND faulty.period = ISNULL(FinPeriod, 0) AND faulty.date = TransactionDate`,
	});
};

const periodFault = (year: number, period: number, date: Date, {periods}: KnownCodes): string | undefined => {
	if (year === 0 || period === 0) {
		return 'a line has no year or no period';
	}

	const known = periods.get(`${year}/${period}`);
	if (known === undefined || known.isClosed) {
		return `period ${period} of ${year} ${known === undefined ? 'does not exist in the division' : 'is closed'}`;
	}

	const isInside = date >= known.begins && date.getTime() < known.ends.getTime() + day;
	return isInside ? undefined : `the date ${date.toISOString().slice(0, 10)} is not in period ${period} of ${year}`;
};

const day = 86_400_000;

type Faults = {
	readonly name: string;
	/** Its columns without the reason. */
	readonly definition: Composable;
	readonly columns: readonly BulkColumn[];
	/** With the reason last. */
	readonly faults: readonly RowValues[];
	/** What a line has in common with its row of the table, which is called `faulty`. */
	readonly isAtFault: Composable;
};

/** An entry with several faults of a kind gets one of them; one that has a reason keeps it. */
const markFaults = async (synergy: SqlConnection, lines: Composable, {name, definition, columns, faults, isAtFault}: Faults): Promise<void> => {
	if (faults.length === 0) {
		return;
	}

	const table = identifier(name);
	await synergy.query(sql`CREATE TABLE ${table} (${definition}, reason nvarchar(256) COLLATE DATABASE_DEFAULT NOT NULL)`);
	await synergy.bulk({table: name, columns: [...columns, {name: 'reason', type: {name: 'nvarchar', length: 256}, nullable: false}], rows: faults});
	await synergy.query(sql`
		UPDATE entry SET reason = fault.reason
		FROM (
			SELECT EntryGuid, MIN(faulty.reason) AS reason FROM dbo.TransactionsPending JOIN ${table} AS faulty ON ${isAtFault}
			WHERE ${lines} AND EntryGuid IS NOT NULL GROUP BY EntryGuid
		) AS fault JOIN #PendingEntries AS entry ON entry.guid = fault.EntryGuid
		WHERE entry.reason IS NULL
	`);
	await synergy.query(sql`DROP TABLE ${table}`);
};
