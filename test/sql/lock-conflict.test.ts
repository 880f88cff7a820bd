import {once} from 'node:events';
import test from 'ava';
import {startSqlServer, type SqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {isLockConflict, repeatConflicts} from '../../source/sql/lock-conflict.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {identifier, sql} from '../../source/sql/statement.js';

let server: SqlServer;

test.before(async () => {
	const script = 'CREATE TABLE dbo.counters (count int NOT NULL); INSERT INTO dbo.counters (count) VALUES (0);';
	server = await startSqlServer({databases: [{name: 'one', script}, {name: 'two', script}]});
});

test.after.always(async () => {
	await server.stop();
});

const open = async (t: {teardown: (work: () => unknown) => void}): Promise<SqlConnection> => {
	const connection = await connect({
		host: server.host, port: server.port, database: 'one', user: 'sa', password: server.saPassword, encrypt: false, trustServerCertificate: true,
	});
	t.teardown(async () => connection.close());
	return connection;
};

const failure = (number: number) => new SqlFailure('request', 'refused', {
	messages: [{
		number, state: 1, class: 16, message: 'refused', serverName: '', procName: '', lineNumber: 1,
	}],
});

test('the victim of a deadlock is begun anew, and both come to their end', async t => {
	const both = [await open(t), await open(t)] as const;
	let tries = 0;
	const meeting = new EventTarget();
	let waiting = 0;
	const add = async (connection: SqlConnection, databases: readonly [string, string]) => repeatConflicts(async () => connection.transaction(async change => {
		tries++;
		await change.query(sql`UPDATE ${identifier(databases[0])}.dbo.counters SET count = count + 1`);
		// Each has its first lock before either asks for its second one.
		waiting++;
		if (waiting === 1) {
			await once(meeting, 'both');
		} else {
			meeting.dispatchEvent(new Event('both'));
		}

		await change.query(sql`UPDATE ${identifier(databases[1])}.dbo.counters SET count = count + 1`);
	}));
	await Promise.all([add(both[0], ['one', 'two']), add(both[1], ['two', 'one'])]);
	t.is(tries, 3);
	const {rows} = await both[0].query(sql`SELECT count, (SELECT count FROM two.dbo.counters) AS other FROM dbo.counters`);
	t.deepEqual(rows, [{count: 2, other: 2}]);
});

test('a conflict that does not end is passed on, and other failures at once', async t => {
	for (const [number, expected] of [[1205, 4], [1222, 4], [2627, 1]] as const) {
		let tries = 0;
		// eslint-disable-next-line no-await-in-loop -- few
		await t.throwsAsync(repeatConflicts(async () => {
			tries++;
			throw failure(number);
		}), {instanceOf: SqlFailure});
		t.is(tries, expected);
	}

	t.false(isLockConflict(new Error('1205')));
});

test('a stop ends the tries', async t => {
	const stop = new AbortController();
	let tries = 0;
	await t.throwsAsync(repeatConflicts(async () => {
		tries++;
		stop.abort(new Error('stopped'));
		throw failure(1205);
	}, stop.signal), {message: 'stopped'});
	t.is(tries, 1);
});
