import process from 'node:process';
import {openKeychain} from '../credentials/keychain.js';
import {openCredentials} from '../credentials/open-credentials.js';
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
	const [keychain, vault, relinks] = await Promise.all([inspectKeychain(), inspectVault(), inspectRelinks()]);
	return [keychain, vault, ...relinks];
};

const inspectKeychain = async (): Promise<DoctorCheck> => {
	const unusable = await openKeychain().unusable();
	return unusable === undefined
		? pass('keychain', 'Keychain', 'keeps and gives back a test secret')
		: warn('keychain', 'Keychain', `cannot be used here: ${redact(unusable)}`, 'Passwords go to the vault instead, sealed with a passphrase; or name a password command in the profile.');
};

/** Tokens of relinks that did not come to their end. */
const inspectRelinks = async (): Promise<DoctorCheck[]> => {
	const names = await openCredentials().names().catch(() => []);
	const left = names.filter(name => /^[^\/]+\/sync-candidate@/iv.test(name));
	return left.length === 0
		? []
		: [warn('relinks', 'Relinks', `${left.length} ${left.length === 1 ? 'slot holds' : 'slots hold'} tokens of a relink that is under way or was broken off: ${left.map(name => redact(name)).join(', ')}`, `Nothing, while somebody relinks; else baco sync-user status --profile ${left[0]!.split('/', 1)[0]} drops them, as the next refresh does.`)];
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
