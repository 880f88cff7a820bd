import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {errorCode, writeFileDurably} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';

/** One sealed value: AES-256-GCM, base64. */
export type Sealed = {
	readonly iv: string;
	readonly data: string;
	readonly tag: string;
};

export type VaultContent = {
	readonly version: 1;
	readonly kdf: {readonly name: 'scrypt'; readonly N: number; readonly r: number; readonly p: number; readonly salt: string};
	/** A known text, to tell a wrong passphrase from a damaged entry. */
	readonly check: Sealed;
	readonly entries: Readonly<Record<string, Sealed>>;
};

/** Reads the vault; undefined when there is none. Rejects with VAULT-DAMAGED when it is not as it was written. */
export const readVaultFile = async (file: string): Promise<VaultContent | undefined> => {
	let text;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return undefined;
		}

		throw new BacoError('VAULT-DAMAGED', {file, detail: `it cannot be read (${errorCode(error)})`}, {cause: error});
	}

	let stored: VaultContent & {readonly checksum?: string};
	try {
		stored = JSON.parse(text) as typeof stored;
	} catch {
		throw new BacoError('VAULT-DAMAGED', {file, detail: 'it is not a JSON file'});
	}

	const {checksum, ...content} = stored;
	if (content.version !== 1) {
		throw new BacoError('VAULT-DAMAGED', {file, detail: `its version ${JSON.stringify(content.version) ?? 'is missing and'} is not known to this baco`});
	}

	if (checksum !== checksumOf(content)) {
		throw new BacoError('VAULT-DAMAGED', {file, detail: 'its checksum does not match'});
	}

	if (content.kdf.name !== 'scrypt' || content.kdf.N < 2 ** 14 || content.kdf.N > 2 ** 20 || content.kdf.r !== 8 || content.kdf.p !== 1) {
		throw new BacoError('VAULT-DAMAGED', {file, detail: 'its key settings are not those of baco'});
	}

	return content;
};

export const writeVaultFile = async (file: string, content: VaultContent): Promise<void> => {
	await writeFileDurably(file, `${JSON.stringify({...content, checksum: checksumOf(content)}, undefined, '\t')}\n`);
};

/** Finds damage without the passphrase; it is no protection against an attacker, the sealed values are. */
const checksumOf = (content: VaultContent) => createHash('sha256').update(JSON.stringify(content)).digest('base64');
