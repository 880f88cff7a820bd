import {spawn} from 'node:child_process';
import {once} from 'node:events';
import net from 'node:net';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {testDivision} from '../../source/connection/test-division.js';
import {findingsOf, startEnvironment, stepOf} from './environment.js';

/**
A port from which no packet comes back, as behind a firewall: its process is stopped and its queue of connections is full, so the kernel drops
every further one. Resolves with the port.
*/
const silentPort = async (t: ExecutionContext): Promise<number> => {
	const script = 'require("node:net").createServer().listen({port: 0, host: "127.0.0.1", backlog: 1}, function () { require("node:fs").writeSync(1, String(this.address().port)); process.kill(process.pid, "SIGSTOP"); });';
	const child = spawn(process.execPath, ['--eval', script], {stdio: ['ignore', 'pipe', 'inherit']});
	const queued: net.Socket[] = [];
	t.teardown(() => {
		child.kill('SIGKILL');
		for (const socket of queued) {
			socket.destroy();
		}
	});
	const [text] = await once(child.stdout, 'data') as [Uint8Array];
	const port = Number(new TextDecoder().decode(text));
	const isTaken = async () => {
		const socket = net.connect(port, '127.0.0.1');
		queued.push(socket);
		socket.on('error', () => undefined);
		const timeout = AbortSignal.timeout(900);
		try {
			await once(socket, 'connect', {signal: timeout});
			return true;
		} catch {
			return false;
		}
	};

	for (let index = 0; index < 8; index++) {
		if (!await isTaken()) { // eslint-disable-line no-await-in-loop -- The queue fills one by one.
			return port;
		}
	}

	throw new Error('The queue of connections did not fill.');
};

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a port that never answers: TCP-2 with the time waited, and SVC-2 for the service', async t => {
	const port = await silentPort(t);
	const environment = await startEnvironment({profile: {addresses: {FIREWALLED: `127.0.0.1:${port}`}}});
	t.teardown(async () => environment.stop());
	const result = await testDivision(environment.workspace, await environment.addDivision('700', {BackOfficeServerPath: 'FIREWALLED', BackOfficeWebService: 'FIREWALLED:8010'}));
	t.deepEqual(findingsOf(result, 'TCP'), ['TCP-2 fail']);
	t.like(stepOf(result, 'TCP').findings[0]!.evidence, {code: 'ETIMEDOUT', waitedMs: 5000, host: 'FIREWALLED'});
	t.deepEqual(['TLS', 'LOGIN', 'BAS'].map(id => stepOf(result, id as 'TLS').status), ['skipped', 'skipped', 'skipped']);
	t.deepEqual(findingsOf(result, 'SVC'), ['SVC-2 fail']);
});
