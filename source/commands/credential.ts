import {openCredentials} from '../credentials/open-credentials.js';
import {credentialNames, fullName} from '../credentials/credential-names.js';
import {sampleStores} from '../demo/sample-stores.js';
import {BacoError} from '../problems/baco-error.js';
import {chooseProfile} from '../profiles/choose-profile.js';
import {listProfiles, readProfile} from '../profiles/profile-store.js';
import type {Command, Invocation} from './command.js';
import {askInTerminal} from './open-command-workspace.js';
import {readSecret} from './read-secret.js';
import {runSubcommand, type Subcommand} from './subcommands.js';
import {tableOptions, textTable} from './text-table.js';
import {writeOutput} from './write-output.js';

const credential: Command = {
	name: 'credential',
	summary: 'where each secret is kept: status, set, delete',
	usage: [
		'credential status                              where each secret and each token lies, and which stores can be used here',
		'credential set NAME [--password-stdin] [--store keychain, vault]',
		'credential delete NAME',
		'',
		'NAME is operator, baco, service or baco@SERVER of the profile in use, or of another one: PROFILE/operator.',
		'A secret is looked for in the environment (BACO_PASSWORD_PROFILE_OPERATOR), the profile\'s password command, the keychain and the vault.',
	],
	options: {
		store: {type: 'string'},
		'password-stdin': {type: 'boolean'},
	},
	run: async invocation => runSubcommand('credential', subcommands, invocation, 'status'),
};

const subcommands: Readonly<Record<string, Subcommand>> = {
	status: {
		takes: [],
		flags: [],
		async run(invocation) {
			const named = invocation.flags.profile;
			const profiles = typeof named === 'string' ? [await readProfile(named)] : await listProfiles();
			const perProfile = await Promise.all(profiles.map(async profile => {
				const credentials = openCredentials({profile, ask: askInTerminal(invocation), ...sampleStores(profile)});
				return credentials.status(credentialNames(profile, await credentials.names()));
			}));
			const secrets = perProfile.flat();
			const only = profiles.length === 1 ? profiles[0] : undefined;
			const stores = await openCredentials({profile: only, ask: askInTerminal(invocation), ...sampleStores(only)}).stores();
			await writeOutput(invocation, {
				json: () => ({secrets, stores: stores.map(({store, isUsable, detail}) => ({store, usable: isUsable, detail}))}),
				text: async () => [
					await textTable([
						{title: 'secret', value: ({name}) => name},
						{title: 'kept in', value: ({store}) => store},
						{title: 'where', value: ({detail}) => detail},
					], secrets, tableOptions(invocation)),
					'',
					await textTable([
						{title: 'store', value: ({store}) => store},
						{title: 'usable', value: ({isUsable}) => isUsable ? 'yes' : 'no'},
						{title: 'why', value: ({detail}) => detail},
					], stores, {isPlain: tableOptions(invocation).isPlain}),
				].join('\n'),
			});
			return 0;
		},
	},
	set: {
		takes: ['NAME'],
		flags: ['store', 'password-stdin'],
		async run(invocation) {
			const {store} = invocation.flags;
			if (store !== undefined && store !== 'keychain' && store !== 'vault') {
				throw new BacoError('USAGE-1', {detail: `There is no store ${JSON.stringify(store)}; it is keychain or vault`, cause: 'A password is stored in one of these two.', command: 'credential'});
			}

			const {name, credentials, missing} = await open(invocation);
			const secret = await readSecret(invocation, name, `Password for ${name}`);
			const status = await credentials.write(name, secret, {store});
			const note = missing === undefined ? '' : `\nThere is no profile ${missing} yet: the password waits for it. Is the name right? baco profile list shows what there is.`;
			await writeOutput(invocation, {json: () => ({...status, profileExists: missing === undefined}), text: () => `The password for ${name} is ${status.detail}.${note}`});
			return 0;
		},
	},
	delete: {
		takes: ['NAME'],
		flags: [],
		async run(invocation) {
			const {name, credentials} = await open(invocation);
			const isRemoved = await credentials.remove(name);
			await writeOutput(invocation, {json: () => ({name, removed: isRemoved}), text: () => isRemoved ? `The password for ${name} is removed.` : `No store had a password for ${name}.`});
			return 0;
		},
	},
};

/** A password may be stored before its profile is added, so a full name needs no profile; `missing` then names it. */
const open = async (invocation: Invocation) => {
	const [given = ''] = invocation.positionals;
	const named = invocation.flags.profile;
	const own = given.includes('/') ? given.split('/', 1)[0]! : undefined;
	const profile = own === undefined ? await chooseProfile(typeof named === 'string' ? named : undefined) : await profileIfAny(own);
	const credentials = openCredentials({profile, ask: askInTerminal(invocation), ...sampleStores(profile)});
	return {name: fullName(given, profile?.name), credentials, missing: profile === undefined ? own : undefined};
};

const profileIfAny = async (wanted: string) => {
	const profiles = await listProfiles();
	return profiles.find(({name}) => name === wanted);
};

export default credential;
