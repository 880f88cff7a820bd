import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {nchar, sql} from '../../source/sql/statement.js';

export type KnownCodes = {
	/** Ledger accounts by number in lower case; true for a blocked one. */
	readonly accounts: ReadonlyMap<string, boolean>;
	/** By `year/period`. */
	readonly periods: ReadonlyMap<string, {readonly begins: Date; readonly ends: Date; readonly isClosed: boolean}>;
	/** Whether they can be used; undefined when this database has no such table. */
	readonly costCentres: ReadonlyMap<string, boolean> | undefined;
	readonly costUnits: ReadonlyMap<string, boolean> | undefined;
	readonly journals: ReadonlyMap<string, boolean> | undefined;
};

/** What entries of a division may name. The codes are trimmed: they are right-aligned in some databases. */
export const readKnownCodes = async (synergy: SqlConnection, code: string): Promise<KnownCodes> => {
	const accounts = await synergy.query<{reknr: string; blokkeer: number}>(sql`SELECT reknr, blokkeer FROM dbo.grtbk WHERE CompanyCode = ${nchar(3, code)}`);
	const periods = await synergy.query<{bkjrcode: number; per_fin: string; bgdatum: Date; eddatum: Date; YearPeriodStatus: boolean}>(sql`
		SELECT bkjrcode, per_fin, bgdatum, eddatum, YearPeriodStatus FROM dbo.perdat WHERE CompanyCode = ${nchar(3, code)}
	`);
	const hasColumn = async (table: string, column: string) => {
		const columns = await knownColumns(synergy, table);
		return columns.has(column);
	};

	const enabled = await hasColumn('kstpl', 'enabled') ? sql`Enabled` : sql`1`;
	return {
		accounts: new Map(accounts.rows.map(({reknr, blokkeer}) => [keyOf(reknr), blokkeer !== 0])),
		periods: new Map(periods.rows.map(row => [`${row.bkjrcode}/${Number(row.per_fin)}`, {begins: row.bgdatum, ends: row.eddatum, isClosed: row.YearPeriodStatus}])),
		costCentres: await hasColumn('kstpl', 'kstplcode') ? codesOf(await synergy.query(sql`SELECT kstplcode AS code, ${enabled} AS usable FROM dbo.kstpl`)) : undefined,
		costUnits: await hasColumn('kstdr', 'kstdrcode') ? codesOf(await synergy.query(sql`SELECT kstdrcode AS code, 1 AS usable FROM dbo.kstdr`)) : undefined,
		journals: await hasColumn('dagbk', 'dagbknr') ? codesOf(await synergy.query(sql`SELECT dagbknr AS code, CASE WHEN blokkeer = 0 THEN 1 ELSE 0 END AS usable FROM dbo.dagbk`)) : undefined,
	};
};

const codesOf = ({rows}: {readonly rows: ReadonlyArray<Record<string, unknown>>}) => new Map(rows.map(({code, usable}) => [keyOf(code), Number(usable) !== 0]));

const keyOf = (code: unknown) => String(code).trim().toLowerCase();
