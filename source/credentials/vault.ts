import {Buffer} from 'node:buffer';
import {
	createCipheriv,
	createDecipheriv,
	randomBytes,
	scrypt,
} from 'node:crypto';
import path from 'node:path';
import {paths} from '../platform/paths.js';
import {withLock} from '../platform/with-lock.js';
import {BacoError} from '../problems/baco-error.js';
import {
	readVaultFile,
	writeVaultFile,
	type Sealed,
	type VaultContent,
} from './vault-file.js';

/** Gives the passphrase, of a vault that is there or of a new one; undefined when there is none to be had. */
export type AskPassphrase = (question: {readonly isNew: boolean; readonly file: string; readonly attempt: number}) => Promise<string | undefined>;

/** Secrets in one file, each sealed with a key from a passphrase. */
export type Vault = {
	readonly file: string;
	/** What lies there can be read by who can read the file: the sample secrets of the demo. */
	readonly isPlain?: boolean;
	/** Names that it holds, without opening it. */
	names: () => Promise<string[]>;
	get: (name: string) => Promise<string | undefined>;
	/** False when there is no passphrase. */
	set: (name: string, secret: string) => Promise<boolean>;
	remove: (name: string) => Promise<boolean>;
};

export const vaultFileName = () => path.join(paths().configuration, 'vault.json');

/** The vault of this user. Its key is made once for each process: it takes a part of a second, by design. */
export const openVault = (askPassphrase: AskPassphrase, file = vaultFileName()): Vault => {
	let opened: Promise<{readonly salt: string; readonly key: Buffer} | undefined> | undefined;

	const keyOf = async (content: VaultContent, isNew: boolean): Promise<Buffer | undefined> => {
		const known = await opened;
		if (known?.salt === content.kdf.salt) {
			return known.key;
		}

		// Readers at the same time share one question.
		opened = unlock(content, {isNew, file, attempt: 1}, askPassphrase);
		try {
			const unlocked = await opened;
			return unlocked?.key;
		} catch (error) {
			opened = undefined;
			throw error;
		}
	};

	return {
		file,
		async names() {
			const content = await readVaultFile(file);
			return Object.keys(content?.entries ?? {});
		},
		async get(name) {
			const content = await readVaultFile(file);
			if (content === undefined || !Object.hasOwn(content.entries, name)) {
				return undefined;
			}

			const key = await keyOf(content, false);
			if (key === undefined) {
				throw new BacoError('VAULT-LOCKED', {file});
			}

			return open(key, name, content.entries[name]!, file);
		},
		async set(name, secret) {
			const found = await readVaultFile(file);
			const draft = found ?? emptyVault();
			const key = await keyOf(draft, found === undefined);
			if (key === undefined) {
				return false;
			}

			await withLock(file, async () => {
				const latest = await readVaultFile(file);
				if (latest !== undefined && latest.kdf.salt !== draft.kdf.salt) {
					throw new BacoError('FILE-BUSY', {file, lock: `${file}.lock`, owner: 'another baco, which has just made the vault'});
				}

				const content = latest ?? {...draft, check: seal(key, checkName, checkText)};
				await writeVaultFile(file, {...content, entries: {...content.entries, [name]: seal(key, name, secret)}});
			});
			return true;
		},
		async remove(name) {
			return withLock(file, async () => {
				const content = await readVaultFile(file);
				if (content === undefined || !Object.hasOwn(content.entries, name)) {
					return false;
				}

				const {[name]: removed, ...entries} = content.entries;
				await writeVaultFile(file, {...content, entries});
				return true;
			});
		},
	};
};

const checkName = '';
const checkText = 'baco vault';

const emptyVault = (): VaultContent => ({
	version: 1,
	kdf: {
		name: 'scrypt',
		N: 2 ** 17,
		r: 8,
		p: 1,
		salt: randomBytes(16).toString('base64'),
	},
	check: {iv: '', data: '', tag: ''},
	entries: {},
});

type Attempt = {readonly isNew: boolean; readonly file: string; readonly attempt: number};

/** Three tries, as a person mistypes; a passphrase that comes from a file or a variable is the same each time, and fails at once. */
const unlock = async (content: VaultContent, question: Attempt, askPassphrase: AskPassphrase, before?: string): Promise<{salt: string; key: Buffer} | undefined> => {
	const passphrase = await askPassphrase(question);
	if (passphrase === undefined || passphrase === '') {
		return undefined;
	}

	const key = await deriveKey(passphrase, content.kdf);
	if (question.isNew || isRightKey(key, content.check)) {
		return {salt: content.kdf.salt, key};
	}

	if (passphrase === before || question.attempt === 3) {
		throw new BacoError('VAULT-PASSPHRASE', {file: question.file});
	}

	return unlock(content, {...question, attempt: question.attempt + 1}, askPassphrase, passphrase);
};

const deriveKey = async (passphrase: string, {N, r, p, salt}: VaultContent['kdf']): Promise<Buffer> => {
	const {promise, resolve, reject} = Promise.withResolvers<Buffer>();
	scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, {
		N, r, p, maxmem: 256 * N * r,
	}, (error, key) => {
		if (error) {
			reject(error);
		} else {
			resolve(key);
		}
	});
	return promise;
};

/** The name is sealed in, so that an entry cannot be passed off as another one. */
const seal = (key: Buffer, name: string, text: string): Sealed => {
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
	const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return {iv: iv.toString('base64'), data: data.toString('base64'), tag: cipher.getAuthTag().toString('base64')};
};

const open = (key: Buffer, name: string, {iv, data, tag}: Sealed, file: string): string => {
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), {authTagLength: 16}).setAAD(Buffer.from(name)).setAuthTag(Buffer.from(tag, 'base64'));
		return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString();
	} catch {
		throw new BacoError('VAULT-DAMAGED', {file, detail: `its entry ${name} cannot be opened`});
	}
};

const isRightKey = (key: Buffer, check: Sealed): boolean => {
	try {
		return open(key, checkName, check, '') === checkText;
	} catch {
		return false;
	}
};
