import {Buffer} from 'node:buffer';
import dgram from 'node:dgram';
import {once} from 'node:events';
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {askBrowser, parseBrowserReply} from '../../source/sql/browser.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';

const reply = (text: string) => {
	const body = Buffer.from(text, 'latin1');
	const head = Buffer.from([0x05, 0, 0]);
	head.writeUInt16LE(body.length, 1);
	return Buffer.concat([head, body]);
};

const exact = String.raw`ServerName;GLOBESQL01;InstanceName;EXACT;IsClustered;No;Version;15.0.2000.5;tcp;49172;np;\\GLOBESQL01\pipe\MSSQL$EXACT\sql\query;;`;

const startBrowser = async (t: ExecutionContext, answer: (request: Buffer) => Buffer | undefined) => {
	const socket = dgram.createSocket('udp4');
	const requests: Buffer[] = [];
	socket.on('message', (request, sender) => {
		requests.push(request);
		const response = answer(request);
		if (response !== undefined) {
			socket.send(response, sender.port, sender.address);
		}
	});
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	t.teardown(() => socket.close());
	return {port: socket.address().port, requests};
};

test('asks for one instance and reads its port', async t => {
	const {port, requests} = await startBrowser(t, () => reply(exact));
	t.deepEqual(await askBrowser({host: '127.0.0.1', port, instance: 'exact'}), {
		serverName: 'GLOBESQL01',
		instanceName: 'EXACT',
		isClustered: false,
		version: '15.0.2000.5',
		port: 49_172,
		pipe: String.raw`\\GLOBESQL01\pipe\MSSQL$EXACT\sql\query`,
	});
	t.deepEqual(requests[0], Buffer.from('\u{4}exact\0', 'latin1'));
});

test('an answer without the instance, or without TCP, is told apart', async t => {
	const {port} = await startBrowser(t, request => reply(request.includes('NOTCP') ? 'ServerName;A;InstanceName;NOTCP;IsClustered;No;Version;15.0;np;x;;' : exact));
	t.is(await askBrowser({host: '127.0.0.1', port, instance: 'OTHER'}), undefined);
	const found = await askBrowser({host: '127.0.0.1', port, instance: 'NOTCP'});
	t.is(found?.port, undefined);
	t.is(found?.instanceName, 'NOTCP');
});

test('silence is a time-out of its own, asked twice', async t => {
	const {port, requests} = await startBrowser(t, () => undefined);
	const failure = await t.throwsAsync<SqlFailure>(askBrowser({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 200,
	}), {instanceOf: SqlFailure});
	t.is(failure.kind, 'timeout');
	t.is(requests.length, 2);
});

test('a closed port is heard of before the time-out', async t => {
	const socket = dgram.createSocket('udp4');
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	const {port} = socket.address();
	socket.close();
	const failure = await t.throwsAsync<SqlFailure>(askBrowser({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 60_000,
	}), {instanceOf: SqlFailure});
	t.is(failure.kind, 'socket');
	t.is(failure.socketCode, 'ECONNREFUSED');
});

test('an abort ends the question at once', async t => {
	const {port} = await startBrowser(t, () => undefined);
	const failure = await t.throwsAsync<SqlFailure>(askBrowser({
		host: '127.0.0.1', port, instance: 'EXACT', timeoutMs: 60_000, signal: AbortSignal.timeout(20),
	}), {instanceOf: SqlFailure});
	t.is(failure.kind, 'cancelled');
});

test('a name that does not resolve says so', async t => {
	const failure = await t.throwsAsync<SqlFailure>(askBrowser({host: 'no-such-host.invalid', instance: 'EXACT'}), {instanceOf: SqlFailure});
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
