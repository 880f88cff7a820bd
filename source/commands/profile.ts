import {countOf} from '../platform/count-of.js';
import {BacoError} from '../problems/baco-error.js';
import {checkProfile} from '../profiles/check-profile.js';
import {formatServer} from '../profiles/server-address.js';
import {
	changeProfile,
	currentProfileName,
	listStoredProfiles,
	readProfile,
	removeProfile,
	saveProfile,
	useProfile,
	type StoredProfile,
} from '../profiles/profile-store.js';
import type {Command, Invocation} from './command.js';
import {
	changedFields,
	fieldOf,
	profileFlags,
	profileOptions,
} from './profile-flags.js';
import {runSubcommand, type Subcommand} from './subcommands.js';
import {tableOptions, textTable} from './text-table.js';
import {writeOutput} from './write-output.js';

const profile: Command = {
	name: 'profile',
	summary: 'named environments: list, show, add, set, use, remove, export, import',
	usage: [
		'profile list',
		'profile show [NAME]',
		String.raw`profile add NAME --server HOST[,PORT][\INSTANCE] --database SYNERGY --user LOGIN [--password-stdin]`,
		'    [--trust-server-certificate, --ca-file PEM] [--server-name NAME] [--no-encrypt] [--min-tls TLSv1, TLSv1.1, TLSv1.2]',
		'    [--read-only] [--color green, yellow, red, blue, magenta, cyan] [--label TEXT] [--operator SYNERGYUSER]',
		String.raw`    [--globe-user LOGIN] [--globe-trust-server-certificate] [--no-globe-encrypt] [--service-user DOMAIN\USER] [--mac ADDRESS]`,
		'    [--former-server NAME]... [--confirmed-name NAME]... [--address NAME[:PORT]=ADDRESS[:PORT]]... [--browser-port PORT]',
		'    [--log-days TABLE=DAYS]... [--allow-restarts] [--restart-server NAME]... [--restart-cool-down MINUTES] [--restart-command COMMAND]',
		'    [--mac-setting GROUP/NAME] [--administrator-role NUMBER] [--licence-option-998] [--password-command \'PROGRAM ARGUMENTS {name}\']',
		'    [--synergy-folder FOLDER] [--db-config NAME] [--output-encoding NAME] [--process-log-type error=NUMBER[,NUMBER]]...',
		'profile set NAME [any flag of add] [--unset FLAG]...   change single fields; a flag that can be repeated replaces its whole list',
		'    [--add-address NAME[:PORT]=ADDRESS[:PORT]]... [--remove-address NAME[:PORT]]...   changes one address and keeps the others',
		'    [--add-former-server, --remove-former-server, --add-confirmed-name, --remove-confirmed-name NAME]...   the same for these names',
		'profile use NAME       the profile for commands that name none',
		'profile remove NAME',
		'profile export [NAME...] [--file FILE [--force]]   without secrets and without the password command; --force replaces FILE',
		'profile import FILE [--force]            --force replaces profiles of the same names',
		'profile add NAME --db-config FILE --user LOGIN   server and database from the db.config of the Synergy web server',
	],
	options: {
		...profileOptions,
		unset: {type: 'string', multiple: true},
		'password-stdin': {type: 'boolean'},
		'db-config': {type: 'string'},
		file: {type: 'string'},
		force: {type: 'boolean'},
	},
	run: async invocation => runSubcommand('profile', subcommands, invocation, 'list'),
};

const writeExport = async (file: string, text: string, canReplace: boolean) => {
	const [{checkNamedFile, unlessRefused}, {writeFileDurably}] = await Promise.all([import('../platform/named-file.js'), import('../platform/write-file.js')]);
	const named = {what: 'export', command: 'baco profile export --file FILE'} as const;
	const full = await checkNamedFile(file, named, {mayReplace: canReplace});
	await unlessRefused(full, named, async () => writeFileDurably(full, `${text}\n`));
};

const subcommands: Readonly<Record<string, Subcommand>> = {
	list: {
		takes: [],
		flags: [],
		async run(invocation) {
			const profiles = await listStoredProfiles();
			await writeOutput(invocation, {
				json: () => ({
					profiles: profiles.map(stored => ({
						name: stored.name, current: stored.isCurrent, ...stored.profile, faults: stored.faults,
					})),
				}),
				text: async () => profiles.length === 0
					? 'There is no profile yet. Add one with baco profile add, or look around with baco --demo.'
					: textTable(columns, profiles, tableOptions(invocation)),
			});
			return 0;
		},
	},
	show: {
		takes: ['[NAME]'],
		flags: [],
		async run(invocation) {
			const {chooseProfile} = await import('../profiles/choose-profile.js');
			const {profile: named} = invocation.flags;
			const shown = await chooseProfile(invocation.positionals[0] ?? (typeof named === 'string' ? named : undefined));
			await writeOutput(invocation, {
				json: () => shown,
				text: () => Object.entries({...shown, server: formatServer(shown.server)}).map(([field, value]) => `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('\n'),
			});
			return 0;
		},
	},
	add: {
		takes: ['NAME'],
		flags: [...Object.keys(profileFlags), 'password-stdin', 'db-config'],
		run: async invocation => add(await withDbConfig(invocation), invocation.positionals[0]!),
	},
	set: {
		takes: ['NAME'],
		flags: [...Object.keys(profileFlags), 'unset'],
		run: async invocation => set(invocation, invocation.positionals[0]!),
	},
	use: {
		takes: ['NAME'],
		flags: [],
		async run(invocation) {
			const name = invocation.positionals[0]!;
			await readProfile(name);
			await useProfile(name);
			await writeOutput(invocation, {json: () => ({current: name}), text: () => `${name} is in use.`});
			return 0;
		},
	},
	export: {
		takes: ['[NAME...]'],
		flags: ['file', 'force'],
		async run(invocation) {
			const {file, force} = invocation.flags;
			if (force === true && typeof file !== 'string') {
				throw new BacoError('USAGE-1', {detail: '--force goes with --file FILE', cause: 'It lets the export replace a file.', command: 'profile'});
			}

			const {exportProfiles} = await import('../profiles/exchange-profiles.js');
			const exchange = await exportProfiles(invocation.positionals);
			const text = JSON.stringify(exchange, undefined, 2);
			if (typeof file === 'string') {
				await writeExport(file, text, force === true);
			}

			await writeOutput(invocation, {json: () => exchange, text: () => typeof file === 'string' ? `${countOf(Object.keys(exchange.profiles).length, 'profile')} ${Object.keys(exchange.profiles).length === 1 ? 'is' : 'are'} in ${file}.` : text});
			return 0;
		},
	},
	import: {
		takes: ['FILE'],
		flags: ['force'],
		async run(invocation) {
			const {importProfiles} = await import('../profiles/exchange-profiles.js');
			const imported = await importProfiles(invocation.positionals[0]!, {mayReplace: invocation.flags.force === true});
			await writeOutput(invocation, {
				json: () => imported,
				text: () => [
					`Added: ${imported.added.join(', ')}. Replaced: ${imported.replaced.join(', ')}. Passwords are not part of it: baco credential status shows which are missing.`.replaceAll(': .', ': none.'),
					...imported.missing.map(({name, path, flag}) => `Profile ${name} names ${path}, which cannot be read on this machine: put it there, or name another one with baco profile set ${name} --${flag} PATH.`),
				].join('\n'),
			});
			return 0;
		},
	},
	remove: {
		takes: ['NAME'],
		flags: [],
		async run(invocation) {
			const name = invocation.positionals[0]!;
			await removeProfile(name);
			await writeOutput(invocation, {
				json: () => ({removed: name}),
				text: () => `${name} is removed. Passwords that were stored for it stay: baco credential delete ${name}/operator removes one.`,
			});
			return 0;
		},
	},
};

const add = async (invocation: Invocation, name: string): Promise<number> => {
	refuseMissing(invocation);
	const fields = changedFields({}, invocation.flags);
	const {profile: added, faults} = checkProfile(name, fields);
	if (added === undefined) {
		throw new BacoError('USAGE-1', {detail: `The profile ${JSON.stringify(name)} cannot be added: ${faults.join('; ')}`, cause: 'What a flag or the name says cannot be used.', command: 'profile'});
	}

	const profiles = await listStoredProfiles();
	if (profiles.some(stored => stored.name === name)) {
		throw new BacoError('PROFILE-EXISTS', {name});
	}

	// The password first: when it cannot be kept, nothing is half done.
	const stored = invocation.flags['password-stdin'] === true ? await storePassword(invocation, name) : undefined;
	await saveProfile(added, {isNew: true});
	const current = await currentProfileName();
	await writeOutput(invocation, {
		json: () => ({...added, current: current === name, credential: stored ?? null}),
		text: () => [
			`${name} is added${current === name ? ' and in use' : ''}: ${added.user} on ${formatServer(added.server)}, database ${added.database}.`,
			stored === undefined ? `Store its password with baco credential set ${name}/operator.` : `Its password is ${stored.detail}.`,
		].join('\n'),
	});
	return 0;
};

/** What the web server of Synergy has chosen, unless flags say otherwise. */
const withDbConfig = async (invocation: Invocation): Promise<Invocation> => {
	const file = invocation.flags['db-config'];
	if (typeof file !== 'string') {
		return invocation;
	}

	const {readDbConfig} = await import('../setup/db-config.js');
	const {server, database} = await readDbConfig(file);
	// The file is read once; which db.config the tools of Synergy are to use is another matter, set afterwards.
	const {'db-config': _, ...flags} = invocation.flags;
	return {...invocation, flags: {server, database, ...flags}};
};

/** Without these three there is nothing to connect to. */
const refuseMissing = ({flags}: Invocation) => {
	const missing = ['server', 'database', 'user'].filter(flag => flags[flag] === undefined).map(flag => `--${flag}`);
	if (missing.length > 0) {
		throw new BacoError('USAGE-1', {detail: `baco profile add needs ${missing.join(', ')}`, cause: 'A profile names a server, the Synergy database on it, and a login.', command: 'profile'});
	}
};

const storePassword = async (invocation: Invocation, name: string) => {
	const {openCredentials} = await import('../credentials/open-credentials.js');
	const {askInTerminal} = await import('./open-command-workspace.js');
	const {readSecret} = await import('./read-secret.js');
	const credential = `${name}/operator`;
	return openCredentials({ask: askInTerminal(invocation)}).write(credential, await readSecret(invocation, credential, 'Password'));
};

const set = async (invocation: Invocation, name: string): Promise<number> => {
	const unset = new Set(((invocation.flags.unset ?? []) as string[]).map(flag => fieldOf(flag)));
	const changed = await changeProfile(name, before => changedFields(Object.fromEntries(Object.entries(before).filter(([field]) => !unset.has(field))), invocation.flags));
	await writeOutput(invocation, {json: () => changed, text: () => `${name} is changed.`});
	return 0;
};

function notes({profile: stored, faults}: StoredProfile): string {
	return stored === undefined ? `cannot be used: ${faults.join('; ')}` : [stored.label, stored.readOnly ? 'read-only' : undefined].filter(note => note !== undefined).join(', ');
}

const columns = [
	{title: '', value: ({isCurrent}: StoredProfile) => isCurrent ? '*' : ''},
	{title: 'name', value: ({name}: StoredProfile) => name},
	{title: 'server', value: ({profile: stored}: StoredProfile) => stored === undefined ? '' : formatServer(stored.server)},
	{title: 'database', value: ({profile: stored}: StoredProfile) => stored?.database},
	{title: 'user', value: ({profile: stored}: StoredProfile) => stored?.user},
	{title: 'notes', value: notes},
];

export default profile;
