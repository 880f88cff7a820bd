import {
	mkdir,
	readdir,
	readFile,
	stat,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {openVault, type AskPassphrase} from '../../source/credentials/vault.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {temporaryFolder} from '../home.js';

const always = (passphrase: string | undefined): AskPassphrase => async () => passphrase;

const vaultFile = async (t: Parameters<typeof temporaryFolder>[0]) => path.join(await temporaryFolder(t), 'configuration', 'vault.json');

const filled = async (t: Parameters<typeof temporaryFolder>[0]) => {
	const file = await vaultFile(t);
	const vault = openVault(always('open sesame'), file);
	await vault.set('prod/operator', 'geheim-één');
	await vault.set('prod/baco', 'geheim-twee');
	return file;
};

test('keeps secrets sealed, private and apart', async t => {
	const file = await filled(t);
	const text = await readFile(file, 'utf8');
	t.false(text.includes('geheim'));
	t.false(text.includes('sesame'));
	const {kdf} = JSON.parse(text) as {kdf: {N: number}};
	t.true(kdf.N >= 2 ** 17);
	const details = await stat(file);
	t.is(details.mode.toString(8).slice(-3), '600');
	t.deepEqual(await readdir(path.dirname(file)), ['vault.json']);

	const again = openVault(always('open sesame'), file);
	t.is(await again.get('prod/operator'), 'geheim-één');
	t.is(await again.get('prod/baco'), 'geheim-twee');
	t.is(await again.get('prod/other'), undefined);
	t.is(await again.get('constructor'), undefined);
});

test('the same secret is sealed differently each time', async t => {
	const file = await vaultFile(t);
	const vault = openVault(always('p'), file);
	const read = async () => (JSON.parse(await readFile(file, 'utf8')) as {entries: Record<string, {data: string; iv: string}>}).entries['a/baco']!;
	await vault.set('a/baco', 'same');
	const first = await read();
	await vault.set('a/baco', 'same');
	const second = await read();
	t.not(first.iv, second.iv);
	t.not(first.data, second.data);
});

test('asks for the passphrase once, also for readers at the same time', async t => {
	const file = await filled(t);
	let questions = 0;
	const vault = openVault(async () => {
		questions += 1;
		return 'open sesame';
	}, file);
	t.deepEqual(await vault.names(), ['prod/operator', 'prod/baco']);
	t.is(questions, 0);
	t.deepEqual(await Promise.all([vault.get('prod/operator'), vault.get('prod/baco')]), ['geheim-één', 'geheim-twee']);
	t.is(questions, 1);
});

test('a wrong passphrase is told, after three different tries', async t => {
	const file = await filled(t);
	const tried: number[] = [];
	const vault = openVault(async ({attempt}) => {
		tried.push(attempt);
		return `wrong ${attempt}`;
	}, file);
	const failure = await t.throwsAsync<BacoError>(vault.get('prod/baco'), {instanceOf: BacoError});
	t.is(failure.id, 'VAULT-PASSPHRASE');
	t.deepEqual(tried, [1, 2, 3]);
});

test('a wrong passphrase from a file is told at once, and changes nothing', async t => {
	const file = await filled(t);
	const before = await readFile(file, 'utf8');
	const vault = openVault(always('wrong'), file);
	const failure = await t.throwsAsync<BacoError>(vault.set('prod/baco', 'other'), {instanceOf: BacoError});
	t.is(failure.id, 'VAULT-PASSPHRASE');
	t.is(await readFile(file, 'utf8'), before);
});

test('the right one at the second try opens it', async t => {
	const file = await filled(t);
	const vault = openVault(async ({attempt}) => attempt === 2 ? 'open sesame' : 'opensesame', file);
	t.is(await vault.get('prod/baco'), 'geheim-twee');
});

test('without a passphrase it stays locked, and nothing is written', async t => {
	const file = await filled(t);
	const locked = await t.throwsAsync<BacoError>(openVault(always(undefined), file).get('prod/baco'), {instanceOf: BacoError});
	t.is(locked.id, 'VAULT-LOCKED');
	const fresh = path.join(path.dirname(file), 'other.json');
	t.false(await openVault(always(undefined), fresh).set('a/b', 'x'));
	t.false(await openVault(always(''), fresh).set('a/b', 'x'));
	await t.throwsAsync(stat(fresh), {code: 'ENOENT'});
});

test('damage is told apart from a wrong passphrase, and the file left as it is', async t => {
	const file = await filled(t);
	const good = await readFile(file, 'utf8');
	const damages = [
		good.slice(0, good.length / 2),
		'',
		good.replace(/"data": "./v, '"data": "!'),
		good.replace('prod/operator', 'prod/attacker'),
		good.replace('"version": 1', '"version": 2'),
		'[]',
	];
	for (const text of damages) {
		t.not(text, good);
		/* eslint-disable no-await-in-loop -- one after another, on one file */
		await writeFile(file, text);
		for (const passphrase of ['open sesame', 'wrong']) {
			const failure = await t.throwsAsync<BacoError>(openVault(always(passphrase), file).get('prod/baco'), {instanceOf: BacoError});
			t.is(failure.id, 'VAULT-DAMAGED');
			const refused = await t.throwsAsync<BacoError>(openVault(always(passphrase), file).set('prod/new', 'x'), {instanceOf: BacoError});
			t.is(refused.id, 'VAULT-DAMAGED');
		}

		t.is(await readFile(file, 'utf8'), text);
		/* eslint-enable no-await-in-loop */
	}
});

test('an entry cannot be passed off as another one, even with a right checksum', async t => {
	const file = await filled(t);
	const {readVaultFile, writeVaultFile} = await import('../../source/credentials/vault-file.js');
	const content = await readVaultFile(file);
	await writeVaultFile(file, {...content!, entries: {...content!.entries, 'prod/operator': content!.entries['prod/baco']!}});
	const vault = openVault(always('open sesame'), file);
	const failure = await t.throwsAsync<BacoError>(vault.get('prod/operator'), {instanceOf: BacoError});
	t.is(failure.id, 'VAULT-DAMAGED');
	t.is(await vault.get('prod/baco'), 'geheim-twee');
});

test('an entry is removed without the passphrase', async t => {
	const file = await filled(t);
	const vault = openVault(always(undefined), file);
	t.true(await vault.remove('prod/baco'));
	t.false(await vault.remove('prod/baco'));
	t.deepEqual(await vault.names(), ['prod/operator']);
	t.is(await openVault(always('open sesame'), file).get('prod/operator'), 'geheim-één');
});

test('two that make the vault at once do not lose a password unseen', async t => {
	const file = await vaultFile(t);
	await mkdir(path.dirname(file), {recursive: true});
	const results = await Promise.allSettled([openVault(always('one'), file).set('a/baco', 'x'), openVault(always('two'), file).set('b/baco', 'y')]);
	t.deepEqual(results.map(({status}) => status).toSorted(), ['fulfilled', 'rejected']);
	const names = await openVault(always(undefined), file).names();
	t.is(names.length, 1);
});
