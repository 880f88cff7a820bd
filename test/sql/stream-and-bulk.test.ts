import test from 'ava';
import {startSqlServer, type SqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import {columnType} from '../../source/sql/column-type.js';
import {tableColumns} from '../../source/sql/columns.js';
import {connect} from '../../source/sql/connect.js';
import type {
	BulkColumn,
	RowValues,
	SqlConnection,
	StatementRecord,
} from '../../source/sql/contract.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {int, sql} from '../../source/sql/statement.js';

let server: SqlServer;

test.before(async () => {
	server = await startSqlServer({
		databases: [{
			name: 'Synergy',
			script: `
				CREATE TABLE dbo.lines (
					id int NOT NULL PRIMARY KEY, reknr nchar(9) NULL, oms25 nvarchar(60) NULL, bdr_hfl float NOT NULL, datum datetime NULL, guid uniqueidentifier NULL,
					valid bit NULL, rate decimal(12, 4) NULL, note varchar(20) NULL, moment datetime2(3) NULL, made datetime NOT NULL DEFAULT getdate(), CHECK (id > 0)
				);
				GO
				WITH digits AS (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)
				SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 1 AS id INTO dbo.many FROM digits a CROSS JOIN digits b CROSS JOIN digits c CROSS JOIN digits d;`,
		}],
	});
});

test.after.always(async () => {
	await server.stop();
});

const open = async (t: {teardown: (work: () => unknown) => void}, onStatement?: (record: StatementRecord) => void): Promise<SqlConnection> => {
	const connection = await connect({
		host: server.host, port: server.port, database: 'Synergy', user: 'sa', password: server.saPassword, encrypt: false, trustServerCertificate: true,
	}, {onStatement});
	t.teardown(async () => connection.close());
	return connection;
};

test('a stream gives every row once, in portions, whatever the pace of the reader', async t => {
	const connection = await open(t);
	const ids: number[] = [];
	let largest = 0;
	for await (const rows of connection.stream(sql`SELECT id FROM dbo.many WHERE id <= ${int(7777)} ORDER BY id`, {portion: 100})) {
		largest = Math.max(largest, rows.length);
		ids.push(...rows.map(([id]) => Number(id)));
		if (ids.length % 2000 < 100) {
			// A slow reader.
			await new Promise(resolve => {
				setTimeout(resolve, 20);
			});
		}
	}

	t.is(ids.length, 7777);
	t.deepEqual(ids, Array.from({length: 7777}, (_, index) => index + 1));
	t.true(largest >= 100 && largest < 2000, String(largest));
	const {rows} = await connection.query<{one: number}>(sql`SELECT 1 AS one`);
	t.is(rows[0]!.one, 1);
});

const readPortions = async (portions: AsyncIterable<readonly RowValues[]>, most = Infinity, onPortion: () => void = () => undefined) => {
	const read: Array<readonly RowValues[]> = [];
	for await (const rows of portions) {
		read.push(rows);
		onPortion();
		if (read.length >= most) {
			break;
		}
	}

	return read;
};

test('a reader that leaves frees the connection, and so does an abort', async t => {
	const statements: StatementRecord[] = [];
	const connection = await open(t, record => {
		statements.push(record);
	});
	const [first] = await readPortions(connection.stream(sql`SELECT id FROM dbo.many ORDER BY id`, {portion: 10}), 1);
	t.true(first!.length >= 10);

	const {rows} = await connection.query<{count: number}>(sql`SELECT COUNT(*) AS count FROM dbo.many`);
	t.is(rows[0]!.count, 10_000);
	t.true(statements[0]!.rows >= 10);
	const stopping = new AbortController();
	const error = await t.throwsAsync(readPortions(connection.stream(sql`SELECT id FROM dbo.many`, {portion: 10, signal: stopping.signal}), 5, () => {
		stopping.abort();
	}), {instanceOf: SqlFailure});
	t.is(error.kind, 'cancelled');
	await t.notThrowsAsync(async () => connection.query(sql`SELECT 1 AS one`));
});

test('an empty result has no portion; an error of the server is a failure with its number', async t => {
	const connection = await open(t);
	t.deepEqual(await readPortions(connection.stream(sql`SELECT id FROM dbo.many WHERE id < 0`)), []);
	const error = await t.throwsAsync(readPortions(connection.stream(sql`SELECT id FROM dbo.nothing`)), {instanceOf: SqlFailure});
	t.is(error.number, 208);
});

const columnsOf = async (connection: SqlConnection, names: readonly string[]): Promise<BulkColumn[]> => {
	const columns = await tableColumns(connection, 'lines');
	return names.map(name => {
		const column = columns.get(name)!;
		return {name, type: columnType(column)!, nullable: column.nullable};
	});
};

const names = ['id', 'reknr', 'oms25', 'bdr_hfl', 'datum', 'guid', 'valid', 'rate', 'note', 'moment'];
const line = (id: number): RowValues => [
	id, '     4000', `Koop €${id}`, id / 4, new Date(Date.UTC(2024, 4, 17, 10, 30, 0, 330)), '6F9619FF-8B86-D011-B42D-00C04FC964FF', id % 2 === 0, 1.2345, null, new Date(Date.UTC(2024, 0, 1)),
];

test.serial('bulk loads a real table with the types it has, and leaves defaults to the server', async t => {
	const connection = await open(t);
	const columns = await columnsOf(connection, names);
	t.is(await connection.bulk({table: 'lines', columns, rows: [line(1), line(2)]}), 2);
	const {rows} = await connection.query(sql`SELECT id, reknr, oms25, bdr_hfl, datum, guid, valid, rate, note, moment FROM dbo.lines ORDER BY id`);
	t.deepEqual(rows.map(row => Object.values(row)), [line(1), line(2)].map(values => [...values]));
	await connection.query(sql`DELETE FROM dbo.lines`);
});

test.serial('bulk takes an asynchronous iterable, and a temporary table in a transaction', async t => {
	const connection = await open(t);
	const columns = await columnsOf(connection, names);
	async function * lines() {
		for (let id = 1; id <= 5000; id++) {
			yield line(id);
		}
	}

	await connection.transaction(async change => {
		await change.query(sql`SELECT TOP (0) id, reknr, oms25, bdr_hfl, datum, guid, valid, rate, note, moment INTO #lines FROM dbo.lines`);
		t.is(await change.bulk({table: '#lines', columns, rows: lines()}), 5000);
		const {rowsAffected} = await change.query(sql`
			INSERT INTO dbo.lines (id, reknr, oms25, bdr_hfl, datum, guid, valid, rate, note, moment)
			SELECT id, reknr, oms25, bdr_hfl, datum, guid, valid, rate, note, moment FROM #lines
		`);
		t.is(rowsAffected, 5000);
		await change.query(sql`DROP TABLE #lines`);
	});
	const {rows} = await connection.query<{count: number; sum: number}>(sql`SELECT COUNT(*) AS count, SUM(bdr_hfl) AS sum FROM dbo.lines`);
	t.deepEqual(rows, [{count: 5000, sum: 5000 * 5001 / 8}]);
	await connection.query(sql`DELETE FROM dbo.lines`);
});

test.serial('a constraint counts in a bulk load too, and a failed one leaves nothing', async t => {
	const connection = await open(t);
	const columns = await columnsOf(connection, names);
	const error = await t.throwsAsync(async () => connection.bulk({table: 'lines', columns, rows: [line(1), line(0)]}), {instanceOf: SqlFailure});
	t.is(error.number, 547);
	const reading = await t.throwsAsync(async () => connection.bulk({
		table: 'lines', columns, rows: (function * () {
			yield line(7);
			throw new RangeError('the reader failed');
		})(),
	}));
	t.regex(reading.message, /the reader failed/v);
	const {rows} = await connection.query<{count: number}>(sql`SELECT COUNT(*) AS count FROM dbo.lines`);
	t.is(rows[0]!.count, 0);
});

test('a stream and a bulk load work beside each other on two connections, with bounded memory between them', async t => {
	const [from, to] = [await open(t), await open(t)];
	await to.query(sql`CREATE TABLE #copy (id int NOT NULL)`);
	let count = 0;
	for await (const rows of from.stream(sql`SELECT id FROM dbo.many`, {portion: 500})) {
		count += await to.bulk({table: '#copy', columns: [{name: 'id', type: {name: 'int'}, nullable: false}], rows});
	}

	t.is(count, 10_000);
});
