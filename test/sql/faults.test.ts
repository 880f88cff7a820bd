import {once} from 'node:events';
import net from 'node:net';
import {inspect} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import type {BacoError} from '../../source/problems/baco-error.js';
import {sqlProblem} from '../../source/problems/sql-problem.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlTarget} from '../../source/sql/contract.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';

const listen = async (t: ExecutionContext, onSocket: (socket: net.Socket) => void) => {
	const sockets = new Set<net.Socket>();
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {
			socket.destroy();
		});
		onSocket(socket);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		for (const socket of sockets) {
			socket.destroy();
		}
	});
	return {port: (server.address() as net.AddressInfo).port, sockets};
};

const target = (port: number, details: Partial<SqlTarget> = {}): SqlTarget => ({
	host: '127.0.0.1',
	port,
	user: 'u',
	password: 'Some-Passw0rd',
	encrypt: true,
	trustServerCertificate: true,
	...details,
});

const failureOf = async (t: ExecutionContext, work: Promise<unknown>): Promise<SqlFailure> => t.throwsAsync<SqlFailure>(work, {instanceOf: SqlFailure});

test('a closed port', async t => {
	const {port, sockets} = await listen(t, () => undefined);
	t.is(sockets.size, 0);
	const free = net.createServer().listen(0, '127.0.0.1');
	await once(free, 'listening');
	const {port: closed} = free.address() as net.AddressInfo;
	free.close();
	await once(free, 'close');
	const failure = await failureOf(t, connect(target(closed)));
	t.like(failure, {kind: 'socket', code: 'ESOCKET', socketCode: 'ECONNREFUSED'});
	t.true(port > 0);
	t.deepEqual(failure.target, {host: '127.0.0.1', port: closed, user: 'u'}, 'where, and no password');
	const problem = sqlProblem(failure) as BacoError;
	t.is(problem.explanation.summary, `127.0.0.1 refuses connections on port ${closed}.`);
	const named = sqlProblem(failure, {host: 'GLOBESQL'}) as BacoError;
	t.is(named.explanation.summary, `GLOBESQL refuses connections on port ${closed}. It is reached at 127.0.0.1:${closed}, as the addresses of the profile say.`);
});

test('a name with several addresses, all refused: the code is found among many errors', async t => {
	const free = net.createServer().listen(0, '127.0.0.1');
	await once(free, 'listening');
	const {port} = free.address() as net.AddressInfo;
	free.close();
	await once(free, 'close');
	const failure = await failureOf(t, connect(target(port, {host: 'localhost'})));
	t.is(failure.kind, 'socket');
	t.is(failure.socketCode, 'ECONNREFUSED');
});

test('a name that does not resolve', async t => {
	const failure = await failureOf(t, connect(target(1433, {host: 'no-such-host.invalid'})));
	t.is(failure.kind, 'socket');
	t.regex(failure.socketCode ?? '', /^(?:ENOTFOUND|EAI_AGAIN)$/v);
});

test('a server that hangs up after PRELOGIN', async t => {
	const {port} = await listen(t, socket => {
		socket.once('data', () => {
			socket.end();
		});
	});
	const failure = await failureOf(t, connect(target(port)));
	t.like(failure, {kind: 'socket', socketCode: 'ECONNRESET'});
});

test('a server that is no SQL Server', async t => {
	const {port} = await listen(t, socket => {
		socket.once('data', () => {
			socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
		});
	});
	const failure = await failureOf(t, connect(target(port, {connectTimeoutMs: 2000})));
	t.true(['socket', 'timeout', 'encryption'].includes(failure.kind), failure.kind);
});

test('a server that never answers is a time-out', async t => {
	const {port} = await listen(t, () => undefined);
	const failure = await failureOf(t, connect(target(port, {connectTimeoutMs: 150})));
	t.like(failure, {kind: 'timeout', code: 'ETIMEOUT'});
});

test('an abort while connecting rejects at once and closes the socket', async t => {
	const ending = new AbortController();
	const {promise: closed, resolve} = Promise.withResolvers<void>();
	const {port} = await listen(t, socket => {
		socket.once('data', () => {
			ending.abort();
		});
		socket.once('close', () => {
			resolve();
		});
	});
	const failure = await failureOf(t, connect(target(port, {connectTimeoutMs: 60_000}), {signal: ending.signal}));
	t.is(failure.kind, 'cancelled');
	await t.notThrowsAsync(closed);
});

test('an abort before it begins opens nothing', async t => {
	const {port, sockets} = await listen(t, () => undefined);
	const failure = await failureOf(t, connect(target(port), {signal: AbortSignal.abort()}));
	t.is(failure.kind, 'cancelled');
	t.is(sockets.size, 0);
});

test('a host with an instance is a mistake of the caller', async t => {
	await t.throwsAsync(connect(target(1433, {host: String.raw`A\B`})), {instanceOf: TypeError});
});

test('no failure mentions the password', async t => {
	const {port} = await listen(t, socket => {
		socket.once('data', () => {
			socket.end();
		});
	});
	const failure = await failureOf(t, connect(target(port)));
	t.false(inspect(failure, {depth: 10, showHidden: true}).includes('Some-Passw0rd'));
});
