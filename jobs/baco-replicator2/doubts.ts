import {knownColumns} from '../../source/divisions/known-columns.js';
import type {RowValues, SqlConnection} from '../../source/sql/contract.js';
import {
	identifier,
	joined,
	nvarchar,
	sql,
} from '../../source/sql/statement.js';
import type {Account} from './accounts.js';
import type {Places} from './entries-of.js';

export type Doubts = {
	/** Notes the codes of a line. */
	look: (line: RowValues, code: string, account: Account) => void;
	/** The doubts as sentences: codes that Synergy does not know, accounts without a link, dimensions that are missing. */
	tell: (synergy: SqlConnection) => Promise<string[]>;
};

/** Collects what does not keep an entry out, but should be looked at. Memory is bounded: codes beyond the first 5,000 of a kind are not looked up. */
export const openDoubts = (place: Places): Doubts => {
	const kinds = dimensions.map(dimension => ({...dimension, index: place(dimension.column), codes: new Map<string, number>()})).filter(({index}) => index !== -1);
	const notes = new Map<string, number>();
	const note = (text: string) => {
		notes.set(text, (notes.get(text) ?? 0) + 1);
	};

	return {
		look(line, code, {isLinked, expects}) {
			if (!isLinked) {
				note(`ledger account ${code} has no corporate account`);
			}

			for (const column of expects) {
				if (isEmpty(line[place(column)])) {
					note(`ledger account ${code} expects ${column}`);
				}
			}

			for (const {index, codes} of kinds) {
				const value = line[index];
				if (isEmpty(value)) {
					continue;
				}

				const text = String(value).trim();
				const count = codes.get(text);
				if (count !== undefined || codes.size < 5000) {
					codes.set(text, (count ?? 0) + 1);
				}
			}
		},
		async tell(synergy) {
			const unknown: string[] = [];
			for (const {table, key, what, codes} of kinds) {
				const known = await knownCodes(synergy, table, key, codes.keys().toArray()); // eslint-disable-line no-await-in-loop
				const strange = [...codes].filter(([code]) => known !== undefined && !known.has(code.toLowerCase())).toSorted(([, one], [, other]) => other - one);
				unknown.push(...strange.slice(0, mostOfKind).map(([code, count]) => `${what} ${code} is not in Synergy (${lines(count)})`));
				if (strange.length > mostOfKind) {
					unknown.push(`${strange.length - mostOfKind} more of the kind ${what} are not in Synergy`);
				}
			}

			return [...[...notes].map(([text, count]) => `${text} (${lines(count)})`), ...unknown];
		},
	};
};

/** Codes of one kind that are told by name. */
const mostOfKind = 5;

const lines = (count: number) => count === 1 ? '1 line' : `${count} lines`;

const isEmpty = (value: unknown) => value === null || value === undefined || value === 0 || (typeof value === 'string' && value.trim() === '');

const dimensions = [
	{
		column: 'dagbknr', table: 'dagbk', key: 'dagbknr', what: 'journal',
	},
	{
		column: 'kstplcode', table: 'kstpl', key: 'kstplcode', what: 'cost centre',
	},
	{
		column: 'kstdrcode', table: 'kstdr', key: 'kstdrcode', what: 'cost unit',
	},
	{
		column: 'artcode', table: 'Items', key: 'ItemCode', what: 'item',
	},
	{
		column: 'debnr', table: 'cicmpy', key: 'debnr', what: 'debtor',
	},
	{
		column: 'crdnr', table: 'cicmpy', key: 'crdnr', what: 'creditor',
	},
	{
		column: 'project', table: 'PRProject', key: 'ProjectNr', what: 'project',
	},
	{
		column: 'res_id', table: 'humres', key: 'res_id', what: 'resource',
	},
	{
		column: 'valcode', table: 'valuta', key: 'valcode', what: 'currency',
	},
] as const;

/** Those of the codes that the table has, in lower case; undefined when this database has no such table. */
const knownCodes = async (synergy: SqlConnection, table: string, key: string, codes: readonly string[]): Promise<Set<string> | undefined> => {
	const columns = await knownColumns(synergy, table);
	if (!columns.has(key.toLowerCase())) {
		return undefined;
	}

	const known = new Set<string>();
	for (let start = 0; start < codes.length; start += 1000) {
		const some = joined(codes.slice(start, start + 1000).map(code => nvarchar(60, code)), ', ');
		const column = identifier(key);
		// The codes are right-aligned in one database and not in another.
		const {rows} = await synergy.query<{code: string | number}>(sql`SELECT DISTINCT ${column} AS code FROM ${sql`dbo.`}${identifier(table)} WHERE LTRIM(RTRIM(CAST(${column} AS nvarchar(60)))) IN (${some})`); // eslint-disable-line no-await-in-loop
		for (const {code} of rows) {
			known.add(String(code).trim().toLowerCase());
		}
	}

	return known;
};
