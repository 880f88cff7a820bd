import {Buffer} from 'node:buffer';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import test, {type ExecutionContext} from 'ava';
import {entryLimit, inParts} from '../../source/credentials/in-parts.js';
import {openKeychain, type Keychain} from '../../source/credentials/keychain.js';
import {openCredentials} from '../../source/credentials/open-credentials.js';
import {openSampleVault} from '../../source/demo/sample-stores.js';
import {temporaryFolder} from '../home.js';

/** A keychain process that keeps entries as the Credential Manager of Windows does behind keytar: 2,560 bytes each, and its error text. */
const limited = async (t: ExecutionContext): Promise<Keychain> => {
	const file = path.join(await temporaryFolder(t), 'keychain.mjs');
	await writeFile(file, `
		const kept = new Map();
		const answers = {
			load: () => true,
			probe: () => true,
			names: () => [...kept.keys()],
			get: request => kept.get(request.name) ?? null,
			delete: request => kept.delete(request.name),
			set({name, secret}) {
				if (Buffer.byteLength(secret) > 2560) {
					throw new Error('The stub received bad data.');
				}

				kept.set(name, secret);
				return true;
			},
		};
		process.on('message', request => {
			try {
				process.send({id: request.id, value: answers[request.action](request)});
			} catch (error) {
				process.send({id: request.id, error: error.message});
			}
		});
		process.on('disconnect', () => process.exit());`);
	return openKeychain({file});
};

const long = `{"accessToken":"${'á'.repeat(1500)}","refreshToken":"${'x'.repeat(3000)}"}`;

test('only Windows has a limit that tokens meet', t => {
	t.deepEqual((['win32', 'linux', 'darwin'] as const).map(platform => entryLimit(platform)), [2560, undefined, undefined]);
});

test('a secret that is too long for one entry lies in several, and is one secret to everybody', async t => {
	const raw = await limited(t);
	await t.throwsAsync(raw.set('prod/sync@A', long), {message: 'The stub received bad data.'});
	const keychain = inParts(raw, 2560);
	const vault = openSampleVault(path.join(await temporaryFolder(t), 'vault.json'));
	const credentials = openCredentials({environment: {}, keychain, vault});
	const status = await credentials.write('prod/sync@A', long);
	t.is(status.store, 'keychain');
	t.is(await credentials.readKept('prod/sync@A'), long);
	t.deepEqual(await keychain.names(), ['prod/sync@A']);
	const entries = await raw.names();
	t.is(entries.length, 4);
	const sizes = await Promise.all(entries.map(async name => Buffer.byteLength(await raw.get(name) ?? '')));
	t.true(sizes.every(size => size <= 2560));

	// A shorter one takes its place, and a long one again: nothing of the former stays.
	await keychain.set('prod/sync@A', 'short');
	t.deepEqual(await raw.names(), ['prod/sync@A']);
	await keychain.set('prod/sync@A', long);
	await keychain.set('prod/sync@A', `${long}2`);
	t.is(await keychain.get('prod/sync@A'), `${long}2`);
	const after = await raw.names();
	t.is(after.length, 4);
	t.true(await keychain.remove('prod/sync@A'));
	t.deepEqual(await raw.names(), []);
});

test('who dies between the parts leaves the old secret; a part that is gone is told', async t => {
	const raw = await limited(t);
	await inParts(raw, 2560).set('a', long);
	let writes = 0;
	const dying = inParts({
		...raw,
		async set(name, secret) {
			writes++;
			if (writes > 2) {
				throw new Error('killed');
			}

			await raw.set(name, secret);
		},
	}, 2560);
	await t.throwsAsync(dying.set('a', long.toUpperCase()), {message: 'killed'});
	const keychain = inParts(raw, 2560);
	t.is(await keychain.get('a'), long);
	t.deepEqual(await keychain.names(), ['a']);

	const header = await raw.get('a');
	await raw.remove(`a#part-${header!.split(' ', 2)[1]}-1`);
	await t.throwsAsync(keychain.get('a'), {message: 'a part of the secret is missing in it'});
});

test('a reader never sees a half of two secrets', async t => {
	const raw = await limited(t);
	const keychain = inParts(raw, 2560);
	const other = long.replaceAll('x', 'y');
	await keychain.set('a', long);
	const write = async () => {
		for (let round = 0; round < 20; round++) {
			await keychain.set('a', round % 2 === 0 ? other : long); // eslint-disable-line no-await-in-loop -- one after the other
		}
	};

	const seen = new Set<string | undefined>();
	const writing = write();
	for (let round = 0; round < 40; round++) {
		seen.add(await keychain.get('a')); // eslint-disable-line no-await-in-loop -- as it is at that time
	}

	await writing;
	t.true([...seen].every(secret => secret === long || secret === other));
});

test('any secret comes back as it was, also one that looks like a list of parts', async t => {
	const kept = new Map<string, string>();
	const memory: Keychain = {
		unusable: async () => undefined,
		names: async () => kept.keys().toArray(),
		get: async name => kept.get(name),
		async set(name, secret) {
			if (Buffer.byteLength(secret) > 200) {
				throw new Error('The stub received bad data.');
			}

			kept.set(name, secret);
		},
		remove: async name => kept.delete(name),
	};
	const keychain = inParts(memory, 200);
	await fc.assert(fc.asyncProperty(fc.string({unit: 'binary', minLength: 1, maxLength: 700}), async secret => {
		await keychain.set('a', secret);
		t.is(await keychain.get('a'), secret);
	}), {numRuns: 100});
	const lookalike = `baco-parts ${'0'.repeat(16)} 3 ${'a'.repeat(64)}`;
	await keychain.set('a', lookalike);
	t.is(await keychain.get('a'), lookalike);
});
