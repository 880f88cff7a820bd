import dgram from 'node:dgram';
import {once} from 'node:events';
import net from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {startSqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import type {SqlServer, SqlServerOptions} from '../../fixtures/sql-server/types/options.js';
import {testDivision} from '../../source/connection/test-division.js';
import type {StepId, StepStatus} from '../../source/connection/contract.js';
import type {Profile} from '../../source/profiles/profile.js';
import {
	findingsOf,
	globeScript,
	passwords,
	startEnvironment,
	stepOf,
	textsWithGaps,
} from './environment.js';

const environment = await startEnvironment();
test.after.always(async () => {
	await environment.stop();
});
let number = 300;

/** Tests a division whose Globe server is another one. */
const testAgainst = async (t: ExecutionContext, address: string, {path = 'OTHERSQL', profile = {}}: {readonly path?: string; readonly profile?: Partial<Profile>} = {}) => {
	number += 1;
	const workspace = await environment.open({...profile, addresses: {OTHERSQL: address}});
	t.teardown(async () => workspace.close());
	const division = await environment.addDivision(String(number), {BackOfficeServerPath: path});
	const result = await testDivision(workspace, division);
	t.deepEqual(textsWithGaps(result), []);
	return result;
};

const otherServer = async (t: ExecutionContext, options: SqlServerOptions): Promise<SqlServer> => {
	const server = await startSqlServer({serverName: 'OTHERSQL', tls: {commonName: 'OTHERSQL', altNames: ['OTHERSQL']}, ...options});
	t.teardown(async () => server.stop());
	return server;
};

const baco = {name: 'Baco', password: passwords.Baco};
const trusting: Partial<Profile> = {globe: {trustServerCertificate: true}};

const logins: ReadonlyArray<[string, SqlServerOptions, string]> = [
	['wrong password', {logins: [{...baco, password: 'Other-pass-9'}]}, 'LOG-1 fail'],
	['unknown login', {}, 'LOG-1 fail'],
	['disabled login', {logins: [{...baco, disabled: true}]}, 'LOG-3 fail'],
	['locked login', {logins: [{...baco, locked: true}]}, 'LOG-4 fail'],
	['expired password', {logins: [{...baco, expired: true}]}, 'LOG-5 fail'],
	['password that must change', {logins: [{...baco, mustChange: true}]}, 'LOG-5 fail'],
];
for (const [title, options, finding] of logins) {
	test.serial(`${title}: LOGIN ${finding}`, async t => {
		const server = await otherServer(t, options);
		const result = await testAgainst(t, `127.0.0.1:${server.port}`, {profile: trusting});
		t.deepEqual(findingsOf(result, 'LOGIN'), [finding]);
		t.is(stepOf(result, 'DB').status, 'skipped');
	});
}

test.serial('Windows authentication only, which the server does not tell its clients: LOG-1 that names it', async t => {
	const server = await otherServer(t, {authentication: 'windows', logins: [baco]});
	const result = await testAgainst(t, `127.0.0.1:${server.port}`, {profile: trusting});
	t.deepEqual(findingsOf(result, 'LOGIN'), ['LOG-1 fail']);
	t.regex(stepOf(result, 'LOGIN').findings[0]!.cause, /58 the server is not in mixed mode/v);
});

test.serial('no password kept: LOG-9 names the credential', async t => {
	const workspace = await environment.open({name: 'nosecret'});
	t.teardown(async () => workspace.close());
	workspace.credentials.forget('nosecret/baco');
	const division = await environment.addDivision('299');
	const result = await testDivision(workspace, division);
	t.deepEqual(findingsOf(result, 'LOGIN'), ['LOG-9 fail']);
	t.regex(stepOf(result, 'LOGIN').findings[0]!.fix, /nosecret\/baco@GLOBESQL01/v);
});

const encryptions: ReadonlyArray<[string, SqlServerOptions, Partial<Profile>, string[], StepStatus]> = [
	['self-signed certificate', {}, {}, ['TLS-1 fail'], 'fail'],
	['self-signed certificate that the profile trusts', {}, trusting, ['TLS-1 warn'], 'warn'],
	['certificate of another name', {tls: {commonName: 'ELSE', altNames: ['ELSE']}}, trusting, ['TLS-1 warn', 'TLS-2 warn'], 'warn'],
	['encryption demanded, profile switches it off', {encryption: 'required'}, {globe: {encrypt: false}}, ['TLS-5 fail'], 'fail'],
	['encryption not offered, profile demands it', {encryption: 'off'}, {}, ['TLS-7 fail'], 'fail'],
	['neither wants encryption, over this machine', {encryption: 'off'}, {globe: {encrypt: false}}, ['TLS-6 info'], 'pass'],
	['connection dropped after pre-login', {faults: {dropAfterPrelogin: true}}, {}, ['TLS-4 fail'], 'fail'],
];
for (const [title, options, profile, findings, status] of encryptions) {
	test.serial(`${title}: TLS ${findings.join(', ')}`, async t => {
		const server = await otherServer(t, {...options, logins: [baco]});
		const result = await testAgainst(t, `127.0.0.1:${server.port}`, {profile});
		t.deepEqual(findingsOf(result, 'TLS'), findings);
		t.is(stepOf(result, 'TLS').status, status);
		t.is(stepOf(result, 'LOGIN').status === 'skipped', status === 'fail');
	});
}

test.serial('expired certificate: TLS-3', async t => {
	const {generate} = await import('selfsigned');
	const day = 86_400_000;
	const made = await generate([{name: 'commonName', value: 'OTHERSQL'}], {
		keyType: 'ec', algorithm: 'sha256', notBeforeDate: new Date(Date.now() - (9 * day)), notAfterDate: new Date(Date.now() - day),
	});
	const server = await otherServer(t, {tls: {key: made.private, cert: made.cert}});
	const result = await testAgainst(t, `127.0.0.1:${server.port}`);
	t.true(findingsOf(result, 'TLS').includes('TLS-3 fail'));
	t.false(stepOf(result, 'TLS').findings.find(({id}) => id === 'TLS-3')!.evidence.early);
});

test.serial('what answers is not SQL Server: TLS-4 with its first bytes', async t => {
	const server = net.createServer(socket => {
		socket.on('error', () => undefined);
		socket.write('SSH-2.0-OpenSSH_9.2\r\n');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	const result = await testAgainst(t, `127.0.0.1:${(server.address() as net.AddressInfo).port}`);
	t.deepEqual(findingsOf(result, 'TLS'), ['TLS-4 fail']);
	t.is(stepOf(result, 'TLS').evidence.firstBytes, '5353482d322e302d4f70656e5353485f');
});

/** A server that takes connections and does with them what it is told. */
const peer = async (t: ExecutionContext, serve: (socket: net.Socket) => void): Promise<string> => {
	const sockets = new Set<net.Socket>();
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		serve(socket);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		for (const socket of sockets) {
			socket.destroy();
		}
	});
	return `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
};

test.serial('no answer to pre-login is a time-out with the time waited, not a diagnosis of TLS', async t => {
	const address = await peer(t, socket => {
		socket.resume();
	});
	const result = await testAgainst(t, address);
	t.deepEqual(findingsOf(result, 'TLS'), ['TLS-8 fail']);
	t.true(Number(stepOf(result, 'TLS').evidence.waitedMs) >= 5900);
	t.is(stepOf(result, 'TLS').evidence.code, 'ETIMEDOUT');
});

test.serial('a connection that ends after a long silence is slow, not without TLS 1.2', async t => {
	const address = await peer(t, socket => {
		socket.once('data', () => {
			setTimeout(() => {
				socket.resetAndDestroy();
			}, 2300);
		});
	});
	const result = await testAgainst(t, address);
	t.deepEqual(findingsOf(result, 'TLS'), ['TLS-8 fail']);
	t.is(stepOf(result, 'TLS').evidence.code, 'ECONNRESET');
});

test.serial('a server behind a slow line passes', async t => {
	const server = await otherServer(t, {logins: [baco], databases: [{name: '100', script: globeScript('100')}]});
	const address = await peer(t, socket => {
		const far = net.connect(server.port, '127.0.0.1');
		for (const [from, to] of [[socket, far], [far, socket]] as const) {
			from.on('error', () => undefined);
			from.on('close', () => {
				to.destroy();
			});
			from.on('data', data => {
				setTimeout(() => {
					if (!to.destroyed) {
						to.write(data);
					}
				}, 300);
			});
		}
	});
	const result = await testAgainst(t, address, {profile: trusting});
	t.deepEqual(findingsOf(result, 'TLS'), ['TLS-1 warn']);
	t.is(stepOf(result, 'LOGIN').status, 'pass');
	t.is(stepOf(result, 'BAS').status, 'pass');
});

test.serial('a server that never answers the login: LOG-10, and a cancel ends the wait at once', async t => {
	const server = await otherServer(t, {logins: [baco], faults: {stallLogin: true}});
	const workspace = await environment.open({...trusting, addresses: {OTHERSQL: `127.0.0.1:${server.port}`}});
	t.teardown(async () => workspace.close());
	const division = await environment.addDivision('298', {BackOfficeServerPath: 'OTHERSQL'});
	const controller = new AbortController();
	const cancelled = testDivision(workspace, division, {
		signal: controller.signal,
		onEvent(event) {
			if (event.type === 'step-started' && event.id === 'LOGIN') {
				setTimeout(() => {
					controller.abort();
				}, 50);
			}
		},
	});
	const error = await t.throwsAsync(cancelled);
	t.is((error as {id?: string}).id, 'CANCELLED');
	t.deepEqual(findingsOf(await testDivision(workspace, division), 'LOGIN'), ['LOG-10 fail']);
});

const browser = async (t: ExecutionContext, answer: (request: Uint8Array) => string | undefined): Promise<number> => {
	const socket = dgram.createSocket('udp4');
	socket.on('message', (request, {port, address}) => {
		const text = answer(request);
		if (text === undefined) {
			return;
		}

		const bytes = new TextEncoder().encode(text);
		socket.send(Uint8Array.of(5, bytes.length % 256, Math.floor(bytes.length / 256), ...bytes), port, address);
	});
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	t.teardown(() => socket.close());
	return socket.address().port;
};

const instance = (name: string, tcp: string) => String.raw`ServerName;OTHERSQL;InstanceName;${name};IsClustered;No;Version;15.0.2000.5;${tcp}np;\\OTHERSQL\pipe\sql\query;;`;
const browsers: ReadonlyArray<[string, (request: Uint8Array) => string | undefined, string]> = [
	['silent', () => undefined, 'SSRP-1 fail'],
	['silent for this instance, but lists others', request => request[0] === 3 ? instance('SQL2019', 'tcp;1500;') : undefined, 'SSRP-2 fail'],
	['answers for another instance', () => instance('SQL2019', 'tcp;1500;'), 'SSRP-2 fail'],
	['knows the instance without TCP', () => instance('EXACT', ''), 'SSRP-3 fail'],
	['answers for another instance and lists none', request => request[0] === 3 ? undefined : instance('SQL2019', 'tcp;1500;'), 'SSRP-1 fail'],
];
for (const [title, answer, finding] of browsers) {
	test.serial(`Browser ${title}: ${finding}`, async t => {
		const result = await testAgainst(t, '127.0.0.1', {path: String.raw`OTHERSQL\EXACT`, profile: {browserPort: await browser(t, answer)}});
		t.deepEqual(findingsOf(result, 'SSRP'), [finding]);
		t.is(stepOf(result, 'TCP').status, 'skipped');
	});
}

test.serial('the Browser of the embedded server leads to the instance', async t => {
	const server = await otherServer(t, {
		serverName: String.raw`OTHERSQL\EXACT`, browserPort: 0, logins: [baco], databases: [{name: '100', script: globeScript('100')}],
	});
	const result = await testAgainst(t, '127.0.0.1', {path: String.raw`OTHERSQL\EXACT`, profile: {...trusting, browserPort: server.browserPort!}});
	t.is(stepOf(result, 'SSRP').evidence.tcpPort, server.port);
	t.is(stepOf(result, 'LOGIN').status, 'pass');
});

test.serial('where the profile sends a name is said before the port is tried', async t => {
	const address = await peer(t, socket => {
		socket.destroy();
	});
	const result = await testAgainst(t, address);
	t.is(stepOf(result, 'SSRP').summary, `Not needed: no instance is named, so the port is 1433, reached at ${address} (addresses of the profile).`);
	t.deepEqual(stepOf(result, 'SSRP').evidence, {host: 'OTHERSQL', port: 1433, reachedAt: address});
	t.regex(stepOf(result, 'TCP').summary, new RegExp(String.raw`^OTHERSQL, port 1433, is open \([\d.]+ ms\), reached at ${address.replaceAll('.', String.raw`\.`)} `, 'v'));
});

const stepsOf = (result: {readonly steps: ReadonlyArray<{readonly id: StepId; readonly status: string}>}) => result.steps.map(({id, status}) => `${id} ${status}`);

test.serial('a server that goes away in the middle of a result ends no test', async t => {
	const server = await otherServer(t, {logins: [baco], databases: [{name: '100', script: globeScript('100')}], faults: {resetAfterRows: 1}});
	const result = await testAgainst(t, `127.0.0.1:${server.port}`, {profile: trusting});
	t.is(result.steps.length, 13);
	t.true(stepsOf(result).some(step => /^(?:DB|BACO|BAS) fail$/v.test(step)));
	t.true(['DB', 'BACO', 'BAS'].flatMap(id => findingsOf(result, id as StepId)).some(id => id.startsWith('TCP-3')));
});
