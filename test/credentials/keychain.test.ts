import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {openKeychain} from '../../source/credentials/keychain.js';
import {temporaryFolder} from '../home.js';
import {requireParts} from '../requirements.js';

const moduleOf = (name: string) => JSON.stringify(fileURLToPath(new URL(`../../source/credentials/${name}.js`, import.meta.url)));

/** A home, and nothing of the person who runs the tests: their keychain is not ours. */
const surroundings = async (t: ExecutionContext) => {
	const home = await temporaryFolder(t);
	await mkdir(path.join(home, 'run'), {mode: 0o700});
	return {
		home,
		options: {
			extendEnv: false,
			env: {
				PATH: process.env.PATH ?? '',
				HOME: home,
				BACO_HOME: path.join(home, 'baco'),
				XDG_RUNTIME_DIR: path.join(home, 'run'),
			},
		},
	} as const;
};

const requireKeyring = requireParts({tools: ['dbus-run-session', 'gnome-keyring-daemon'], packages: ['keytar']});

const requireSession = requireParts({tools: ['dbus-run-session'], packages: ['keytar']});

const inSession = ['-c', 'printf "login" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$0" --input-type=module -e "$1"', process.execPath];

requireKeyring('keeps a secret in a real keyring, and gives it to the next process', async t => {
	const {options, home} = await surroundings(t);
	const script = String.raw`
		const {openCredentials} = await import(${moduleOf('open-credentials')});
		const first = openCredentials({environment: process.env});
		const written = await first.write('prod/baco@srv\\exact', 'geheim-één');
		const again = openCredentials({environment: process.env});
		const result = {
			written,
			read: await again.read('prod/baco@SRV\\EXACT'),
			missing: await again.read('prod/none') ?? null,
			status: await again.status(['prod/baco@SRV\\EXACT', 'prod/none']),
			names: await again.names(),
			removed: await again.remove('prod/baco@SRV\\EXACT'),
			removedTwice: await again.remove('prod/baco@SRV\\EXACT'),
			after: await again.read('prod/baco@SRV\\EXACT') ?? null,
		};
		console.log(JSON.stringify(result));`;
	const {stdout} = await execa('dbus-run-session', ['--', 'sh', ...inSession, script], options);
	t.deepEqual(JSON.parse(stdout), {
		written: {name: String.raw`prod/baco@SRV\EXACT`, store: 'keychain', detail: 'kept in the system\'s keychain'},
		read: 'geheim-één',
		missing: null,
		status: [
			{name: String.raw`prod/baco@SRV\EXACT`, store: 'keychain', detail: 'the system\'s keychain'},
			{name: 'prod/none', store: 'none', detail: 'not stored; the keychain is ready'},
		],
		names: [String.raw`prod/baco@SRV\EXACT`],
		removed: true,
		removedTwice: false,
		after: null,
	});
	t.true(home.length > 0);
});

requireKeyring('writing to the vault takes the older password out of the keychain, and the other way round', async t => {
	const {options} = await surroundings(t);
	const script = `
		process.env.BACO_VAULT_PASSPHRASE = 'open sesame';
		const {openCredentials} = await import(${moduleOf('open-credentials')});
		const credentials = openCredentials();
		await credentials.write('prod/baco', 'old');
		const vault = await credentials.write('prod/baco', 'new', {store: 'vault'});
		const afterVault = await credentials.read('prod/baco');
		const keychain = await credentials.write('prod/baco', 'newest');
		console.log(JSON.stringify([vault.store, afterVault, keychain.store, await credentials.read('prod/baco'), await credentials.remove('prod/baco'), await credentials.read('prod/baco') ?? null]));`;
	const {stdout} = await execa('dbus-run-session', ['--', 'sh', ...inSession, script], options);
	t.deepEqual(JSON.parse(stdout), ['vault', 'new', 'keychain', 'newest', true, null]);
});

requireSession('a session without a secret service is named, and the vault is used only with a passphrase', async t => {
	const {options, home} = await surroundings(t);
	const configuration = path.join(home, 'session.conf');
	await writeFile(configuration, busConfiguration(home));
	const script = `
		const {openCredentials} = await import(${moduleOf('open-credentials')});
		const credentials = openCredentials({ask: undefined});
		try {
			await credentials.write('prod/baco', 'geheim');
		} catch (error) {
			console.log(error.id, error.explanation.cause);
		}`;
	const {stdout} = await execa('dbus-run-session', ['--config-file', configuration, '--', process.execPath, '--input-type=module', '-e', script], options);
	t.regex(stdout, /^SECRET-NO-STORE The system's keychain cannot be used here \(.+\), and the vault needs a passphrase/v);
});

// The service is activated and never comes up, as after a broken login: libsecret waits for it far longer than a person does.
requireSession('a dead secret service costs two seconds, and does not delay the end of the program', async t => {
	const {options, home} = await surroundings(t);
	const services = path.join(home, 'services');
	await mkdir(services);
	await writeFile(path.join(services, 'org.freedesktop.secrets.service'), '[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/sleep 60\n');
	const configuration = path.join(home, 'session.conf');
	await writeFile(configuration, busConfiguration(services));
	const script = `
		const {openKeychain} = await import(${moduleOf('keychain')});
		console.log(await openKeychain().unusable());`;
	const {stdout, timedOut} = await execa('dbus-run-session', ['--config-file', configuration, '--', process.execPath, '--input-type=module', '-e', script], {...options, timeout: 15_000});
	t.is(stdout, 'it did not answer in 2000 ms');
	t.false(timedOut);
});

const busConfiguration = (services: string) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "https://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
	<type>session</type>
	<listen>unix:tmpdir=/tmp</listen>
	<servicedir>${services}</servicedir>
	<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`;

const standIn = async (t: ExecutionContext, body: string) => {
	const file = path.join(await temporaryFolder(t), 'keychain.mjs');
	await writeFile(file, body);
	return file;
};

test('a keychain process that ends without an answer is a reason, not a crash', async t => {
	const file = await standIn(t, 'process.on("message", () => process.exit(139));');
	t.is(await openKeychain({file}).unusable(), 'the keychain process ended without an answer');
});

test('a program file that is missing is a reason too', async t => {
	const file = path.join(await temporaryFolder(t), 'missing.mjs');
	t.is(await openKeychain({file}).unusable(), 'the keychain process ended without an answer');
});

test('is tried once, and answers are told apart by their number', async t => {
	const file = await standIn(t, `
		let probes = 0;
		const waiting = [];
		process.on('message', request => {
			if (request.action === 'load') {
				process.send({id: request.id, value: true});
				return;
			}

			if (request.action === 'probe') {
				process.send({id: request.id, value: ++probes});
				return;
			}

			// Answers in the opposite order.
			waiting.unshift({id: request.id, value: request.name});
			if (waiting.length === 2) {
				for (const reply of waiting) {
					process.send(reply);
				}
			}
		});`);
	const keychain = openKeychain({file});
	t.is(await keychain.unusable(), undefined);
	t.is(await keychain.unusable(), undefined);
	t.deepEqual(await Promise.all([keychain.get('a'), keychain.get('b')]), ['a', 'b']);
});

test('BACO_KEYCHAIN=off starts nothing', async t => {
	t.is(await openKeychain({file: '/no/such/file', environment: {BACO_KEYCHAIN: 'off'}}).unusable(), 'it is switched off by BACO_KEYCHAIN=off');
});

test('an idle keychain process does not keep the program alive', async t => {
	const file = await standIn(t, 'process.on("message", ({id}) => process.send({id, value: true})); process.on("disconnect", () => process.exit());');
	const script = `
		const {openKeychain} = await import(${moduleOf('keychain')});
		console.log(await openKeychain({file: ${JSON.stringify(file)}}).unusable());`;
	const {stdout} = await execa(process.execPath, ['--input-type=module', '-e', script], {timeout: 20_000});
	t.is(stdout, 'undefined');
});
