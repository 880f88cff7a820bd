import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {identifier, nchar, sql} from '../../source/sql/statement.js';
import {readCentralCurrency} from '../financial/central-currency.js';

export type Period = {readonly year: number; readonly period: number; readonly lastDay: Date; readonly isClosed: boolean};

/** What a division's figures are checked against. Codes are trimmed and in upper case. */
export type DivisionFacts = {
	readonly code: string;
	/** Currency of the division. */
	readonly currency: string;
	/** Whether that is the currency of the whole group too, so that an amount is the same in both. */
	readonly isCentral: boolean;
	/** Empty: the division has no default. */
	readonly costCentre: string;
	/** Scenario of budgets; empty: none. */
	readonly scenario: string;
	/** By `year/period`. */
	readonly periods: ReadonlyMap<string, Period>;
	/** Whether it is blocked, by number. */
	readonly accounts: ReadonlyMap<string, boolean>;
	/** Whether they are in use, by code. Undefined: this database has no such table. */
	readonly costCentres: ReadonlyMap<string, boolean> | undefined;
	readonly costUnits: ReadonlyMap<string, boolean> | undefined;
};

/** Rejects with SqlFailure. */
export const readDivisionFacts = async (connection: SqlConnection, code: string): Promise<DivisionFacts> => {
	const division = await readDivision(connection, code);
	const {rows: periods} = await connection.query<{bkjrcode: number; per_fin: string; eddatum: Date; YearPeriodStatus: boolean}>(sql`
		SELECT bkjrcode, per_fin, eddatum, YearPeriodStatus FROM dbo.perdat WHERE CompanyCode = ${nchar(3, code)} AND eddatum IS NOT NULL
	`);
	const {rows: accounts} = await connection.query<{reknr: string | null; blokkeer: number}>(sql`SELECT reknr, blokkeer FROM dbo.grtbk WHERE CompanyCode = ${nchar(3, code)}`);
	return {
		code,
		...division,
		periods: new Map(periods.map(({bkjrcode: year, per_fin: number, eddatum: lastDay, YearPeriodStatus: isClosed}) => {
			const period = Number(number);
			return [`${year}/${period}`, {
				year, period, lastDay, isClosed,
			}];
		})),
		accounts: new Map(accounts.map(({reknr, blokkeer}) => [codeOf(reknr), blokkeer !== 0])),
		costCentres: await codesOf(connection, 'kstpl', 'kstplcode'),
		costUnits: await codesOf(connection, 'kstdr', 'kstdrcode'),
	};
};

/** Codes have blanks around them in some tables, and know no case. */
export const codeOf = (value: string | null | undefined): string => (value ?? '').trim().toUpperCase();

const readDivision = async (connection: SqlConnection, code: string) => {
	const columns = await knownColumns(connection, 'bedryf');
	const {rows} = await connection.query<{valcode: string | null; centre: string | null; scenario: string | null}>(sql`
		SELECT valcode, ${columns.has('costcentercode') ? sql`CostcenterCode` : sql`NULL`} AS centre, ${columns.has('budgetscenario') ? sql`BudgetScenario` : sql`NULL`} AS scenario
		FROM dbo.bedryf WHERE bedrnr = ${nchar(3, code)}
	`);
	const [row] = rows;
	const central = await readCentralCurrency(connection);
	const currency = (row?.valcode ?? '').trim();
	return {
		currency,
		isCentral: codeOf(central) === codeOf(currency),
		costCentre: (row?.centre ?? '').trim(),
		scenario: (row?.scenario ?? '').trim(),
	};
};

const codesOf = async (connection: SqlConnection, table: string, column: string) => {
	const columns = await knownColumns(connection, table);
	if (columns.size === 0) {
		return undefined;
	}

	const enabled = columns.has('enabled') ? sql`Enabled` : sql`1`;
	const {rows} = await connection.query<{code: string | null; enabled: number | boolean}>(sql`SELECT ${identifier(column)} AS code, ${enabled} AS enabled FROM dbo.${identifier(table)}`);
	return new Map(rows.map(row => [codeOf(row.code), Number(row.enabled) !== 0]));
};
