import dgram from 'node:dgram';
import {once} from 'node:events';
import test, {type ExecutionContext} from 'ava';
import {startBrowser} from '../../fixtures/sql-server/browser/browser.js';
import {toBacoError} from '../../source/problems/baco-error.js';
import {openSession} from '../../source/setup/session.js';
import {findServersNearby} from '../../source/sql/find-servers-nearby.js';
import {temporaryHome} from '../home.js';

/** SQL Server Browser on the loopback's own segment; several share a port, as machines share the broadcast. */
const listenTo = async (t: ExecutionContext, text: string, port = 0): Promise<number> => {
	const socket = dgram.createSocket({type: 'udp4', reuseAddr: true});
	t.teardown(() => {
		socket.close();
	});
	const body = new TextEncoder().encode(text);
	socket.on('message', (request, {port: asker, address}) => {
		if (request.length === 1 && request[0] === 0x02) {
			socket.send(Uint8Array.of(0x05, body.length % 256, Math.floor(body.length / 256), ...body), asker, address);
		}
	});
	socket.bind(port);
	await once(socket, 'listening');
	return socket.address().port;
};

const instance = (server: string, name: string) => `ServerName;${server};InstanceName;${name};IsClustered;No;Version;16.0.1000.6;tcp;1433;;`;

test('one broadcast finds every instance of every machine, once', async t => {
	const port = await listenTo(t, instance('BIKESQL01', 'MSSQLSERVER') + instance('BIKESQL01', 'EXACT'));
	await listenTo(t, instance('GLOBESQL02', 'EXACT'), port);
	await listenTo(t, 'this is no answer', port);
	t.deepEqual(await findServersNearby({address: '127.255.255.255', port, waitMs: 3000}), ['BIKESQL01', String.raw`BIKESQL01\EXACT`, String.raw`GLOBESQL02\EXACT`]);
});

test('the embedded server answers it as well; nobody is nobody, and it can be ended', async t => {
	const browser = await startBrowser({
		host: '127.0.0.1', port: 0, serverName: String.raw`HAMSQL01\SYNERGY`, sqlPort: 1500, isSilent: () => false,
	});
	t.teardown(browser.close);
	t.deepEqual(await findServersNearby({address: '127.0.0.1', port: browser.port, waitMs: 1000}), [String.raw`HAMSQL01\SYNERGY`]);
	t.deepEqual(await findServersNearby({address: '127.0.0.1', port: 1, waitMs: 200}), []);
	await t.throwsAsync(findServersNearby({address: '127.0.0.1', port: 1, signal: AbortSignal.abort()}), {name: 'AbortError'});
});

test.serial('a question mark offers what was found, and a name can still be typed', async t => {
	await temporaryHome(t);
	let found: readonly string[] = [];
	const session = openSession({signal: new AbortController().signal, findServers: async () => found});
	await session.answer('acme');
	await session.current();
	await session.answer('');
	await session.current();
	const nobody = await t.throwsAsync(session.answer('?'));
	t.is(toBacoError(nobody).id, 'SETUP-SERVERS');
	found = ['BIKESQL01', String.raw`GLOBESQL02\EXACT`];
	const says = await session.answer('?');
	t.regex(says.join(' '), /2 instances answer/v);
	const open = await session.current();
	t.is(open?.question.id, 'server');
	t.deepEqual(open?.choices.map(({value}) => value), found);
	t.truthy(open?.question.other);
	const refused = await t.throwsAsync(session.answer('127.0.0.1,1'));
	t.is(toBacoError(refused).id, 'TCP-1');
	t.true(session.back());
	const before = await session.current();
	t.like(before, {question: {id: 'addresses'}, choices: [], isAnswered: true});
});
