import {mkdir, writeFile} from 'node:fs/promises';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {temporaryFolder} from '../home.js';
import {program, runBaco} from './run-baco.js';

const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};

test('the version, wherever it is asked for', async t => {
	const home = await temporaryFolder(t);
	for (const words of [['--version'], ['-V'], ['profile', '--version'], ['--json', '--version']]) {
		// eslint-disable-next-line no-await-in-loop -- a few cases
		const {stdout, exitCode} = await runBaco(words, {home});
		t.is(stdout, `baco ${version}`);
		t.is(exitCode, 0);
	}
});

test('version and help load neither ink nor react nor the driver nor conf', async t => {
	const home = await temporaryFolder(t);
	const watcher = path.join(home, 'watch.mjs');
	await writeFile(watcher, `
		import {registerHooks} from 'node:module';
		registerHooks({load(url, context, next) {
			process._rawDebug('loaded ' + url);
			return next(url, context);
		}});`);
	const run = async (...words: string[]) => execa(process.execPath, ['--import', watcher, program, ...words], {env: {BACO_HOME: home}});
	const {stderr: forVersion} = await run('--version');
	t.deepEqual(forVersion.split('\n').filter(line => line.includes('/chunks/')), []);
	const {stderr: forHelp, stdout} = await run('--help');
	const loaded = forHelp.split('\n').filter(line => line.includes('/chunks/')).map(line => line.slice('loaded file://'.length));
	t.true(loaded.length > 0);
	const bytes = loaded.reduce((sum, file) => sum + readFileSync(file).length, 0);
	// Most of it is the catalogue of problems, which grows with the product; ink, the driver or conf would add more than 140 KB each.
	t.true(bytes < 180_000, `${bytes} bytes`);
	t.regex(stdout, /^ {2}profile +named environments/mv);
});

test('no command and no terminal, an unknown command, a missing argument: one clear line and exit 2', async t => {
	const home = await temporaryFolder(t);
	for (const [words, reason] of [
		[[], /^baco: The console needs a terminal, and there is none\.$/mv],
		[['profil'], /^baco: There is no command "profil"; did you mean profile\.$/mv],
		[['profile', 'add'], /^baco: baco profile add needs NAME\.$/mv],
		[['doctor', 'x'], /^baco: baco doctor does not take "x"\.$/mv],
		[['audit', '--jsn'], /^baco: There is no flag --jsn; did you mean --json\.$/mv],
	] as const) {
		// eslint-disable-next-line no-await-in-loop -- a few cases
		const {exitCode, stdout, stderr} = await runBaco(words, {home});
		t.is(exitCode, 2);
		t.is(stdout, '');
		t.regex(stderr, reason);
	}
});

test('--plain works from a pipe, with the word console and without', async t => {
	const home = await temporaryFolder(t);
	for (const words of [['--plain'], ['console', '--plain']]) {
		// eslint-disable-next-line no-await-in-loop -- two cases
		const {exitCode, stdout} = await runBaco(words, {home, input: '0\n'});
		t.is(exitCode, 0);
		t.regex(stdout, /Error PROFILE-NONE: No profile is chosen\./v);
	}
});

test('the usage of every command has baco before commands only', async t => {
	const home = await temporaryFolder(t);
	const {stdout: general} = await runBaco(['--help'], {home});
	const names = general.split('Commands:', 2)[1]!.matchAll(/^ {2}(?<name>[a-z][\-a-z]*) {2}/gmv).map(match => match.groups!.name!).toArray();
	t.true(names.includes('profile'));
	for (const name of names) {
		// eslint-disable-next-line no-await-in-loop -- a dozen
		const {stdout} = await runBaco([name, '--help'], {home});
		const usage = /Usage:\n(?<lines>.*?)\n\n?Flags of/sv.exec(stdout)!.groups!.lines!.split('\n');
		t.deepEqual(usage.filter(line => /^\s*baco/v.test(line) && !line.startsWith(`  baco ${name}`)), []);

		t.true(usage[0]!.startsWith(`  baco ${name}`));
	}

	const {stdout: profile} = await runBaco(['profile', '--help'], {home});
	t.regex(profile, /^ {6}\[--read-only\]/mv);
});

test('with --json an error is one JSON document on standard error', async t => {
	const home = await temporaryFolder(t);
	const {stdout, stderr} = await runBaco(['profile', 'show', 'nobody', '--json'], {home});
	t.is(stdout, '');
	t.deepEqual(JSON.parse(stderr), {
		error: {
			id: 'PROFILE-UNKNOWN',
			message: 'There is no profile named nobody.',
			cause: 'No profile was added yet.',
			fix: 'Run baco profile list, or add it with baco profile add.',
		},
	});
});

test('BACO_DEBUG prints the stack, and only then', async t => {
	const home = await temporaryFolder(t);
	const quiet = await runBaco(['profile', 'show', 'nobody'], {home});
	t.notRegex(quiet.stderr, / {4}at /v);
	const loud = await runBaco(['profile', 'show', 'nobody'], {home, environment: {BACO_DEBUG: '1'}});
	t.regex(loud.stderr, / {4}at /v);
});

test('a reader that goes away ends it quietly', async t => {
	const home = await temporaryFolder(t);
	const {stderr, stdout} = await execa('sh', ['-c', '"$0" "$1" doctor | true; echo end', process.execPath, program], {env: {BACO_HOME: home, BACO_KEYCHAIN: 'off'}});
	t.is(stderr, '');
	t.is(stdout, 'end');
});

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
	test(`${signal} ends a command with ${code}`, async t => {
		const home = await temporaryFolder(t);
		// A server that never answers: the command waits for it.
		const server = net.createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		t.teardown(() => server.close());
		const {port} = server.address() as net.AddressInfo;
		await runBaco(['profile', 'add', 'prod', '--server', `127.0.0.1,${port}`, '--database', 'x', '--user', 'y'], {home});
		const child = execa(process.execPath, [program, 'divisions'], {reject: false, timeout: 60_000, env: {BACO_HOME: home, BACO_KEYCHAIN: 'off', BACO_PASSWORD_PROD_OPERATOR: 'Geheim-77'}});
		const [socket] = await once(server, 'connection') as [net.Socket];
		t.teardown(() => socket.destroy());
		child.kill(signal);
		const {exitCode, stderr} = await child;
		t.is(exitCode, code);
		t.regex(stderr, /^baco: Cancelled\.$/mv);
		t.notRegex(stderr, /Geheim/v);
	});
}

const tooOld = ['/usr/bin/node', '/usr/local/bin/node'].find(file => {
	const {stdout} = spawnSync(file, ['--version'], {encoding: 'utf8'});
	const major = Number(/^v(?<major>\d+)/v.exec(stdout ?? '')?.groups?.major);
	return major >= 14 && major < 22;
});

(tooOld === undefined ? test.skip : test)('on a Node that is too old it says so (needs an old Node)', async t => {
	const {exitCode, stderr, stdout} = await execa(tooOld!, [program, '--version'], {reject: false});
	t.is(exitCode, 3);
	t.is(stdout, '');
	t.regex(stderr, /^baco: Node 22\.20 or newer is needed, this is Node /v);
});

test('doctor: checks with a status each, exit 1 when one fails', async t => {
	const home = await temporaryFolder(t);
	const good = await runBaco(['doctor', '--json'], {home});
	t.is(good.exitCode, 0, good.stdout);
	const {status, checks} = JSON.parse(good.stdout) as {status: string; checks: Array<{id: string; status: string}>};
	t.is(status, 'pass');
	t.true(['baco', 'node', 'terminal', 'configuration', 'state', 'logs', 'space', 'privacy', 'profiles', 'keychain', 'vault', 'clock', 'demo'].every(id => checks.some(check => check.id === id)));

	await mkdir(path.join(home, 'configuration'), {recursive: true});
	await writeFile(path.join(home, 'configuration', 'profiles.json'), '{', {mode: 0o644});
	const bad = await runBaco(['doctor'], {home});
	t.is(bad.exitCode, 1);
	t.regex(bad.stdout, /^fail +Profiles +The configuration file .* is damaged/mv);
	t.regex(bad.stdout, /^fail +File modes +others can read/mv);
	t.regex(bad.stdout, /^File modes: Run chmod 600/mv);
});

test('audit: an empty list, records, and a torn line', async t => {
	const home = await temporaryFolder(t);
	const empty = await runBaco(['audit'], {home});
	t.is(empty.stdout, 'No change was made through baco on this machine. What jobs did: baco runs.');
	const record = {
		id: 'x1', at: '2026-11-22T10:00:00.000Z', profile: 'prod', operator: {system: 'eve', login: 'op'}, action: 'access-server.repair', division: '120', target: {
			server: 'S', database: '120', table: 'BacoAccessServers', rowId: 2, column: 'MachineName',
		}, before: 'OLD', after: 'NEW', statement: 'UPDATE', outcome: 'done',
	};
	await mkdir(path.join(home, 'state'));
	await writeFile(path.join(home, 'state', 'audit.ndjson'), `${JSON.stringify(record)}\n{"id":`);
	const text = await runBaco(['audit'], {home});
	t.regex(text.stdout, /2026-11-22 10:00:00Z {2}prod +eve\/op +120 +access-server\.repair BacoAccessServers\.MachineName row 2 +OLD +NEW +done +x1/v);
	t.regex(text.stderr, /has lines that cannot be read \(2\)/v);
	const json = await runBaco(['audit', '--json', '--profile', 'other'], {home});
	t.like(JSON.parse(json.stdout), {records: [], damagedLines: [2]});
});
