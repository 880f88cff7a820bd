import {once} from 'node:events';
import net from 'node:net';
import test from 'ava';
import {startSqlServer, type SqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import {tableColumns} from '../../source/sql/columns.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlConnection, SqlTarget, StatementRecord} from '../../source/sql/contract.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {
	bigint,
	bit,
	date,
	datetime,
	decimal,
	float,
	identifier,
	int,
	nchar,
	nvarchar,
	secret,
	smallint,
	sql,
	uniqueidentifier,
	varbinary,
	varchar,
} from '../../source/sql/statement.js';

let server: SqlServer;

test.before(async () => {
	server = await startSqlServer({
		serverName: String.raw`SYNERGY01\EXACT`,
		logins: [
			{name: 'operator', password: 'Geheim-0perator', defaultDatabase: 'Synergy'},
			{name: 'disabled', password: 'Geheim-0perator', disabled: true},
		],
		databases: [{
			name: 'Synergy',
			script: `
				CREATE TABLE dbo.bedryf (bedrnr nchar(3) NOT NULL, bedrnm nvarchar(60) NULL, aantal int NULL);
				INSERT INTO dbo.bedryf (bedrnr, bedrnm, aantal) VALUES (N'001', N'Delta Bike', 1), (N'002', N'Delta Parts', 2);
				CREATE TABLE dbo.money (amount int NOT NULL);
				CREATE TABLE dbo.work (id int NOT NULL);
				CREATE USER operator FOR LOGIN operator;
				GRANT SELECT, UPDATE ON dbo.bedryf TO operator;`,
		}],
	});
});

test.after.always(async () => {
	await server.stop();
});

const target = (details: Partial<SqlTarget> = {}): SqlTarget => ({
	host: server.host,
	port: server.port,
	database: 'Synergy',
	user: 'sa',
	password: server.saPassword,
	encrypt: true,
	trustServerCertificate: true,
	...details,
});

const openFor = async (t: {teardown: (work: () => unknown) => void}, details: Partial<SqlTarget> = {}, onStatement?: (record: StatementRecord) => void): Promise<SqlConnection> => {
	const connection = await connect(target(details), {onStatement});
	t.teardown(async () => connection.close());
	return connection;
};

/** A line to the server that counts its connections, and can be cut when the server answers. */
const forwardingLine = async (t: {teardown: (work: () => unknown) => void}) => {
	const sockets: net.Socket[] = [];
	let cut: (() => void) | undefined;
	const line = net.createServer(near => {
		sockets.push(near);
		const far = net.connect(server.port, server.host);
		const end = () => {
			near.destroy();
			far.destroy();
		};

		cut = () => {
			far.unpipe(near);
			far.once('data', end);
			far.resume();
		};

		for (const socket of [near, far]) {
			socket.on('error', end);
			socket.on('close', end);
		}

		near.pipe(far).pipe(near);
	}).listen(0, '127.0.0.1');
	await once(line, 'listening');
	t.teardown(() => line.close());
	return {
		port: (line.address() as net.AddressInfo).port,
		sockets,
		cutAtNextAnswer() {
			cut!();
		},
	};
};

const failureOf = async (work: Promise<unknown>): Promise<SqlFailure> => {
	try {
		await work;
	} catch (error) {
		if (error instanceof SqlFailure) {
			return error;
		}

		throw error;
	}

	throw new Error('It did not fail');
};

test.serial('one login makes one session, and closing ends it', async t => {
	const line = await forwardingLine(t);
	const connection = await connect(target({port: line.port}));
	const {rows} = await connection.query<{spid: number; application: string}>(sql`SELECT @@SPID AS spid, APP_NAME() AS application`);
	t.is(rows[0]!.application, 'baco');
	const again = await connection.query<{spid: number}>(sql`SELECT @@SPID AS spid`);
	t.is(again.rows[0]!.spid, rows[0]!.spid);
	t.is(connection.lost, undefined);
	t.is(line.sockets.length, 1);
	await connection.close();
	await connection.close();
	const failure = await failureOf(connection.query(sql`SELECT 1 AS one`));
	t.is(failure.kind, 'closed');
	t.false('password' in connection.target);
});

test.serial('every parameter type arrives as it was sent', async t => {
	const connection = await openFor(t);
	const when = new Date(Date.UTC(2026, 10, 22, 13, 14, 15, 120));
	const guid = '6F9619FF-8B86-D011-B42D-00C04FC964FF';
	const {rows} = await connection.query(sql`
		SELECT
				${nvarchar(20, 'één')} AS a, ${nvarchar('max', 'x'.repeat(9000))} AS b, ${varchar(10, 'plain')} AS c, ${nchar(5, 'ab')} AS d,
				${int(-7)} AS e, ${smallint(32_000)} AS f, ${bigint(9_007_199_254_740_993n)} AS g, ${bit(true)} AS h, ${float(1.5)} AS i,
				${decimal(12, 2, 1234.56)} AS j, ${datetime(when)} AS k, ${date(when)} AS l, ${uniqueidentifier(guid)} AS m,
				${varbinary(4, Uint8Array.of(1, 2, 255))} AS n, ${nvarchar(5, null)} AS o, ${int(undefined)} AS p
	`);
	const [row] = rows;
	t.like(row, {
		a: 'één', b: 'x'.repeat(9000), c: 'plain', d: 'ab   ', e: -7, f: 32_000, g: '9007199254740993', h: true, i: 1.5, j: 1234.56, k: when, m: guid, o: null, p: null,
	});
	t.deepEqual([...(row!.n as Uint8Array)], [1, 2, 255]);
	t.is((row!.l as Date).toISOString().slice(0, 10), '2026-11-22');
});

test.serial('changes count, rows come as objects, a statement without rows has none', async t => {
	const connection = await openFor(t);
	await connection.query(sql`CREATE TABLE #work (id int NOT NULL, name nvarchar(20) NULL)`);
	const inserted = await connection.query(sql`INSERT INTO #work (id, name) VALUES (${int(1)}, ${nvarchar(20, 'a')}), (${int(2)}, ${nvarchar(20, 'b')})`);
	t.deepEqual(inserted, {rows: [], rowsAffected: 2});
	const {rows} = await connection.query(sql`SELECT id, name FROM #work WHERE name = ${nvarchar(20, 'b')}`);
	t.deepEqual(rows, [{id: 2, name: 'b'}]);
	const none = await connection.query(sql`SELECT id FROM #work WHERE id = ${int(9)}`);
	t.deepEqual(none.rows, []);
});

test.serial('columns are discovered, a missing table has none', async t => {
	const connection = await openFor(t);
	const columns = await tableColumns(connection, 'bedryf');
	t.deepEqual(columns.keys().toArray(), ['bedrnr', 'bedrnm', 'aantal']);
	t.deepEqual(columns.get('bedrnr'), {
		name: 'bedrnr', dataType: 'nchar', maxLength: 3, nullable: false, precision: null, scale: null,
	});
	t.deepEqual(columns.get('aantal'), {
		name: 'aantal', dataType: 'int', maxLength: null, nullable: true, precision: 10, scale: 0,
	});
	const missing = await tableColumns(connection, 'nothing');
	t.is(missing.size, 0);
});

test.serial('each statement is logged, failed ones too, secrets not', async t => {
	const records: StatementRecord[] = [];
	const connection = await openFor(t, {}, record => {
		records.push(record);
	});
	await connection.query(sql`
		SELECT bedrnr
		FROM dbo.bedryf
		WHERE bedrnm = ${nvarchar(60, 'Delta Bike')} OR bedrnm = ${secret(nvarchar(60, 'hidden-value'))} OR bedrnm = ${nvarchar(60, server.saPassword)}
	`);
	await t.throwsAsync(connection.query(sql`SELECT x FROM dbo.missing`));
	t.is(records.length, 2);
	t.like(records[0], {
		server: '127.0.0.1',
		database: 'Synergy',
		text: 'SELECT bedrnr\nFROM dbo.bedryf\nWHERE bedrnm = @p1 OR bedrnm = @p2 OR bedrnm = @p3',
		parameters: [
			{name: '@p1', type: 'nvarchar(60)', value: 'Delta Bike'},
			{name: '@p2', type: 'nvarchar(60)', value: '***'},
			{name: '@p3', type: 'nvarchar(60)', value: '***'},
		],
		rows: 1,
		error: undefined,
	});
	t.regex(records[1]!.error ?? '', /Invalid object name 'dbo\.missing'/v);
	t.true(records[0]!.durationMs > 0);
});

test.serial('a wrong password is a login failure with the number of the server', async t => {
	const failure = await failureOf(connect(target({user: 'operator', password: 'wrong'})));
	t.is(failure.kind, 'login');
	t.is(failure.code, 'ELOGIN');
	t.is(failure.number, 18_456);
	t.like(failure.messages[0], {number: 18_456, state: 1, class: 14});
	t.true(failure.messages[0]!.serverName.length > 0);
});

test.serial('a missing database: 4060 first, then 18456, and no second try', async t => {
	const line = await forwardingLine(t);
	const failure = await failureOf(connect(target({
		port: line.port, user: 'operator', password: 'Geheim-0perator', database: 'Nowhere',
	})));
	t.is(failure.kind, 'login');
	t.deepEqual(failure.messages.filter(({class: severity}) => severity > 10).map(({number}) => number), [4060, 18_456]);
	t.is(failure.number, 4060);
	t.is(line.sockets.length, 1);
});

test.serial('a disabled login has its own number', async t => {
	const failure = await failureOf(connect(target({user: 'disabled', password: 'Geheim-0perator'})));
	t.is(failure.number, 18_470);
});

test.serial('a refused statement has number, state, class and line, and the connection goes on', async t => {
	const connection = await openFor(t, {user: 'operator', password: 'Geheim-0perator'});
	const failure = await failureOf(connection.query(sql`
		SELECT 1 AS one;
		SELECT name FROM dbo.nothing
	`));
	t.is(failure.kind, 'request');
	t.is(failure.number, 208);
	t.like(failure.messages.find(({number}) => number === 208), {class: 16, lineNumber: 3});
	const denied = await failureOf(connection.query(sql`INSERT INTO dbo.bedryf (bedrnr) VALUES (${nchar(3, '009')})`));
	t.is(denied.number, 229);
	const {rows} = await connection.query(sql`SELECT COUNT(*) AS number FROM dbo.bedryf`);
	t.deepEqual(rows, [{number: 2}]);
});

test.serial('requests on one connection wait for each other', async t => {
	const connection = await openFor(t);
	const results = await Promise.all([1, 2, 3, 4].map(async value => connection.query(sql`SELECT ${int(value)} AS value`)));
	t.deepEqual(results.map(({rows}) => rows[0]), [{value: 1}, {value: 2}, {value: 3}, {value: 4}]);
});

test.serial('a transaction commits, and rolls back when its work fails', async t => {
	const connection = await openFor(t);
	await connection.query(sql`DELETE FROM dbo.money`);
	const result = await connection.transaction(async inside => {
		await inside.query(sql`INSERT INTO dbo.money (amount) VALUES (${int(1)})`);
		const {rows} = await inside.query(sql`SELECT @@TRANCOUNT AS depth`);
		t.deepEqual(rows, [{depth: 1}]);
		return 'result';
	});
	t.is(result, 'result');
	await t.throwsAsync(connection.transaction(async inside => {
		await inside.query(sql`INSERT INTO dbo.money (amount) VALUES (${int(2)})`);
		throw new Error('changed my mind');
	}), {message: 'changed my mind'});
	const failed = await failureOf(connection.transaction(async inside => {
		await inside.query(sql`INSERT INTO dbo.money (amount) VALUES (${int(3)})`);
		await inside.query(sql`INSERT INTO dbo.money (amount) VALUES (NULL)`);
	}));
	t.is(failed.number, 515);
	const {rows} = await connection.query(sql`SELECT amount, @@TRANCOUNT AS depth FROM dbo.money`);
	t.deepEqual(rows, [{amount: 1, depth: 0}]);
});

test.serial('the log tells how a transaction began and ended', async t => {
	const records: StatementRecord[] = [];
	const connection = await openFor(t, {}, record => {
		records.push(record);
	});
	const said = () => records.splice(0).map(({text, error}) => `${text.split(' -- ', 1)[0]!}${error === undefined ? '' : ': error'}`);
	await connection.transaction(async inside => inside.query(sql`INSERT INTO dbo.money (amount) VALUES (1)`));
	t.deepEqual(said(), ['BEGIN TRANSACTION', 'INSERT INTO dbo.money (amount) VALUES (1)', 'COMMIT TRANSACTION']);
	await t.throwsAsync(connection.transaction(async () => {
		throw new Error('changed my mind');
	}));
	t.deepEqual(said(), ['BEGIN TRANSACTION', 'ROLLBACK TRANSACTION']);
	await connection.query(sql`DELETE FROM dbo.money`);
});

test.serial('others wait outside a transaction, and what would wait for itself is refused', async t => {
	const connection = await openFor(t);
	await connection.query(sql`DELETE FROM dbo.work`);
	const {promise: begun, resolve: begin} = Promise.withResolvers<void>();
	const inside = connection.transaction(async transaction => {
		begin();
		await transaction.query(sql`INSERT INTO dbo.work (id) VALUES (1)`);
		await t.throwsAsync(connection.query(sql`SELECT 1 AS one`), {message: /use the connection that its work was given/v});
		await t.throwsAsync(transaction.transaction(async () => undefined), {message: /not supported/v});
		await transaction.query(sql`INSERT INTO dbo.work (id) VALUES (2)`);
		return transaction;
	});
	await begun;
	const outside = connection.query(sql`SELECT (SELECT COUNT(*) FROM dbo.work) AS number, @@TRANCOUNT AS depth`);
	const ended = await inside;
	const {rows} = await outside;
	t.deepEqual(rows, [{number: 2, depth: 0}]);
	await t.throwsAsync(ended.query(sql`SELECT 1 AS one`), {message: /has ended/v});
});

test.serial('an abort ends a statement at once, and the connection can be used again', async t => {
	const connection = await openFor(t);
	const ending = new AbortController();
	const running = failureOf(connection.query(sql`WAITFOR DELAY '00:00:30'`, {signal: ending.signal}));
	const waiting = failureOf(connection.query(sql`SELECT 1 AS one`, {signal: ending.signal}));
	setImmediate(() => {
		ending.abort();
	});
	const failure = await running;
	t.is(failure.kind, 'cancelled');
	const given = await waiting;
	t.is(given.kind, 'cancelled');
	const {rows} = await connection.query(sql`SELECT 2 AS two`);
	t.deepEqual(rows, [{two: 2}]);
});

test.serial('an aborted statement of a transaction takes the transaction back', async t => {
	const connection = await openFor(t);
	await connection.query(sql`DELETE FROM dbo.work`);
	const failure = await failureOf(connection.transaction(async inside => {
		await inside.query(sql`INSERT INTO dbo.work (id) VALUES (1)`);
		await inside.query(sql`WAITFOR DELAY '00:00:30'`, {signal: AbortSignal.timeout(50)});
	}));
	t.is(failure.kind, 'cancelled');
	const {rows} = await connection.query(sql`SELECT (SELECT COUNT(*) FROM dbo.work) AS number, @@TRANCOUNT AS depth`);
	t.deepEqual(rows, [{number: 0, depth: 0}]);
});

test.serial('a statement that takes too long is a time-out', async t => {
	const connection = await openFor(t);
	const failure = await failureOf(connection.query(sql`WAITFOR DELAY '00:00:30'`, {timeoutMs: 100}));
	t.is(failure.kind, 'timeout');
	t.is(failure.code, 'ETIMEOUT');
	const {rows} = await connection.query(sql`SELECT 1 AS one`);
	t.deepEqual(rows, [{one: 1}]);
});

test.serial('closing ends a running statement', async t => {
	const connection = await connect(target());
	const running = failureOf(connection.query(sql`WAITFOR DELAY '00:00:30'`));
	setImmediate(() => {
		void connection.close();
	});
	const failure = await running;
	t.is(failure.kind, 'closed');
});

test.serial('the certificate is checked: refused, trusted by file, wrong name, not checked', async t => {
	const refused = await failureOf(connect(target({trustServerCertificate: false})));
	t.is(refused.kind, 'socket');
	t.is(refused.code, 'ESOCKET');
	t.is(refused.socketCode, 'DEPTH_ZERO_SELF_SIGNED_CERT');
	const named = await failureOf(connect(target({trustServerCertificate: false, ca: server.certificate, serverName: 'other.example'})));
	t.is(named.socketCode, 'ERR_TLS_CERT_ALTNAME_INVALID');
	const connection = await connect(target({encrypt: false}));
	await connection.close();
});

test.serial('names from data stay names', async t => {
	const connection = await openFor(t);
	const {rows} = await connection.query(sql`SELECT 1 AS ${identifier('a]b; DROP TABLE dbo.bedryf --')}`);
	t.deepEqual(Object.keys(rows[0]!), ['a]b; DROP TABLE dbo.bedryf --']);
});

test.serial('a server that resets in the middle of a result is a lost connection', async t => {
	const fragile = await startSqlServer({databases: [{name: 'Synergy'}]});
	t.teardown(async () => fragile.stop());
	const connection = await connect({...target(), port: fragile.port, password: fragile.saPassword});
	t.teardown(async () => connection.close());
	// Slow rows, so that the reset overtakes the rest of the result.
	fragile.setFaults({resetAfterRows: 2, rowDelayMs: 50});
	const failure = await failureOf(connection.query(sql`SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4`));
	t.is(failure.kind, 'closed');
	t.truthy(connection.lost);
	const next = await failureOf(connection.query(sql`SELECT 1 AS one`));
	t.is(next.kind, 'closed');
});

test.serial('a commit whose confirmation is lost says that the outcome is not known', async t => {
	const line = await forwardingLine(t);
	const connection = await openFor(t, {port: line.port, encrypt: false});
	const failure = await failureOf(connection.transaction(async inside => {
		await inside.query(sql`UPDATE dbo.bedryf SET aantal = aantal WHERE bedrnr = ${nchar(3, '001')}`);
		line.cutAtNextAnswer();
	}));
	t.true(failure.outcomeUnknown);
	t.is(failure.kind, 'closed');
	t.regex(failure.message, /not known whether the change was made/v);
});
