import {Buffer} from 'node:buffer';
import type {RowValues, SqlConnection} from '../../source/sql/contract.js';
import {identifier, joined, sql} from '../../source/sql/statement.js';
import {isAfter, markOf, type Mark} from '../financial/replication-mark.js';
import type {Entry, Places} from './entries-of.js';
import type {SharedColumn} from './shared-columns.js';

export type CopiedOptions = {
	readonly synergy: SqlConnection;
	readonly code: string;
	readonly columns: readonly SharedColumn[];
	readonly place: Places;
	/** Where the window of these entries begins. */
	readonly from: Mark;
	/** An earlier run looked at everything up to here, though a rejected entry kept the mark before it. */
	readonly copied: Mark;
};

/** Without the entries that an earlier run copied and that Synergy has just as Globe has them: to write them again would only stamp them anew. */
export const withoutCopied = async (entries: readonly Entry[], options: CopiedOptions): Promise<readonly Entry[]> => {
	if (!isAfter(options.copied, options.from)) {
		return entries;
	}

	const old = new Set(entries.filter(({lines}) => lines.every(line => !isAfter(markOf(line.at(-1) as Uint8Array), options.copied))));
	if (old.size === 0) {
		return entries;
	}

	const found = await readCopies([...old].flatMap(({lines}) => [...lines]), options);
	const guid = options.place('TransactionGuid');
	const isSame = (line: RowValues) => {
		const copy = found.get(keyOf(line[guid]));
		return copy?.at(-1) === options.code && options.columns.every((_, index) => isEqual(line[index], copy[index]));
	};

	return entries.filter(entry => !old.has(entry) || entry.lines.some(line => !isSame(line)));
};

/** By TransactionGuid; the company last. */
const readCopies = async (lines: readonly RowValues[], {synergy, columns, place}: CopiedOptions): Promise<Map<string, RowValues>> => {
	const guid = place('TransactionGuid');
	await synergy.query(sql`DELETE FROM #ReplicatedLines`);
	await synergy.bulk({table: '#ReplicatedLines', columns: [{name: 'guid', type: {name: 'uniqueidentifier'}, nullable: false}], rows: lines.map(line => [line[guid]])});
	const found = new Map<string, RowValues>();
	for await (const some of synergy.stream(sql`
		SELECT ${joined(columns.map(({name}) => sql`copy.${identifier(name)}`), ', ')}, RTRIM(copy.CompanyCode) AS company
		FROM #ReplicatedLines AS line JOIN dbo.gbkmut AS copy ON copy.TransactionGuid = line.guid
	`)) {
		for (const row of some) {
			found.set(keyOf(row[guid]), row);
		}
	}

	return found;
};

const keyOf = (guid: unknown) => String(guid).toUpperCase();

/** As the two columns keep it: their widths may differ, and a number may be a truth value in one of them. */
const isEqual = (one: unknown, other: unknown): boolean => {
	if (typeof one === 'string' && typeof other === 'string') {
		return one.trimEnd() === other.trimEnd();
	}

	if (one instanceof Date && other instanceof Date) {
		return one.getTime() === other.getTime();
	}

	return one instanceof Uint8Array && other instanceof Uint8Array ? Buffer.compare(one, other) === 0 : one === other || (one !== null && other !== null && Number(one) === Number(other));
};
