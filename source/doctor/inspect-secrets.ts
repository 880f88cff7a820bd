import process from 'node:process';
import {openKeychain} from '../credentials/keychain.js';
import {isPassphraseGiven} from '../credentials/passphrase.js';
import {openVault} from '../credentials/vault.js';
import {redact} from '../platform/redact.js';
import {BacoError} from '../problems/baco-error.js';
import {
	fail,
	pass,
	warn,
	type DoctorCheck,
} from './check.js';

/** Where passwords can be kept on this machine. */
export const inspectSecrets = async (): Promise<DoctorCheck[]> => {
	const [keychain, vault] = await Promise.all([inspectKeychain(), inspectVault()]);
	return [keychain, vault];
};

const inspectKeychain = async (): Promise<DoctorCheck> => {
	const unusable = await openKeychain().unusable();
	return unusable === undefined
		? pass('keychain', 'Keychain', 'keeps and gives back a test secret')
		: warn('keychain', 'Keychain', `cannot be used here: ${redact(unusable)}`, 'Passwords go to the vault instead, sealed with a passphrase; or name a password command in the profile.');
};

const inspectVault = async (): Promise<DoctorCheck> => {
	const vault = openVault(async () => undefined);
	try {
		const names = await vault.names();
		const state = names.length === 0 ? 'not made yet' : `${names.length} ${names.length === 1 ? 'entry' : 'entries'}`;
		return pass('vault', 'Vault', `${vault.file}, ${state}${isPassphraseGiven(process.env) ? ', passphrase given by the environment' : ''}`);
	} catch (error) {
		if (error instanceof BacoError) {
			return fail('vault', 'Vault', error.explanation.summary, error.explanation.fix);
		}

		throw error;
	}
};
