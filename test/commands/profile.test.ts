import {
	mkdir,
	readdir,
	readFile,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {temporaryFolder} from '../home.js';
import {runBaco} from './run-baco.js';

const sample = ['--server', String.raw`SYNERGY01\EXACT`, '--database', 'Synergy', '--user', 'operator'];

const errorOf = (stderr: string) => (JSON.parse(stderr) as {error: {id: string; message: string; cause: string; fix: string}}).error;

test('add, list, show, set, use, remove', async t => {
	const home = await temporaryFolder(t);
	const added = await runBaco(['profile', 'add', 'prod', ...sample, '--read-only', '--color', 'red', '--former-server', 'OLD1', '--former-server', 'OLD2', '--address', 'SYNERGY01:1433=127.0.0.1:5000', '--password-command', 'pass show "baco/{name}"'], {home});
	t.is(added.stderr, '');
	t.is(added.exitCode, 0);
	t.regex(added.stdout, /^prod is added and in use: operator on SYNERGY01\\EXACT, database Synergy\./v);

	const shown = await runBaco(['profile', 'show', 'prod', '--json'], {home});
	t.deepEqual(JSON.parse(shown.stdout), {
		name: 'prod',
		server: {host: 'SYNERGY01', instance: 'EXACT'},
		database: 'Synergy',
		user: 'operator',
		encrypt: true,
		trustServerCertificate: false,
		readOnly: true,
		color: 'red',
		globeUser: 'Baco',
		formerServers: ['OLD1', 'OLD2'],
		confirmedNames: [],
		addresses: {'SYNERGY01:1433': '127.0.0.1:5000'},
		browserPort: 1434,
		administratorRole: {id: 0, description: 'Administrator'},
		passwordCommand: ['pass', 'show', 'baco/{name}'],
	});

	await runBaco(['profile', 'add', 'acceptance', '--server', 'SQL02,1500', '--database', 'Synergy', '--user', 'operator'], {home});
	const changed = await runBaco(['profile', 'set', 'prod', '--no-read-only', '--trust-server-certificate', '--unset', 'color', '--unset', 'former-server', '--json'], {home});
	t.like(JSON.parse(changed.stdout), {
		readOnly: false, trustServerCertificate: true, formerServers: [], color: undefined,
	});

	const addresses = async (...words: string[]) => {
		const {stdout, stderr} = await runBaco(['profile', 'set', 'prod', ...words, '--json'], {home});
		return stderr === '' ? (JSON.parse(stdout) as {addresses: unknown}).addresses : errorOf(stderr).message;
	};

	t.deepEqual(await addresses('--add-address', 'APP01=127.0.0.1', '--add-address', 'synergy01:1433=127.0.0.1:6000'), {APP01: '127.0.0.1', 'synergy01:1433': '127.0.0.1:6000'});
	t.deepEqual(await addresses('--remove-address', 'SYNERGY01:1433'), {APP01: '127.0.0.1'});
	t.regex(String(await addresses('--remove-address', 'APP02')), /no address of "APP02" to remove/v);

	const names = async (...words: string[]) => {
		const {stdout, stderr} = await runBaco(['profile', 'set', 'prod', ...words, '--json'], {home});
		const {formerServers, confirmedNames} = stderr === '' ? JSON.parse(stdout) as {formerServers: unknown; confirmedNames: unknown} : {formerServers: errorOf(stderr).message, confirmedNames: []};
		return [formerServers, confirmedNames];
	};

	t.deepEqual(await names('--add-former-server', 'OLD1', '--add-former-server', 'OLD2', '--add-confirmed-name', 'TS01'), [['OLD1', 'OLD2'], ['TS01']]);
	t.deepEqual(await names('--add-former-server', 'old1', '--remove-confirmed-name', 'ts01'), [['OLD2', 'old1'], []]);
	t.deepEqual(await names('--former-server', 'OLD3', '--add-confirmed-name', 'TS02'), [['OLD3'], ['TS02']]);
	t.regex(String(await names('--remove-former-server', 'OLD1')), /no "OLD1" to remove/v);

	await runBaco(['profile', 'use', 'acceptance'], {home});
	const list = await runBaco(['profile', 'list'], {home});
	t.is(list.stdout, [
		'   name        server           database  user      notes',
		'*  acceptance  SQL02,1500       Synergy   operator',
		String.raw`   prod        SYNERGY01\EXACT  Synergy   operator`,
	].join('\n'));

	const removed = await runBaco(['profile', 'remove', 'acceptance', '--json'], {home});
	t.deepEqual(JSON.parse(removed.stdout), {removed: 'acceptance'});
	const none = await runBaco(['profile', 'show', '--json'], {home});
	t.is(none.exitCode, 3);
	t.is(errorOf(none.stderr).id, 'PROFILE-NONE');
});

test('nothing replaces a profile, and its password stays', async t => {
	const home = await temporaryFolder(t);
	await runBaco(['profile', 'add', 'prod', ...sample, '--password-stdin'], {home, input: 'first-password\n', environment: {BACO_VAULT_PASSPHRASE: 'open sesame'}});
	const vault = path.join(home, 'configuration', 'vault.json');
	const before = await readFile(vault, 'utf8');
	const again = await runBaco(['profile', 'add', 'prod', '--server', 'OTHER', '--database', 'x', '--user', 'y', '--password-stdin'], {home, input: 'second\n', environment: {BACO_VAULT_PASSPHRASE: 'open sesame'}});
	t.is(again.exitCode, 2);
	t.regex(again.stderr, /already a profile named prod/v);
	t.is(await readFile(vault, 'utf8'), before);
});

test('a password that cannot be kept adds no profile', async t => {
	const home = await temporaryFolder(t);
	const added = await runBaco(['profile', 'add', 'prod', ...sample, '--password-stdin', '--json'], {home, input: 'geheim-0perator\n'});
	t.is(added.exitCode, 3);
	t.is(errorOf(added.stderr).id, 'SECRET-NO-STORE');
	const list = await runBaco(['profile', 'list', '--json'], {home});
	t.deepEqual(JSON.parse(list.stdout), {profiles: []});
});

const wrong: ReadonlyArray<readonly [string, string[], RegExp]> = [
	['no server', ['--database', 'x', '--user', 'y'], /needs --server\./v],
	['a bad host', ['--server', 'a b', '--database', 'x', '--user', 'y'], /not a host name/v],
	['port and instance', ['--server', String.raw`A\B,1433`, '--database', 'x', '--user', 'y'], /port and an instance/v],
	['no database and no user', ['--server', 'A'], /needs --database, --user\./v],
	['an unknown color', [...sample, '--color', 'pink'], /color "pink" is not one of green/v],
	['a port that is none', [...sample, '--browser-port', '99999'], /Browser port 99999/v],
	['a bad address', [...sample, '--address', 'A'], /not NAME\[:PORT\]=ADDRESS/v],
	['both of two opposites', [...sample, '--encrypt', '--no-encrypt'], /exclude each other/v],
	['a flag of another action', [...sample, '--unset', 'color'], /does not take --unset/v],
	['a bad MAC address', [...sample, '--mac', '00:11'], /MAC address/v],
];

for (const [title, flags, reason] of wrong) {
	test(`refused with usage: ${title}`, async t => {
		const home = await temporaryFolder(t);
		const {exitCode, stderr, stdout} = await runBaco(['profile', 'add', 'prod', ...flags], {home});
		t.is(exitCode, 2);
		t.is(stdout, '');
		t.regex(stderr, reason);
		t.regex(stderr, /^baco: .*\n {2}Why: .*\n {2}Fix: Run baco profile --help/v);
	});
}

test('a change that cannot be used is refused as one, and nothing is changed', async t => {
	const home = await temporaryFolder(t);
	await runBaco(['profile', 'add', 'prod', ...sample], {home});
	const file = path.join(home, 'configuration', 'profiles.json');
	const before = await readFile(file, 'utf8');
	for (const [flags, reason] of [
		[['--color', 'purple'], /^Profile prod is not changed: the color "purple" is not one of green, yellow, red, blue, magenta, cyan\.$/v],
		[['--office-url', 'foo', '--min-tls', '2'], /not changed: the lowest TLS version "2" is not one of TLSv1, TLSv1\.1, TLSv1\.2; the address of the office "foo" is not an address/v],
		[['--unset', 'database'], /not changed: the database is missing/v],
	] as const) {
		// eslint-disable-next-line no-await-in-loop -- one after another, on one file
		const {exitCode, stderr} = await runBaco(['profile', 'set', 'prod', ...flags, '--json'], {home});
		t.is(exitCode, 2);
		const {id, message, fix} = errorOf(stderr);
		t.is(id, 'PROFILE-CHANGE');
		t.regex(message, reason);
		t.regex(fix, /baco profile --help/v);
	}

	t.is(await readFile(file, 'utf8'), before);
	// One that was broken by hand is called that, with its file.
	await writeFile(file, before.replace(/"user": "[^"]*"/v, '"user": ""'));
	const {exitCode, stderr} = await runBaco(['profile', 'set', 'prod', '--color', 'red', '--json'], {home});
	t.is(exitCode, 3);
	t.is(errorOf(stderr).id, 'PROFILE-INVALID');
	t.true(errorOf(stderr).message.includes('the user is empty'));
});

test('a damaged configuration file: every command refuses with 3, names the place, and the file stays', async t => {
	const home = await temporaryFolder(t);
	const folder = path.join(home, 'configuration');
	const file = path.join(folder, 'profiles.json');
	const content = '{\n\t"profiles": {\n\t\t"prod": {"server": \n\t}\n}';
	await mkdir(folder);
	await writeFile(file, content);
	for (const words of [['profile'], ['profile', 'add', 'x', ...sample], ['profile', 'use', 'prod'], ['profile', 'remove', 'prod'], ['credential', 'status']]) {
		// eslint-disable-next-line no-await-in-loop -- one after another, on one file
		const {exitCode, stderr} = await runBaco([...words, '--json'], {home});
		t.is(exitCode, 3, words.join(' '));
		const {id, message, fix} = errorOf(stderr);
		t.is(id, 'CONFIG-DAMAGED');
		t.true(message.includes(file));
		t.regex(message, /Unexpected token '\}' in line 4, column 2/v);
		t.regex(fix, /A copy is kept as .*profiles\.json\.damaged-/v);
	}

	t.is(await readFile(file, 'utf8'), content);
	const names = await readdir(folder);
	t.is(names.length, 2);
});

test('two programs that add at once both succeed', async t => {
	const home = await temporaryFolder(t);
	const results = await Promise.all(['a', 'b', 'c'].map(async name => runBaco(['profile', 'add', name, ...sample], {home})));
	t.deepEqual(results.map(({exitCode}) => exitCode), [0, 0, 0]);
	const list = await runBaco(['profile', 'list', '--json'], {home});
	const {profiles} = JSON.parse(list.stdout) as {profiles: Array<{name: string}>};
	t.deepEqual(profiles.map(({name}) => name), ['a', 'b', 'c']);
});

test('add takes server and database from a db.config; a flag goes before it, no password of it is kept', async t => {
	const home = await temporaryFolder(t);
	const file = path.join(home, 'db.config');
	await writeFile(file, String.raw`<connectionStrings><add name="Synergy" connectionString="Data Source=SQL01\EXACT;Initial Catalog=Synergy;User ID=sa;Password=geheim-7"/></connectionStrings>`);
	const added = await runBaco(['profile', 'add', 'web', '--db-config', file, '--user', 'support', '--json'], {home});
	t.is(added.exitCode, 0, added.stderr);
	const other = await runBaco(['profile', 'add', 'copy', '--db-config', file, '--database', 'SynergyTest', '--user', 'support'], {home});
	t.is(other.exitCode, 0, other.stderr);
	const [web, copy] = await Promise.all(['web', 'copy'].map(async name => runBaco(['profile', 'show', name, '--json'], {home})));
	const shown = JSON.parse(web!.stdout) as object;
	t.like(shown, {server: {host: 'SQL01', instance: 'EXACT'}, database: 'Synergy', user: 'support'});
	t.false('dbConfig' in shown, 'the file is read once: the jobs of the profile name their db.config themselves');
	t.like(JSON.parse(copy!.stdout), {database: 'SynergyTest'});
	t.false((web!.stdout + added.stdout + added.stderr).includes('geheim'));

	const missing = await runBaco(['profile', 'add', 'none', '--db-config', path.join(home, 'no.config'), '--user', 'support', '--json'], {home});
	t.is(errorOf(missing.stderr).id, 'SETUP-DBCONFIG');
	t.regex(errorOf(missing.stderr).message, /there is no such file/v);
	await writeFile(file, '<config><server>SQL01</server></config>');
	const half = await runBaco(['profile', 'add', 'none', '--db-config', file, '--user', 'support', '--json'], {home});
	t.regex(errorOf(half.stderr).message, /names no database/v);
});

test('an export replaces a file only when it is told to', async t => {
	const home = await temporaryFolder(t);
	await runBaco(['profile', 'add', 'prod', ...sample], {home});
	const file = path.join(home, 'mine.json');
	await writeFile(file, 'kept');
	const refusal = async (...words: string[]) => {
		const {stderr} = await runBaco(['profile', 'export', ...words, '--json'], {home});
		return errorOf(stderr);
	};

	t.like(await refusal('--file', file), {id: 'REPORT-EXISTS', message: `The export is not written: ${file} exists already.`, fix: 'Give another name; baco profile export --file FILE --force replaces the file.'});
	t.is(await readFile(file, 'utf8'), 'kept');
	t.like(await refusal('--force'), {id: 'USAGE-1'});
	const elsewhere = path.join(home, 'none', 'mine.json');
	t.like(await refusal('--file', elsewhere), {id: 'REPORT-WRITE'});

	const {exitCode} = await runBaco(['profile', 'export', '--file', file, '--force'], {home});
	t.is(exitCode, 0);
	const written = JSON.parse(await readFile(file, 'utf8')) as {profiles: object};
	t.deepEqual(Object.keys(written.profiles), ['prod']);
});
