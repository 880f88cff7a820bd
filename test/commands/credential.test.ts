import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {openCredentials} from '../../source/credentials/open-credentials.js';
import {openSampleVault} from '../../source/demo/sample-stores.js';
import {temporaryFolder} from '../home.js';
import {runBaco} from './run-baco.js';

const sample = ['--server', 'SQL01', '--database', 'Synergy', '--user', 'operator'];

type Status = {secrets: Array<{name: string; store: string; detail: string}>; stores: Array<{store: string; usable: boolean; detail: string}>};

test('set, status, delete in the vault, and no secret anywhere else', async t => {
	const home = await temporaryFolder(t);
	const passphraseFile = path.join(home, 'passphrase');
	await writeFile(passphraseFile, 'open sesame\n');
	const options = {home, environment: {BACO_VAULT_PASSPHRASE_FILE: passphraseFile}};
	await runBaco(['profile', 'add', 'prod', ...sample], options);

	const stored = await runBaco(['credential', 'set', String.raw`baco@globe01\exact`, '--password-stdin', '--json'], {...options, input: 'Geheim-Baco-77\r\nsecond line'});
	t.is(stored.exitCode, 0, stored.stderr);
	t.like(JSON.parse(stored.stdout), {name: String.raw`prod/baco@GLOBE01\EXACT`, store: 'vault'});
	await runBaco(['credential', 'set', 'prod/operator', '--password-stdin', '--store', 'vault'], {...options, input: 'Geheim-Operator-78'});

	const status = await runBaco(['credential', 'status', '--json'], {home, environment: {BACO_PASSWORD_PROD_BACO: 'Geheim-Env-79'}});
	const {secrets, stores} = JSON.parse(status.stdout) as Status;
	t.deepEqual(secrets.map(({name, store}) => [name, store]), [['prod/operator', 'vault'], ['prod/baco', 'environment'], [String.raw`prod/baco@GLOBE01\EXACT`, 'vault']]);
	t.deepEqual(stores.map(({store, usable}) => [store, usable]), [['environment', true], ['command', false], ['keychain', false], ['vault', false], ['prompt', false]]);
	t.regex(stores[2]!.detail, /BACO_KEYCHAIN=off/v);

	const removed = await runBaco(['credential', 'delete', 'operator'], {home});
	t.is(removed.stdout, 'The password for prod/operator is removed.');
	const nothing = await runBaco(['credential', 'delete', 'operator'], {home});
	t.is(nothing.stdout, 'No store had a password for prod/operator.');

	const files = await Promise.all(['profiles.json', 'vault.json'].map(async name => readFile(path.join(home, 'configuration', name), 'utf8')));
	for (const text of [...files, stored.stdout, status.stdout, status.stderr]) {
		t.notRegex(text, /Geheim|sesame/v);
	}
});

test('a wrong passphrase is exit 3 and changes nothing', async t => {
	const home = await temporaryFolder(t);
	await runBaco(['credential', 'set', 'prod/operator', '--password-stdin'], {home, input: 'x1\n', environment: {BACO_VAULT_PASSPHRASE: 'right'}});
	const before = await readFile(path.join(home, 'configuration', 'vault.json'), 'utf8');
	const {exitCode, stderr} = await runBaco(['credential', 'set', 'prod/operator', '--password-stdin', '--json'], {home, input: 'x2\n', environment: {BACO_VAULT_PASSPHRASE: 'wrong'}});
	t.is(exitCode, 3);
	t.is((JSON.parse(stderr) as {error: {id: string}}).error.id, 'VAULT-PASSPHRASE');
	t.is(await readFile(path.join(home, 'configuration', 'vault.json'), 'utf8'), before);
});

test('a passphrase file that is not there is named as what it is', async t => {
	const home = await temporaryFolder(t);
	const file = path.join(home, 'nothing');
	const {exitCode, stderr} = await runBaco(['credential', 'set', 'prod/operator', '--password-stdin', '--json'], {home, input: 'x1\n', environment: {BACO_VAULT_PASSPHRASE_FILE: file}});
	t.is(exitCode, 3);
	const {error} = JSON.parse(stderr) as {error: {id: string; message: string}};
	t.is(error.id, 'VAULT-PASSPHRASE-FILE');
	t.is(error.message, `There is no passphrase file ${file}.`);
});

test('a password for a profile that is not there is kept, and it is said', async t => {
	const home = await temporaryFolder(t);
	const environment = {BACO_VAULT_PASSPHRASE: 'open sesame'};
	const early = await runBaco(['credential', 'set', 'prod/operator', '--password-stdin'], {home, input: 'x1\n', environment});
	t.regex(early.stdout, /There is no profile prod yet/v);
	await runBaco(['profile', 'add', 'prod', ...sample], {home});
	const late = await runBaco(['credential', 'set', 'prod/operator', '--password-stdin', '--json'], {home, input: 'x2\n', environment});
	t.like(JSON.parse(late.stdout), {name: 'prod/operator', profileExists: true});
});

test('without a terminal it asks for --password-stdin, and an empty password is refused', async t => {
	const home = await temporaryFolder(t);
	const asked = await runBaco(['credential', 'set', 'prod/operator'], {home});
	t.is(asked.exitCode, 2);
	t.regex(asked.stderr, /--password-stdin/v);
	const empty = await runBaco(['credential', 'set', 'prod/operator', '--password-stdin'], {home, input: '\n'});
	t.is(empty.exitCode, 2);
	t.regex(empty.stderr, /is empty/v);
});

test('names and stores that do not exist are refused', async t => {
	const home = await temporaryFolder(t);
	for (const [words, reason] of [
		[['set', 'prod/root', '--password-stdin'], /not the name of a secret/v],
		[['set', '__proto__/operator', '--password-stdin'], /not the name of a secret/v],
		[['set', 'prod/operator', '--store', 'file'], /There is no store "file"/v],
		[['set'], /needs NAME/v],
		[['delete', 'prod/operator', 'x'], /does not take "x"/v],
	] as const) {
		// eslint-disable-next-line no-await-in-loop -- a few cases
		const {exitCode, stderr} = await runBaco(['credential', ...words], {home, input: 'x\n'});
		t.is(exitCode, 2);
		t.regex(stderr, reason);
	}
});

test('status tells of tokens and client secrets too, where each lies, and never what', async t => {
	const home = await temporaryFolder(t);
	await runBaco(['profile', 'add', 'prod', ...sample], {home});
	await runBaco(['sync-user', 'configure', 'link', '--profile', 'prod', '--system', 'exact-online', '--country', 'nl', '--client-id', 'app', '--redirect-uri', 'http://127.0.0.1/callback'], {home});
	const {stdout} = await runBaco(['credential', 'status', '--json'], {home, environment: {BACO_PASSWORD_PROD_SYNC_LINK: 'Geheim-1', BACO_PASSWORD_PROD_SYNC_CLIENT_LINK: 'Geheim-2'}});
	t.notRegex(stdout, /Geheim/v);
	const {secrets} = JSON.parse(stdout) as Status;
	t.deepEqual(secrets.filter(({name}) => name.includes('@')).map(({name, store}) => [name, store]), [['prod/sync-client@LINK', 'environment'], ['prod/sync@LINK', 'none']]);
});

test('the tokens of the demo are told as lying in a plain file', async t => {
	const file = path.join(await temporaryFolder(t), 'tokens.json');
	const vault = openSampleVault(file);
	await vault.set('demo/sync@LINK', 'Geheim-3');
	const [status] = await openCredentials({environment: {BACO_KEYCHAIN: 'off'}, vault}).status(['demo/sync@LINK']);
	t.is(status?.store, 'vault');
	t.regex(status!.detail, /tokens\.json, a plain file/v);
	t.notRegex(status!.detail, /sealed with/v);
});
