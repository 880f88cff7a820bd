import {Buffer} from 'node:buffer';
import {spawn} from 'node:child_process';
import dgram from 'node:dgram';
import {once} from 'node:events';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {parseBrowserReply} from '../../source/sql/browser-reply.js';
import {findInstance} from '../../source/sql/find-instance.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';

/** A Browser that answers while this process does nothing. */
const startBrowserProcess = async (t: ExecutionContext, answer: Buffer) => {
	const child = spawn(process.execPath, ['-e', String.raw`
		const socket = require('node:dgram').createSocket('udp4');
		socket.on('message', (_request, {port, address}) => setTimeout(() => socket.send(Buffer.from('${answer.toString('hex')}', 'hex'), port, address), 100));
		socket.bind(0, '127.0.0.1', () => process.stdout.write(socket.address().port + '\n'));
	`], {stdio: ['ignore', 'pipe', 'inherit']});
	t.teardown(() => child.kill());
	const [line] = await once(child.stdout, 'data') as [Buffer];
	return {port: Number(line.toString())};
};

const reply = (text: string) => {
	const body = Buffer.from(text, 'latin1');
	const head = Buffer.from([0x05, 0, 0]);
	head.writeUInt16LE(body.length, 1);
	return Buffer.concat([head, body]);
};

const exact = String.raw`ServerName;GLOBESQL01;InstanceName;EXACT;IsClustered;No;Version;15.0.2000.5;tcp;49172;np;\\GLOBESQL01\pipe\MSSQL$EXACT\sql\query;;`;

const startBrowser = async (t: ExecutionContext, answer: (request: Buffer, number: number) => Buffer | undefined, {lateMs = 0} = {}) => {
	const socket = dgram.createSocket('udp4');
	const requests: Buffer[] = [];
	const timers: NodeJS.Timeout[] = [];
	socket.on('message', (request, sender) => {
		requests.push(request);
		const response = answer(request, requests.length);
		if (response !== undefined) {
			timers.push(setTimeout(() => {
				socket.send(response, sender.port, sender.address);
			}, lateMs));
		}
	});
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	t.teardown(() => {
		for (const timer of timers) {
			clearTimeout(timer);
		}

		socket.close();
	});
	return {port: socket.address().port, requests};
};

const other = 'ServerName;GLOBESQL01;InstanceName;SQL2019;IsClustered;No;Version;15.0.2000.5;tcp;1500;;';
const isList = (request: Buffer) => request[0] === 3;

test('asks for one instance and reads its port', async t => {
	const {port, requests} = await startBrowser(t, () => reply(exact));
	t.deepEqual(await findInstance({host: '127.0.0.1', port, instance: 'exact'}), {
		status: 'found',
		instance: {
			serverName: 'GLOBESQL01',
			instanceName: 'EXACT',
			isClustered: false,
			version: '15.0.2000.5',
			port: 49_172,
			pipe: String.raw`\\GLOBESQL01\pipe\MSSQL$EXACT\sql\query`,
		},
	});
	t.deepEqual(requests[0], Buffer.from('\u{4}exact\0', 'latin1'));
});

test('an instance without TCP has no port', async t => {
	const {port} = await startBrowser(t, () => reply('ServerName;A;InstanceName;NOTCP;IsClustered;No;Version;15.0;np;x;;'));
	const search = await findInstance({host: '127.0.0.1', port, instance: 'NOTCP'});
	t.like(search, {status: 'found', instance: {instanceName: 'NOTCP', port: undefined}});
});

test('only a whole list without the instance shows that it is not there', async t => {
	const {port} = await startBrowser(t, request => isList(request) ? reply(other) : undefined);
	t.deepEqual(await findInstance({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 100,
	}), {status: 'not-listed', instances: ['SQL2019']});
});

test('an answer that comes after the list was asked for still counts', async t => {
	const {port, requests} = await startBrowser(t, request => isList(request) ? undefined : reply(exact), {lateMs: 700});
	const search = await findInstance({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 500,
	});
	t.is(search.status, 'found');
	t.true(requests.some(request => isList(request)));
});

test('a list that has the instance answers for it, when the first answer was lost', async t => {
	const {port} = await startBrowser(t, request => isList(request) ? reply(other + exact) : undefined);
	t.like(await findInstance({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 100,
	}), {status: 'found', instance: {port: 49_172}});
});

test('an answer of another request, or half a list, says nothing about the instance', async t => {
	const {port} = await startBrowser(t, request => isList(request) ? reply(other + exact).subarray(0, other.length + 3) : reply(other));
	t.like(await findInstance({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 100,
	}), {status: 'silent', code: undefined});
});

test('a late answer that tells of another instance is not taken for the list', async t => {
	const {port, requests} = await startBrowser(t, request => isList(request) ? undefined : reply(other), {lateMs: 150});
	t.like(await findInstance({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 200,
	}), {status: 'silent'});
	t.true(requests.some(request => isList(request)));
});

// Serial: it keeps the other tests of this file from running too.
test.serial('an answer that waits in the socket is not late because this process was busy', async t => {
	const {port} = await startBrowserProcess(t, reply(exact));
	const search = findInstance({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 600,
	});
	// The request leaves, then nothing here runs for longer than the answer is waited for.
	await new Promise(resolve => {
		setTimeout(resolve, 50);
	});
	const until = performance.now() + 1500;
	while (performance.now() < until) {
		// Busy.
	}

	const {status} = await search;
	t.is(status, 'found');
});

test('silence is a time-out of its own: both questions asked twice, and the time waited', async t => {
	const {port, requests} = await startBrowser(t, () => undefined);
	const search = await findInstance({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 200,
	});
	t.is(search.status, 'silent');
	t.true(search.status === 'silent' && search.waitedMs >= 390);
	t.deepEqual(requests.map(request => request[0]), [4, 4, 3, 3]);
});

test('a closed port is heard of before the time-out', async t => {
	const socket = dgram.createSocket('udp4');
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	const {port} = socket.address();
	socket.close();
	t.like(await findInstance({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 60_000,
	}), {status: 'silent', code: 'ECONNREFUSED'});
});

test('an abort ends the question at once', async t => {
	const {port} = await startBrowser(t, () => undefined);
	const failure = await t.throwsAsync<SqlFailure>(findInstance({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 60_000, signal: AbortSignal.timeout(20),
	}), {instanceOf: SqlFailure});
	t.is(failure.kind, 'cancelled');
});

test('a name that does not resolve says so', async t => {
	const failure = await t.throwsAsync<SqlFailure>(findInstance({host: 'no-such-host.invalid', instance: 'EXACT'}), {instanceOf: SqlFailure});
	t.is(failure.kind, 'socket');
	t.regex(failure.socketCode ?? '', /^(?:ENOTFOUND|EAI_AGAIN)$/v);
});

test('several instances in one reply are all read', t => {
	const instances = parseBrowserReply(reply(`${exact}ServerName;GLOBESQL01;InstanceName;MSSQLSERVER;IsClustered;Yes;Version;13.0;tcp;1433;;`));
	t.deepEqual(instances.map(({instanceName, port, isClustered}) => [instanceName, port, isClustered]), [['EXACT', 49_172, false], ['MSSQLSERVER', 1433, true]]);
});

test('bytes that are no reply give nothing, and nothing breaks', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 200}), bytes => {
		t.true(Array.isArray(parseBrowserReply(bytes)));
	}));
	fc.assert(fc.property(fc.nat(exact.length), length => {
		t.true(parseBrowserReply(reply(exact).subarray(0, length)).length <= 1);
	}));
});
