import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {openCredentials, type CredentialsOptions} from '../../source/credentials/open-credentials.js';
import type {Keychain} from '../../source/credentials/keychain.js';
import {openVault} from '../../source/credentials/vault.js';
import {redact} from '../../source/platform/redact.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {temporaryFolder} from '../home.js';

/** A keychain in memory; the real one has its own test. */
const memoryKeychain = (reason?: string, behaviour: Partial<Keychain> = {}) => {
	const entries = new Map<string, string>();
	const keychain: Keychain = {
		unusable: async () => reason,
		names: async () => entries.keys().toArray(),
		get: async name => entries.get(name),
		async set(name, secret) {
			entries.set(name, secret);
		},
		remove: async name => entries.delete(name),
		...behaviour,
	};
	return {keychain, entries};
};

const credentialsFor = async (t: ExecutionContext, options: CredentialsOptions & {readonly passphrase?: string; readonly file?: string} = {}) => {
	const {passphrase, file: given, ...rest} = options;
	const file = given ?? path.join(await temporaryFolder(t), 'vault.json');
	return {file, credentials: openCredentials({environment: {}, vault: openVault(async () => passphrase, file), ...rest})};
};

const printing = (script: string) => ({name: 'prod', passwordCommand: [process.execPath, '-e', script, '--', '{name}']});

test('asked in order: memory, environment, command, keychain, vault', async t => {
	const {keychain, entries} = memoryKeychain();
	const folder = await temporaryFolder(t);
	const counter = path.join(folder, 'runs');
	const profile = printing(`require('fs').appendFileSync(${JSON.stringify(counter)}, 'x'); console.log('from command')`);
	const environment: Record<string, string> = {BACO_PASSWORD_PROD_BACO: 'from environment'};
	const {credentials, file} = await credentialsFor(t, {
		keychain, profile, environment, passphrase: 'p',
	});
	await openVault(async () => 'p', file).set('prod/baco', 'from vault');
	entries.set('prod/baco', 'from keychain');

	credentials.remember('prod/baco', 'from memory');
	t.is(await credentials.read('prod/baco'), 'from memory');
	credentials.forget('prod/baco');
	t.is(await credentials.read('prod/baco'), 'from environment');
	environment.BACO_PASSWORD_PROD_BACO = '';
	t.is(await credentials.read('prod/baco'), 'from command');
	t.is(await credentials.read('prod/baco'), 'from command');
	t.is(await readFile(counter, 'utf8'), 'x');

	const withoutCommand = await credentialsFor(t, {keychain, passphrase: 'p', file});
	t.is(await withoutCommand.credentials.read('prod/baco'), 'from keychain');
	entries.clear();
	t.is(await withoutCommand.credentials.read('prod/baco'), 'from vault');
	t.is(await withoutCommand.credentials.read('prod/other'), undefined);
});

test('what is read, typed or written is redacted from then on', async t => {
	const {keychain, entries} = memoryKeychain();
	entries.set('prod/baco', 'read-secret-1');
	const {credentials} = await credentialsFor(t, {keychain, ask: async () => 'typed-secret-2'});
	await credentials.read('prod/baco');
	await credentials.obtain('prod/operator', 'Password');
	await credentials.write('prod/service', 'written-secret-3');
	t.is(redact('read-secret-1 typed-secret-2 written-secret-3'), '*** *** ***');
});

test('a person is asked once for each name, and again after a refusal', async t => {
	const {keychain} = memoryKeychain('no keychain');
	const asked: string[] = [];
	const {credentials} = await credentialsFor(t, {
		keychain, async ask({name, label}) {
			asked.push(`${name}: ${label}`);
			return `answer ${asked.length}`;
		},
	});
	t.deepEqual(await Promise.all([credentials.obtain('prod/operator', 'Password'), credentials.obtain('prod/operator', 'Password')]), ['answer 1', 'answer 1']);
	t.is(await credentials.read('prod/operator'), 'answer 1');
	credentials.forget('prod/operator');
	t.is(await credentials.obtain('prod/operator', 'Password'), 'answer 2');
	t.deepEqual(asked, ['prod/operator: Password', 'prod/operator: Password']);
});

test('nobody to ask is undefined', async t => {
	const {credentials} = await credentialsFor(t, {keychain: memoryKeychain('no keychain').keychain});
	t.is(await credentials.obtain('prod/operator', 'Password'), undefined);
});

test('without a keychain and a passphrase a secret is not stored anywhere', async t => {
	const {credentials, file} = await credentialsFor(t, {keychain: memoryKeychain('no D-Bus here').keychain});
	const failure = await t.throwsAsync<BacoError>(credentials.write('prod/baco', 'geheim'), {instanceOf: BacoError});
	t.is(failure.id, 'SECRET-NO-STORE');
	t.regex(failure.explanation.cause, /no D-Bus here/v);
	await t.throwsAsync(readFile(file), {code: 'ENOENT'});
});

test('the keychain is never replaced by the vault in silence', async t => {
	const {credentials, file} = await credentialsFor(t, {keychain: memoryKeychain('no D-Bus here').keychain, passphrase: 'p'});
	const status = await credentials.write('prod/baco', 'geheim');
	t.is(status.store, 'vault');
	t.true(status.detail.includes(file));
	t.true(status.detail.includes('no D-Bus here'));
	const refused = await t.throwsAsync<BacoError>(credentials.write('prod/baco', 'geheim', {store: 'keychain'}), {instanceOf: BacoError});
	t.is(refused.id, 'SECRET-KEYCHAIN');
});

test('a keychain that loses what it takes is never reported as success', async t => {
	const losing = memoryKeychain(undefined, {set: async () => undefined});
	const {credentials} = await credentialsFor(t, {keychain: losing.keychain, passphrase: 'p'});
	const failure = await t.throwsAsync<BacoError>(credentials.write('prod/baco', 'geheim'), {instanceOf: BacoError});
	t.is(failure.id, 'SECRET-KEYCHAIN');

	const refusing = memoryKeychain(undefined, {
		async set() {
			throw new Error('The keychain is locked; geheim-7 was not taken');
		},
	});
	const locked = await credentialsFor(t, {keychain: refusing.keychain});
	const reason = await t.throwsAsync<BacoError>(locked.credentials.write('prod/baco', 'geheim-7'), {instanceOf: BacoError});
	t.regex(reason.message, /The keychain is locked; \*\*\* was not taken/v);
});

test('names of servers have no case', async t => {
	const {keychain} = memoryKeychain();
	const {credentials} = await credentialsFor(t, {keychain});
	await credentials.write(String.raw`prod/baco@Srv\Exact`, 'geheim');
	t.is(await credentials.read(String.raw`prod/baco@SRV\EXACT`), 'geheim');
	t.is(await credentials.read(String.raw`prod/baco@srv\exact`), 'geheim');
	t.deepEqual(await credentials.names(), [String.raw`prod/baco@SRV\EXACT`]);
});

test('the status says where each one is, and what stands before it', async t => {
	const {keychain, entries} = memoryKeychain();
	entries.set('prod/baco', 'x1');
	const {credentials, file} = await credentialsFor(t, {keychain, passphrase: 'p', environment: {BACO_PASSWORD_PROD_SERVICE: 'x2'}});
	await openVault(async () => 'p', file).set('prod/operator', 'x3');
	const status = await credentials.status(['prod/operator', 'prod/baco', 'prod/service', 'prod/none']);
	t.deepEqual(status.map(({store}) => store), ['vault', 'keychain', 'environment', 'none']);
	t.is(status[2]!.detail, 'BACO_PASSWORD_PROD_SERVICE');
	t.false(JSON.stringify(status).includes('x1'));
	const written = await credentials.write('prod/service', 'x4');
	t.regex(written.detail, /BACO_PASSWORD_PROD_SERVICE is set and is used instead/v);
});

test('a locked vault that has the secret is an error, one that has not is none', async t => {
	const {file} = await credentialsFor(t);
	await openVault(async () => 'p', file).set('prod/baco', 'x');
	const {credentials} = await credentialsFor(t, {file, keychain: memoryKeychain('none').keychain});
	const failure = await t.throwsAsync<BacoError>(credentials.read('prod/baco'), {instanceOf: BacoError});
	t.is(failure.id, 'VAULT-LOCKED');
	t.is(await credentials.read('prod/other'), undefined);
});

test('the passphrase comes from a file, a variable or a person, and a new one is asked twice', async t => {
	const folder = await temporaryFolder(t);
	const {passphraseSource} = await import('../../source/credentials/passphrase.js');
	await writeFile(path.join(folder, 'passphrase'), 'from file\n');
	const question = {isNew: false, file: 'vault.json', attempt: 1};
	t.is(await passphraseSource(undefined, {BACO_VAULT_PASSPHRASE_FILE: path.join(folder, 'passphrase'), BACO_VAULT_PASSPHRASE: 'other'})(question), 'from file');
	t.is(await passphraseSource(undefined, {BACO_VAULT_PASSPHRASE: 'from variable'})(question), 'from variable');
	t.is(await passphraseSource(undefined, {})(question), undefined);
	t.is(await passphraseSource(async () => 'typed', {})(question), 'typed');
	t.is(await passphraseSource(async () => 'typed', {})({...question, isNew: true}), 'typed');
	let answers = 0;
	await t.throwsAsync(passphraseSource(async () => String(answers++), {})({...question, isNew: true}), {message: /differ/v});
	await t.throwsAsync(passphraseSource(undefined, {BACO_VAULT_PASSPHRASE_FILE: path.join(folder, 'none')})(question), {message: /There is no passphrase file/v});
});
