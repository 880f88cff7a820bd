import {redact} from '../platform/redact.js';
import type {CredentialStatus, StoreStatus} from './contract.js';
import {variableName} from './environment.js';
import type {Stores} from './stores.js';
import {isPassphraseGiven} from './passphrase.js';
import {isCommandFor} from './password-command.js';

/** Where each secret would come from. No password is shown, no command is run, no vault is opened. */
export const statusOf = async (stores: Stores, names: readonly string[]): Promise<CredentialStatus[]> => {
	const unusable = await stores.keychain.unusable();
	const sealed = await stores.vault.names();
	return Promise.all(names.map(async name => ({name, ...await placeOf(stores, name, unusable, sealed)})));
};

/** What each store can do here, in the order they are asked. */
export const storesOf = async ({environment, command, keychain, vault}: Stores, canAsk: boolean): Promise<StoreStatus[]> => {
	const unusable = await keychain.unusable();
	const names = await vault.names();
	const vaultDetail = names.length === 0 ? `${vault.file} (not made yet)` : `${vault.file} (${names.length} ${names.length === 1 ? 'entry' : 'entries'})`;
	const canOpen = vault.isPlain === true || isPassphraseGiven(environment) || canAsk;
	return [
		{store: 'environment', isUsable: true, detail: 'BACO_PASSWORD_PROFILE_NAME, for one run'},
		{store: 'command', isUsable: command !== undefined, detail: command === undefined ? 'the profile has no password command' : command[0]!},
		{store: 'keychain', isUsable: unusable === undefined, detail: unusable === undefined ? 'the system\'s keychain' : redact(unusable)},
		{store: 'vault', isUsable: canOpen, detail: canOpen ? vaultDetail : `${vaultDetail}; its passphrase is not given and nobody can be asked`},
		{store: 'prompt', isUsable: canAsk, detail: canAsk ? 'this terminal' : 'no terminal to ask in'},
	];
};

/** Says that something else is asked first, if so. */
export const shadowOf = ({environment, command}: Stores, name: string): string => {
	const variable = variableName(name);
	if (environment[variable] !== undefined && environment[variable] !== '') {
		return `; ${variable} is set and is used instead`;
	}

	return command !== undefined && isCommandFor(command, name) ? `; the password command ${command[0]!} is asked first` : '';
};

/** Tokens change while baco runs, so they are read from where it writes them and nowhere else. */
const isWrittenByBaco = (name: string) => /\/sync(?:-candidate)?@/v.test(name);

const placeOf = async ({memory, environment, command, keychain, vault}: Stores, name: string, unusable: string | undefined, sealed: readonly string[]): Promise<Omit<CredentialStatus, 'name'>> => {
	if (memory.has(name)) {
		return {store: 'memory', detail: 'typed in, until baco ends'};
	}

	const isOwn = isWrittenByBaco(name);
	const variable = variableName(name);
	if (!isOwn && environment[variable] !== undefined && environment[variable] !== '') {
		return {store: 'environment', detail: variable};
	}

	if (!isOwn && command !== undefined && isCommandFor(command, name)) {
		return {store: 'command', detail: `asked of ${command[0]!} each time`};
	}

	if (unusable === undefined && await keychain.get(name) !== undefined) {
		return {store: 'keychain', detail: 'the system\'s keychain'};
	}

	const keychainState = unusable === undefined ? 'the keychain is ready' : `the keychain cannot be used here: ${redact(unusable)}`;
	return sealed.includes(name) ? {store: 'vault', detail: `${vault.file}, ${vault.isPlain ? 'a plain file: sample tokens of the demo, not sealed' : 'sealed with its passphrase'}`} : {store: 'none', detail: `not stored; ${keychainState}`};
};
