import {once} from 'node:events';
import net from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {testDivision} from '../../source/connection/test-division.js';
import type {BacoError} from '../../source/problems/baco-error.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {synergyProblem} from '../../source/workspace/synergy-problem.js';
import {findingsOf, startEnvironment, stepOf} from './environment.js';

const through = async (t: ExecutionContext, address: string, profile = {}) => {
	const environment = await startEnvironment({profile: {addresses: {TUNNELLED: address}, ...profile}});
	t.teardown(async () => environment.stop());
	return {environment, result: await testDivision(environment.workspace, await environment.addDivision('100', {BackOfficeServerPath: 'TUNNELLED'}))};
};

test.serial('a closed tunnel is not taken for the port of the server', async t => {
	const {result} = await through(t, '127.0.0.1:1');
	t.deepEqual(findingsOf(result, 'TCP'), ['TCP-1 fail']);
	const [{summary, cause, fix, evidence}] = stepOf(result, 'TCP').findings as [ReturnType<typeof stepOf>['findings'][number]];
	t.is(summary, 'TUNNELLED refuses connections on port 1433. It is reached at 127.0.0.1:1, as the addresses of the profile say.');
	t.like(evidence, {host: 'TUNNELLED', port: 1433, reachedAt: '127.0.0.1:1'});
	t.regex(cause, /^The tunnel to 127\.0\.0\.1:1 is closed or leads elsewhere/v);
	t.regex(fix, /^Look at the tunnel and at its entry first: baco profile show p0; baco profile set p0 --add-address TUNNELLED:1433=/v);
});

test.serial('an open tunnel is named beside the port of the server: TCP, LOGIN', async t => {
	const environment = await startEnvironment();
	t.teardown(async () => environment.stop());
	const reachedAt = `127.0.0.1:${environment.server.port}`;
	const result = await testDivision(environment.workspace, await environment.addDivision('100'));
	t.regex(stepOf(result, 'TCP').summary, new RegExp(String.raw`^GLOBESQL01, port 1433, is open \([\d.]+ ms\), reached at ${reachedAt.replaceAll('.', String.raw`\.`)} \(addresses of the profile\)$`, 'v'));
	t.like(stepOf(result, 'LOGIN').evidence, {
		server: 'GLOBESQL01', host: 'GLOBESQL01', port: 1433, reachedAt,
	});
});

test.serial('a connection that is reset in the handshake: only that was seen, and the port comes first', async t => {
	const server = net.createServer(socket => {
		socket.on('error', () => undefined);
		socket.on('data', () => {
			socket.resetAndDestroy();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	const reachedAt = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
	const {result, environment} = await through(t, reachedAt);
	t.deepEqual(findingsOf(result, 'TLS'), ['TLS-4 fail']);
	const [{summary, cause, fix, evidence}] = stepOf(result, 'TLS').findings as [ReturnType<typeof stepOf>['findings'][number]];
	t.is(summary, `TUNNELLED, port 1433, ended the connection during the encryption handshake (ECONNRESET). It is reached at ${reachedAt}, as the addresses of the profile say.`);
	t.like(evidence, {port: 1433, reachedAt});
	t.regex(cause, /Only the end of the connection was seen\. Possible, the likeliest first: the port belongs to another program; SQL Server was stopped or restarted just then; it only speaks TLS 1\.0/v);
	t.regex(fix, /Check the port and that SQL Server runs.*baco profile set p0 --min-tls TLSv1\.$/v);

	// The profile's own server likewise, by the driver's word for the same end.
	const hangUp = new SqlFailure('socket', 'Connection lost - socket hang up', {code: 'ESOCKET'});
	const problem = synergyProblem(hangUp, environment.workspace.profile, {host: '127.0.0.1', port: 42_003}) as BacoError;
	t.is(problem.id, 'SYN-3');
	t.regex(problem.explanation.summary, /SYNERGYSQL, port 1433, ended the connection during the encryption handshake \(\w+\)\. It is reached at 127\.0\.0\.1:42003/v);
	t.regex(problem.explanation.cause, /Only the end of the connection was seen/v);
	t.regex(problem.explanation.fix, /Check the port.*--min-tls TLSv1/v);
	t.notRegex(problem.explanation.fix, /certificate/v);
});

test.serial('a Browser behind a tunnel: its own UDP port, and a refusal is no silence', async t => {
	const environment = await startEnvironment({profile: {addresses: {TUNNELLED: '127.0.0.1'}, browserPort: 1}});
	t.teardown(async () => environment.stop());
	const result = await testDivision(environment.workspace, await environment.addDivision('100', {BackOfficeServerPath: String.raw`TUNNELLED\EXACT`}));
	t.deepEqual(findingsOf(result, 'SSRP'), ['SSRP-1 fail']);
	const [{summary, cause, evidence}] = stepOf(result, 'SSRP').findings as [ReturnType<typeof stepOf>['findings'][number]];
	t.like(evidence, {port: 1434, reachedAt: '127.0.0.1:1', code: 'ECONNREFUSED'});
	t.regex(summary, /^SQL Server Browser on TUNNELLED \(UDP 1434\) is not there: the machine refuses the question at once \(ECONNREFUSED\)/v);
	t.regex(cause, /tunnel to 127\.0\.0\.1:1 is closed/v);
});
