import {BacoError} from '../problems/baco-error.js';
import {redact} from '../platform/redact.js';
import type {CredentialStatus} from './contract.js';
import type {Stores} from './stores.js';
import {shadowOf} from './status.js';

/** Stores a secret and reads it back; without a store that keeps it sealed it rejects, and nothing is written. */
export const writeSecret = async (stores: Stores, name: string, secret: string, store?: 'keychain' | 'vault'): Promise<CredentialStatus> => {
	if (secret === '') {
		throw new BacoError('SECRET-EMPTY', {name});
	}

	const unusable = store === 'vault' ? undefined : await stores.keychain.unusable();
	if (store === 'keychain' && unusable !== undefined) {
		throw new BacoError('SECRET-KEYCHAIN', {name, detail: redact(unusable)});
	}

	return store === 'vault' || unusable !== undefined ? writeToVault(stores, name, secret, unusable) : writeToKeychain(stores, name, secret);
};

/** Takes a secret out of every store; true when one had it. */
export const hasRemoved = async ({keychain, vault}: Stores, name: string): Promise<boolean> => {
	const isInKeychain = await keychain.unusable() === undefined && await inKeychain(name, async () => keychain.remove(name));
	const isInVault = await vault.remove(name);
	return isInKeychain || isInVault;
};

const writeToKeychain = async (stores: Stores, name: string, secret: string): Promise<CredentialStatus> => {
	const kept = await inKeychain(name, async () => {
		await stores.keychain.set(name, secret);
		return stores.keychain.get(name);
	});
	if (kept !== secret) {
		throw new BacoError('SECRET-KEYCHAIN', {name, detail: 'it took the password and did not give it back'});
	}

	// An older one there would come back when the keychain cannot be used for once.
	await stores.vault.remove(name);
	return {name, store: 'keychain', detail: `kept in the system's keychain${shadowOf(stores, name)}`};
};

const writeToVault = async (stores: Stores, name: string, secret: string, keychain: string | undefined): Promise<CredentialStatus> => {
	if (!await stores.vault.set(name, secret)) {
		throw new BacoError('SECRET-NO-STORE', {name, keychain: keychain === undefined ? 'it was not asked' : redact(keychain)});
	}

	if (await stores.vault.get(name) !== secret) {
		throw new BacoError('VAULT-DAMAGED', {file: stores.vault.file, detail: `its entry ${name} is not what was written`});
	}

	// The keychain is asked before the vault: an older password there would win.
	if (await stores.keychain.unusable() === undefined) {
		await inKeychain(name, async () => stores.keychain.remove(name));
	}

	const reason = keychain === undefined ? '' : `, because the keychain cannot be used here (${redact(keychain)})`;
	return {name, store: 'vault', detail: `kept in the vault ${stores.vault.file}${reason}${shadowOf(stores, name)}`};
};

const inKeychain = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
	try {
		return await work();
	} catch (error) {
		throw new BacoError('SECRET-KEYCHAIN', {name, detail: redact(error instanceof Error ? error.message : String(error))});
	}
};
