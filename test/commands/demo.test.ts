import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	mkdtemp,
	readFile,
	rm,
	stat,
	writeFile,
} from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {execa} from 'execa';
import {processStart} from '../../source/platform/process-start.js';

// One demo for the whole file, as a person would have: each test goes on where the one before stopped.
const home = await mkdtemp(path.join(os.tmpdir(), 'baco-demo-'));
const cli = fileURLToPath(new URL('../../source/cli.js', import.meta.url));
const folder = path.join(home, 'demo');

const baco = async (...words: string[]) => execa(process.execPath, [cli, ...words], {
	reject: false,
	stdin: 'ignore',
	env: {BACO_HOME: home, NO_COLOR: '1'},
});

type Status = {
	readonly running: boolean;
	readonly pid: number | null;
	readonly directory: string;
	readonly sqlServer: {readonly host: string; readonly port: number; readonly browserPort: number; readonly databases: readonly string[]} | null;
	readonly services: ReadonlyArray<{readonly name: string; readonly url: string}>;
	readonly login?: {readonly user: string; readonly password: string};
};

const status = async (...words: string[]) => {
	const {stdout, exitCode, stderr} = await baco('demo', ...words, '--json');
	if (exitCode !== 0) {
		throw new Error(stderr);
	}

	return JSON.parse(stdout) as Status;
};

const isOpen = async ({host, port}: {readonly host: string; readonly port: number}) => new Promise<boolean>(resolve => {
	const socket = net.connect(port, host);
	socket.once('connect', () => {
		socket.destroy();
		resolve(true);
	});
	socket.once('error', () => {
		resolve(false);
	});
});

test.after.always(async () => {
	await baco('demo', 'stop');
	await rm(home, {recursive: true, force: true, maxRetries: 3});
});

test.serial('a demo that never ran says so', async t => {
	t.deepEqual(await status('status'), {
		running: false,
		pid: null,
		directory: folder,
		sqlServer: null,
		services: [],
		servers: [],
	} as Status);
	const {stdout, exitCode} = await baco('demo', 'stop');
	t.is(exitCode, 0);
	t.regex(stdout, /does not run/v);
	const secret = await baco('demo', 'password', 'demo/operator');
	t.is(secret.exitCode, 3);
	t.is(secret.stdout, '');
});

let first: Status;

test.serial('starts, outlives the command, and tells where it is', async t => {
	const started = await baco('demo');
	t.is(started.exitCode, 0, started.stderr);
	t.regex(started.stdout, /baco --demo/v);
	t.regex(started.stderr, /BIKESQL01 is up/v);
	first = await status('status');
	t.true(first.running);
	t.is(first.directory, folder);
	t.true(first.sqlServer!.databases.includes('Synergy'));
	t.true(first.sqlServer!.databases.includes('100'));
	t.true(await isOpen(first.sqlServer!));
	t.true(first.services.some(({name}) => name === 'BIKEAPP01:8010'));
	t.is(first.login, undefined);
	const response = await fetch(`${first.services.find(({name}) => name === 'BIKEAPP01:8010')!.url}/services/Exact.Entity.EG?singleWsdl`);
	t.is(response.status, 200);
});

test.serial('a second start finds the first', async t => {
	const again = await status('start');
	t.is(again.pid, first.pid);
	const [one, other] = await Promise.all([status('start'), status('start')]);
	t.is(one.pid, first.pid);
	t.is(other.pid, first.pid);
});

test.serial('its secrets are in files of this user alone, and in no state, log or profile', async t => {
	const operator = await baco('demo', 'password', 'demo/operator');
	const {login} = await status('status', '--show-password');
	t.is(login?.user, 'sa');
	const secrets = [operator.stdout, login!.password];
	t.true(secrets.every(secret => secret.length > 16));
	const details = await stat(path.join(folder, 'sample.json'));
	t.is(details.mode % 0o100, 0);
	const texts = await Promise.all(['demo/demo.json', 'demo/demo.log'].map(async file => readFile(path.join(home, file), 'utf8')));
	const shown = await baco('profile', 'show', 'demo');
	for (const text of [...texts, shown.stdout]) {
		t.false(secrets.some(secret => text.includes(secret)));
	}

	const unknown = await baco('demo', 'password', 'demo/other');
	t.is(unknown.exitCode, 3);
	t.regex(unknown.stderr, /no password for demo\/other/v);
	const ofServer = await baco('demo', 'password', 'demo/baco@BIKESQL01');
	t.is(ofServer.exitCode, 3);
});

test.serial('its profile reaches Synergy with the passwords of the password command', async t => {
	const {stdout, exitCode} = await baco('divisions', '--json', '--demo');
	t.is(exitCode, 0);
	const {divisions} = JSON.parse(stdout) as {divisions: ReadonlyArray<{code: string; name: string}>};
	t.is(divisions.find(({code}) => code === '300')?.name, 'Delta Bike België N.V.');
});

test.serial('looking through --demo again writes neither the profile nor the chosen users', async t => {
	const files = ['configuration/profiles.json', 'state/sync-user/demo.json'].map(name => path.join(home, name));
	await baco('divisions', '--demo');
	const timesOf = async () => {
		const found = await Promise.all(files.map(async file => stat(file)));
		return found.map(({mtimeMs}) => mtimeMs);
	};

	const before = await timesOf();
	const {exitCode} = await baco('divisions', '--demo');
	t.is(exitCode, 0);
	t.deepEqual(await timesOf(), before);
});

test.serial('stopped, its profile says how to start it instead of sending anybody to a SQL Server', async t => {
	await status('stop');
	const {exitCode, stderr} = await baco('divisions', '--profile', 'demo', '--json');
	t.is(exitCode, 4);
	const {error} = JSON.parse(stderr) as {error: {id: string; fix: string}};
	t.is(error.id, 'SYN-6');
	t.regex(error.fix, /baco demo/v);
});

test.serial('stop ends it and frees its port; two starts at once make one, with the same data and ports', async t => {
	const stopped = await status('stop');
	t.false(stopped.running);
	t.false(await isOpen(first.sqlServer!));
	t.is(await processStart(first.pid!), undefined);
	const [again, twin] = await Promise.all([status('start'), status('start')]);
	t.is(again.pid, twin.pid);
	t.not(again.pid, first.pid);
	t.deepEqual(again.sqlServer, first.sqlServer);
	t.deepEqual(again.services, first.services);
});

test.serial('a start that is cancelled leaves nothing running', async t => {
	await status('stop');
	const starting = execa(process.execPath, [cli, 'demo'], {
		reject: false,
		stdin: 'ignore',
		env: {BACO_HOME: home, NO_COLOR: '1'},
	});
	const {nodeChildProcess} = starting;
	await once(nodeChildProcess.stderr!, 'data');
	const {pid} = JSON.parse(await readFile(path.join(folder, 'demo.json'), 'utf8')) as {pid: number};
	nodeChildProcess.kill('SIGINT');
	const {exitCode} = await starting;
	t.is(exitCode, 130);
	while (await processStart(pid) !== undefined) {} // eslint-disable-line no-await-in-loop, no-empty -- ends when the process has

	const {running} = await status('status');
	t.false(running);
});

test.serial('a port that another program took is replaced, and the profile follows', async t => {
	await status('stop');
	const {port} = first.sqlServer!;
	const thief = net.createServer().listen(port, '127.0.0.1');
	await once(thief, 'listening');
	try {
		const moved = await status('start');
		t.not(moved.sqlServer!.port, port);
		const {stdout} = await baco('profile', 'show', 'demo', '--json');
		const {addresses} = JSON.parse(stdout) as {addresses: Record<string, string>};
		t.is(addresses.BIKESQL01, `127.0.0.1:${moved.sqlServer!.port}`);
		first = moved;
	} finally {
		thief.close();
	}
});

test.serial('a killed demo is not running, whoever has its number now', async t => {
	process.kill(first.pid!, 'SIGKILL');
	while (await isOpen(first.sqlServer!)) {} // eslint-disable-line no-await-in-loop, no-empty

	const state = path.join(folder, 'demo.json');
	const left = JSON.parse(await readFile(state, 'utf8')) as Record<string, unknown>;
	t.is(left.pid, first.pid);
	const dead = await status('status');
	t.false(dead.running);

	// The number of a process that lives, but started at another time.
	const other = spawn(process.execPath, ['--eval', 'process.stdin.resume()'], {stdio: ['pipe', 'ignore', 'ignore']});
	await once(other, 'spawn');
	await writeFile(state, JSON.stringify({...left, pid: other.pid}));
	const reused = await status('status');
	t.false(reused.running);
	await baco('demo', 'stop');
	t.is(other.exitCode, null);
	t.is(other.signalCode, null);
	other.kill();

	const again = await status('start');
	t.true(again.running);
	t.is(again.sqlServer!.port, first.sqlServer!.port);
});

test.serial('data of another version is not touched, and the way out is told', async t => {
	await status('stop');
	const file = path.join(folder, 'sample.json');
	const sample = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
	await writeFile(file, JSON.stringify({...sample, version: 'other'}));
	const {exitCode, stderr} = await baco('demo');
	t.is(exitCode, 3);
	t.regex(stderr, /baco demo reset/v);
	await writeFile(file, JSON.stringify(sample));
});

test.serial('a damaged folder is told with the last lines of the log', async t => {
	const file = path.join(folder, 'sample.json');
	const sample = await readFile(file);
	await writeFile(file, '{"version":');
	const {exitCode, stderr} = await baco('demo');
	t.is(exitCode, 1);
	t.regex(stderr, /demo\.log/v);
	t.regex(stderr, /JSON/v);
	await writeFile(file, sample);
});

test.serial('reset asks first, and then removes what the demo made', async t => {
	const refused = await baco('demo', 'reset');
	t.is(refused.exitCode, 2);
	t.regex(refused.stderr, /--yes/v);
	await stat(path.join(folder, 'sample.json'));
	await writeFile(path.join(folder, 'mine.txt'), 'kept');
	const done = await baco('demo', 'reset', '--yes');
	t.is(done.exitCode, 0);
	await t.throwsAsync(stat(path.join(folder, 'sample.json')), {code: 'ENOENT'});
	await t.throwsAsync(stat(path.join(folder, 'servers')), {code: 'ENOENT'});
	t.is(await readFile(path.join(folder, 'mine.txt'), 'utf8'), 'kept');
});

test.serial('does not overwrite a profile of the operator\'s own that is called demo', async t => {
	await baco('profile', 'remove', 'demo');
	const added = await baco('profile', 'add', 'demo', '--server', 'SQL9', '--database', 'Synergy', '--user', 'me');
	t.is(added.exitCode, 0, added.stderr);
	for (const words of [['divisions', '--demo'], ['demo']]) {
		const {exitCode, stderr} = await baco(...words); // eslint-disable-line no-await-in-loop -- two
		t.is(exitCode, 3);
		t.regex(stderr, /reserved for the embedded environment/v);
	}

	const {running} = await status('status');
	t.false(running);
	const shown = await baco('profile', 'show', 'demo', '--json');
	t.is((JSON.parse(shown.stdout) as {server: {host: string}}).server.host, 'SQL9');
});

test.serial('wrong words are refused', async t => {
	const unknown = await baco('demo', 'restart');
	t.is(unknown.exitCode, 2);
	const surplus = await baco('demo', 'stop', '--show-password');
	t.is(surplus.exitCode, 2);
	const missing = await baco('demo', 'password');
	t.is(missing.exitCode, 2);
});
