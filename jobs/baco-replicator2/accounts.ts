import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {divisionLines} from '../financial/ledger-lines.js';
import {
	identifier,
	joined,
	sql,
} from '../../source/sql/statement.js';

export type Account = {
	/** It has an account of the corporate chart. */
	readonly isLinked: boolean;
	/** Columns of a line that the account expects to be filled. */
	readonly expects: readonly string[];
};

/** By number, without blanks. */
export type Accounts = ReadonlyMap<string, Account>;

/** The ledger accounts of a division in Synergy. */
export const readAccounts = async (synergy: SqlConnection, code: string): Promise<Accounts> => {
	const columns = await knownColumns(synergy, 'grtbk');
	const flags = Object.keys(expected).filter(flag => columns.has(flag.toLowerCase()));
	const link = columns.has('accountcode') ? sql`AccountCode` : sql`N'?'`;
	const {rows} = await synergy.query(sql`
		SELECT ${joined([identifier('reknr'), sql`${link} AS link`, ...flags.map(flag => identifier(flag))], ', ')} FROM dbo.grtbk WHERE ${divisionLines(columns, code)}
	`);
	return new Map(rows.map(row => [String(row.reknr).trim(), {
		isLinked: typeof row.link === 'string' && row.link.trim() !== '',
		expects: flags.filter(flag => Number(row[flag] ?? 0) > 0).map(flag => expected[flag]!),
	}]));
};

/** Flag of the account: column of the line. */
const expected: Readonly<Record<string, string>> = {
	kstplrek: 'kstplcode', kstdrrek: 'kstdrcode', projectrek: 'project', UseItem: 'artcode', UseDebtor: 'debnr', UseCreditor: 'crdnr',
};
