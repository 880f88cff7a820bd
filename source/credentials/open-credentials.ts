import process from 'node:process';
import {keepSecret} from '../platform/redact.js';
import type {Profile} from '../profiles/profile.js';
import type {Ask, Credentials} from './contract.js';
import {canonicalName} from './credential-names.js';
import {variableName} from './environment.js';
import {inParts} from './in-parts.js';
import {openKeychain, type Keychain} from './keychain.js';
import {runPasswordCommand} from './password-command.js';
import {passphraseSource} from './passphrase.js';
import {statusOf, storesOf} from './status.js';
import type {Stores} from './stores.js';
import {openVault, type Vault} from './vault.js';
import {hasRemoved, writeSecret} from './write-secret.js';

export type CredentialsOptions = {
	/** Its password command is asked. */
	readonly profile?: Pick<Profile, 'name' | 'passwordCommand'>;
	/** Asks the person for the vault's passphrase and for what no store has. */
	readonly ask?: Ask;
	readonly environment?: Readonly<NodeJS.ProcessEnv>;
	readonly keychain?: Keychain;
	readonly vault?: Vault;
};

/** The stores of this user. Nothing is read, started or asked before it is needed. */
export const openCredentials = ({profile, ask: askPerson, environment = process.env, ...given}: CredentialsOptions = {}): Credentials => {
	const ask = askPerson && oneAtATime(askPerson);
	const {keychain = inParts(openKeychain({environment})), vault = openVault(passphraseSource(ask, environment))} = given;
	const stores: Stores = {
		memory: new Map(),
		environment,
		command: profile?.passwordCommand,
		printed: new Map(),
		keychain,
		vault,
	};
	const questions = new Map<string, Promise<string | undefined>>();

	const read = async (name: string) => {
		const secret = await readFirst(stores, canonicalName(name));
		if (secret !== undefined) {
			keepSecret(secret);
		}

		return secret;
	};

	const askOnce = async (name: string, label: string) => {
		const answer = await ask?.({name, label});
		if (answer === undefined || answer === '') {
			return undefined;
		}

		keepSecret(answer);
		stores.memory.set(canonicalName(name), answer);
		return answer;
	};

	return {
		canAsk: ask !== undefined,
		read,
		async obtain(name, label) {
			const stored = await read(name);
			if (stored !== undefined) {
				return stored;
			}

			const question = questions.get(name) ?? askOnce(name, label);
			questions.set(name, question);
			return question;
		},
		async readKept(name) {
			const secret = await readStored(stores, canonicalName(name));
			if (secret !== undefined) {
				keepSecret(secret);
			}

			return secret;
		},
		async write(name, secret, options) {
			keepSecret(secret);
			const status = await writeSecret(stores, canonicalName(name), secret, options?.store);
			stores.memory.delete(canonicalName(name));
			return status;
		},
		async remove(name) {
			const isRemembered = stores.memory.delete(canonicalName(name));
			const isRemoved = await hasRemoved(stores, canonicalName(name));
			return isRemoved || isRemembered;
		},
		status: async names => statusOf(stores, names.map(name => canonicalName(name))),
		async names() {
			const inKeychain = await keychain.unusable() === undefined ? await keychain.names() : [];
			return [...new Set([...inKeychain, ...await vault.names()])];
		},
		stores: async () => storesOf(stores, ask !== undefined),
		remember(name, secret) {
			keepSecret(secret);
			stores.memory.set(canonicalName(name), secret);
		},
		forget(name) {
			stores.memory.delete(canonicalName(name));
			stores.printed.delete(canonicalName(name));
			questions.delete(name);
		},
	};
};

/** Two questions at once would share one line of a terminal. */
const oneAtATime = (ask: Ask): Ask => {
	let before: Promise<unknown> = Promise.resolve();
	return async question => {
		const answer = before.then(async () => ask(question));
		before = answer.catch(() => undefined);
		return answer;
	};
};

const readFirst = async (stores: Stores, name: string): Promise<string | undefined> => {
	const {memory, environment, command, printed} = stores;
	const near = memory.get(name) ?? environment[variableName(name)];
	if (near !== undefined && near !== '') {
		return near;
	}

	const secret = command && await printedOnce(printed, command, name);
	return secret ?? readStored(stores, name);
};

const readStored = async ({keychain, vault}: Stores, name: string): Promise<string | undefined> => {
	const unusable = await keychain.unusable();
	return (unusable === undefined ? await keychain.get(name) : undefined) ?? vault.get(name);
};

const printedOnce = async (printed: Stores['printed'], command: readonly string[], name: string) => {
	const running = printed.get(name) ?? runPasswordCommand(command, name);
	printed.set(name, running);
	try {
		return await running;
	} catch (error) {
		// The person may unlock its store meanwhile.
		printed.delete(name);
		throw error;
	}
};
