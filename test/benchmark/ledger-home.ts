import {randomUUID} from 'node:crypto';
import {entryLines} from '../../fixtures/databases/sample/entry-lines.js';
import type {Row} from '../../fixtures/databases/notation/insert-rows.js';
import {columnType} from '../../source/sql/column-type.js';
import {tableColumns} from '../../source/sql/columns.js';
import type {RowValues, SqlConnection} from '../../source/sql/contract.js';
import {pendingLines} from '../../fixtures/databases/sample/pending-lines.js';

const division = {code: '110', currency: 'EUR'};

/** Random ones: deterministic ones cost a digest each. */
const guids = () => {
	let [key, entry] = ['', ''];
	return (...words: ReadonlyArray<string | number>) => {
		if (words[0] === 'line' || words.length > 3) {
			return randomUUID().toUpperCase();
		}

		const wanted = words.join('/');
		[key, entry] = wanted === key ? [key, entry] : [wanted, randomUUID().toUpperCase()];
		return entry;
	};
};

/** Puts so many lines of entries into a Globe database of division 110, from one number on. */
export const fillGlobe = async (globe: SqlConnection, lines: number, from = 1000): Promise<number> =>
	fill(globe, 'gbkmut', entryLines({
		division, from, count: Math.ceil(lines / 3), guid: guids(),
	}));

/** Puts so many pending lines of division 110 into Synergy. */
export const fillPending = async (synergy: SqlConnection, lines: number, from = 1000): Promise<number> =>
	fill(synergy, 'TransactionsPending', pendingLines({
		division, from, count: Math.ceil(lines / 2), guid: guids(),
	}));

const portion = 10_000;

const fill = async (connection: SqlConnection, table: string, rows: Iterable<Row>): Promise<number> => {
	const known = await tableColumns(connection, table);
	let count = 0;
	for (const some of portions(rows)) {
		const columns = [...new Set(some.flatMap(row => Object.keys(row)))].map(name => {
			const column = known.get(name.toLowerCase())!;
			return {name: column.name, type: columnType(column)!, nullable: column.nullable};
		});
		// eslint-disable-next-line no-await-in-loop -- one connection
		count += await connection.bulk({table, columns, rows: some.map((row): RowValues => columns.map(({name, nullable}) => row[name] ?? (nullable ? null : 0)))});
	}

	return count;
};

function * portions(rows: Iterable<Row>): Generator<Row[]> {
	let some: Row[] = [];
	for (const row of rows) {
		some.push(row);
		if (some.length < portion) {
			continue;
		}

		yield some;
		some = [];
	}

	if (some.length > 0) {
		yield some;
	}
}
