import {readFile} from 'node:fs/promises';
import type {Keychain} from '../credentials/keychain.js';
import type {Vault} from '../credentials/vault.js';
import {withLock} from '../platform/with-lock.js';
import {errorCode, writeFileDurably} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import type {Profile} from '../profiles/profile.js';
import {demoProfileName} from './demo-profile-name.js';
import {isMadeByDemo} from './demo-profile.js';
import {demoFiles} from './demo-state.js';

/** Stores for the demo's profile: its secrets open nothing but the demo, and lie in its folder, so that nobody is asked for a passphrase. Nothing for any other profile, or none. */
export const sampleStores = (profile: Profile | undefined): {readonly keychain?: Keychain; readonly vault?: Vault} =>
	profile?.name === demoProfileName && isMadeByDemo(profile) ? {keychain: noKeychain, vault: openSampleVault()} : {};

const noKeychain: Keychain = {
	unusable: async () => 'the demo keeps its sample secrets in its own folder',
	names: async () => [],
	get: async () => undefined,
	async set() {
		throw new TypeError('The demo has no keychain');
	},
	remove: async () => false,
};

/** Sample tokens in the clear, in a file of this user. */
export const openSampleVault = (file = demoFiles().tokens): Vault => ({
	file,
	isPlain: true,
	async names() {
		return Object.keys(await readEntries(file));
	},
	async get(name) {
		const entries = await readEntries(file);
		return Object.hasOwn(entries, name) ? entries[name] : undefined;
	},
	async set(name, secret) {
		await change(file, entries => ({...entries, [name]: secret}));
		return true;
	},
	async remove(name) {
		let isRemoved = false;
		await change(file, ({[name]: removed, ...entries}) => {
			isRemoved = removed !== undefined;
			return entries;
		});
		return isRemoved;
	},
});

type Entries = Readonly<Record<string, string>>;

const change = async (file: string, work: (entries: Entries) => Entries) => withLock(file, async () => {
	const entries = await readEntries(file);
	await writeFileDurably(file, JSON.stringify(work(entries)));
});

const readEntries = async (file: string): Promise<Entries> => {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Entries;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return {};
		}

		throw new BacoError('VAULT-DAMAGED', {file, detail: 'it cannot be read'});
	}
};
