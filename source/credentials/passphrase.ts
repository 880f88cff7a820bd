import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {keepSecret} from '../platform/redact.js';
import {decodeSecret} from '../platform/read-text.js';
import {errorCode} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import type {Ask} from './contract.js';
import type {AskPassphrase} from './vault.js';

/** The vault's passphrase: from the file that BACO_VAULT_PASSPHRASE_FILE names, from BACO_VAULT_PASSPHRASE, else from the person. */
export const passphraseSource = (ask: Ask | undefined, environment: Readonly<NodeJS.ProcessEnv> = process.env): AskPassphrase => async ({isNew, file, attempt}) => {
	const given = await givenPassphrase(environment);
	const passphrase = given ?? await askPerson(ask, {isNew, file, attempt});
	if (passphrase !== undefined) {
		keepSecret(passphrase);
	}

	return passphrase;
};

/** Whether a passphrase is there without asking. */
export const isPassphraseGiven = (environment: Readonly<NodeJS.ProcessEnv> = process.env): boolean =>
	[environment.BACO_VAULT_PASSPHRASE_FILE, environment.BACO_VAULT_PASSPHRASE].some(value => value !== undefined && value !== '');

const givenPassphrase = async (environment: Readonly<NodeJS.ProcessEnv>): Promise<string | undefined> => {
	const file = environment.BACO_VAULT_PASSPHRASE_FILE;
	if (file === undefined || file === '') {
		const value = environment.BACO_VAULT_PASSPHRASE;
		return value === '' ? undefined : value;
	}

	let content;
	try {
		content = await readFile(file);
	} catch (error) {
		throw new BacoError('VAULT-PASSPHRASE-FILE', {file, code: errorCode(error)}, {cause: error});
	}

	const text = decodeSecret(content);
	if (text === undefined) {
		throw new BacoError('VAULT-PASSPHRASE-FILE', {file, code: 'it is no UTF-8 text'});
	}

	return text.split(/\r?\n/v, 1)[0];
};

const askPerson = async (ask: Ask | undefined, {isNew, file, attempt}: {readonly isNew: boolean; readonly file: string; readonly attempt: number}): Promise<string | undefined> => {
	const passphrase = await ask?.({name: 'vault', label: questionFor(isNew, file, attempt)});
	if (passphrase === undefined || passphrase === '' || !isNew) {
		return passphrase;
	}

	// A mistyped passphrase of a new vault would lock it for ever.
	const again = await ask?.({name: 'vault', label: 'The same passphrase again'});
	if (again !== passphrase) {
		throw new BacoError('USAGE-1', {
			detail: 'The two passphrases differ, nothing was stored',
			cause: 'One of the two was mistyped.',
			fix: 'Do it again, with the same passphrase twice.',
		});
	}

	return passphrase;
};

const questionFor = (isNew: boolean, file: string, attempt: number) => {
	if (isNew) {
		return `New passphrase for the vault ${file}`;
	}

	return attempt === 1 ? `Passphrase of the vault ${file}` : 'That is not the passphrase of the vault. Again';
};
