import {
	chmod,
	mkdir,
	readdir,
	readFile,
	stat,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {execa} from 'execa';
import {BacoError} from '../../source/problems/baco-error.js';
import {chooseProfile} from '../../source/profiles/choose-profile.js';
import type {Profile} from '../../source/profiles/profile.js';
import {
	changeProfile,
	currentProfileName,
	listProfiles,
	listStoredProfiles,
	readProfile,
	removeProfile,
	saveProfile,
	useProfile,
} from '../../source/profiles/profile-store.js';
import {temporaryHome} from '../home.js';

const storeModule = fileURLToPath(new URL('../../source/profiles/profile-store.js', import.meta.url));

const sample = (name: string): Profile => ({
	name,
	server: {host: 'SQL01', instance: 'EXACT'},
	database: 'Synergy',
	user: 'operator',
	encrypt: true,
	trustServerCertificate: false,
	readOnly: false,
	globeUser: 'Baco',
	formerServers: [],
	confirmedNames: [],
	addresses: {},
	browserPort: 1434,
	administratorRole: {id: 0, description: 'Administrator'},
});

const profileNames = async () => {
	const profiles = await listProfiles();
	return profiles.map(({name}) => name);
};

const chosenName = async (name?: string) => {
	const profile = await chooseProfile(name);
	return profile.name;
};

const fileIn = (home: string) => path.join(home, 'configuration', 'profiles.json');

test.serial('a profile is kept with mode 0600, and the first one is in use', async t => {
	const home = await temporaryHome(t);
	t.deepEqual(await listProfiles(), []);
	await saveProfile(sample('prod'));
	await saveProfile(sample('acceptance'));
	t.deepEqual(await readProfile('prod'), sample('prod'));
	t.deepEqual(await profileNames(), ['acceptance', 'prod']);
	t.is(await currentProfileName(), 'prod');
	const details = await stat(fileIn(home));
	t.is(details.mode.toString(8).slice(-3), '600');
});

test.serial('use and remove', async t => {
	await temporaryHome(t);
	await saveProfile(sample('a'));
	await saveProfile(sample('b'));
	await useProfile('b');
	t.is(await currentProfileName(), 'b');
	await removeProfile('b');
	t.is(await currentProfileName(), undefined);
	const failure = await t.throwsAsync<BacoError>(removeProfile('b'), {instanceOf: BacoError});
	t.is(failure.id, 'PROFILE-UNKNOWN');
	await t.throwsAsync(useProfile('constructor'), {message: 'There is no profile named constructor.'});
});

test.serial('the chosen profile: named, else BACO_PROFILE, else in use, else a clear error', async t => {
	await temporaryHome(t);
	const none = await t.throwsAsync<BacoError>(chooseProfile(), {instanceOf: BacoError});
	t.is(none.id, 'PROFILE-NONE');
	t.regex(none.explanation.fix, /--demo/v);
	await saveProfile(sample('a'));
	await saveProfile(sample('b'));
	await saveProfile(sample('c'));
	t.is(await chosenName(), 'a');
	process.env.BACO_PROFILE = 'b';
	t.teardown(() => {
		delete process.env.BACO_PROFILE;
	});
	t.is(await chosenName(), 'b');
	t.is(await chosenName('c'), 'c');
});

test.serial('what a newer version wrote stays', async t => {
	const home = await temporaryHome(t);
	await mkdir(path.dirname(fileIn(home)), {recursive: true});
	await writeFile(fileIn(home), JSON.stringify({
		theme: 'x', profiles: {
			prod: {
				server: {host: 'A', future: 1}, database: 'D', user: 'U', hologram: [1],
			},
		},
	}));
	const profile = await readProfile('prod');
	t.is(profile.globeUser, 'Baco');
	t.false('hologram' in profile);
	await saveProfile({...profile, label: 'new'});
	await changeProfile('prod', before => ({...before, readOnly: true}));
	await saveProfile(sample('other'));
	const stored = JSON.parse(await readFile(fileIn(home), 'utf8')) as {theme: string; profiles: Record<string, Record<string, unknown>>};
	t.is(stored.theme, 'x');
	t.like(stored.profiles.prod, {hologram: [1], label: 'new', readOnly: true});
	t.deepEqual(stored.profiles.prod!.server, {host: 'A', future: 1});
});

test.serial('a field that was cleared is gone', async t => {
	await temporaryHome(t);
	await saveProfile({...sample('a'), label: 'x'});
	await saveProfile(sample('a'));
	const {label} = await readProfile('a');
	t.is(label, undefined);
});

test.serial('a file with a byte order mark is read and saved', async t => {
	const home = await temporaryHome(t);
	await mkdir(path.dirname(fileIn(home)), {recursive: true});
	await writeFile(fileIn(home), `\u{FEFF}${JSON.stringify({profiles: {prod: {server: {host: 'A'}, database: 'D', user: 'U'}}})}`);
	await saveProfile(sample('b'));
	t.deepEqual(await profileNames(), ['b', 'prod']);
});

const damaged: ReadonlyArray<readonly [string, string, RegExp]> = [
	['a missing comma', '{\n\t"current": "prod"\n\t"profiles": {}\n}', /in line 3, column 2/v],
	['half a file', '{"profiles": {"prod": {', /in line 1, column 24/v],
	['an empty file', '', /it is empty/v],
	['a list', '[]', /not a JSON object/v],
	['profiles that are a text', '{"profiles": "x"}', /"profiles" is not an object/v],
	['a current that is a number', '{"current": 5}', /"current" is not a name/v],
];

for (const [title, content, reason] of damaged) {
	test.serial(`a damaged file is refused, kept aside once, and never overwritten: ${title}`, async t => {
		const home = await temporaryHome(t);
		await mkdir(path.dirname(fileIn(home)), {recursive: true});
		await writeFile(fileIn(home), content);
		for (const work of [listProfiles, async () => saveProfile(sample('x')), async () => removeProfile('x'), async () => readProfile('prod')]) {
			// eslint-disable-next-line no-await-in-loop -- one after another, on one file
			const failure = await t.throwsAsync<BacoError>(work(), {instanceOf: BacoError});
			t.is(failure.id, 'CONFIG-DAMAGED');
			t.is(failure.exitCode, 3);
			t.regex(failure.message, reason);
			t.true(failure.message.includes(fileIn(home)));
		}

		t.is(await readFile(fileIn(home), 'utf8'), content);
		const folder = path.dirname(fileIn(home));
		const names = await readdir(folder);
		const [copy, ...others] = names.filter(name => name.startsWith('profiles.json.damaged-'));
		t.deepEqual(others, []);
		t.is(await readFile(path.join(folder, copy!), 'utf8'), content);
	});
}

test.serial('one damaged entry does not hide the others', async t => {
	const home = await temporaryHome(t);
	await mkdir(path.dirname(fileIn(home)), {recursive: true});
	await writeFile(fileIn(home), JSON.stringify({
		profiles: {
			good: {server: {host: 'A'}, database: 'D', user: 'U'},
			bad: {
				server: {host: 'A', port: 1, instance: 'B'}, database: '', user: 'U', color: 'pink', browserPort: 0,
			},
			worse: 5,
		},
	}));
	t.deepEqual(await profileNames(), ['good']);
	const stored = await listStoredProfiles();
	t.deepEqual(stored.map(({name, faults}) => [name, faults.length]), [['bad', 4], ['good', 0], ['worse', 1]]);
	const failure = await t.throwsAsync<BacoError>(readProfile('bad'), {instanceOf: BacoError});
	t.is(failure.id, 'PROFILE-INVALID');
	t.regex(failure.message, /port and an instance.*database is empty.*color "pink".*Browser port/v);
});

test.serial('what cannot be right is not saved', async t => {
	const home = await temporaryHome(t);
	const wrong: ReadonlyArray<Partial<Profile>> = [
		{server: {host: 'a b'}},
		{server: {host: 'A', port: 1433, instance: 'B'}},
		{database: ' '},
		{user: 'a\nb'},
		{macAddress: 'zz'},
		{serverName: 'a b'},
		{addresses: {'A:99999': 'b'}},
		{addresses: {A: 'b c'}},
		{passwordCommand: []},
		{label: 'x'.repeat(41)},
		{name: 'a/b'},
		{name: '__proto__'},
		{name: ''},
	];
	for (const fields of wrong) {
		// eslint-disable-next-line no-await-in-loop -- one after another, on one file
		const failure = await t.throwsAsync<BacoError>(saveProfile({...sample('x'), ...fields}), {instanceOf: BacoError}, JSON.stringify(fields));
		t.is(failure.id, 'PROFILE-INVALID');
	}

	await t.throwsAsync(stat(fileIn(home)), {code: 'ENOENT'});
});

test.serial('processes that save at once lose no profile', async t => {
	const home = await temporaryHome(t);
	const script = (name: string) => `
		const {saveProfile} = await import(${JSON.stringify(storeModule)});
		for (let i = 0; i < 4; i++) {
			await saveProfile({...${JSON.stringify(sample('x'))}, name: '${name}' + i}, {isNew: true});
		}`;
	await Promise.all(['a', 'b', 'c'].map(async name => execa(process.execPath, ['--input-type=module', '-e', script(name)], {env: {BACO_HOME: home}})));
	const names = await profileNames();
	t.is(names.length, 12);
});

// A limit on the size of files stands for a disk that is full in the middle of a write.
test.serial('a full disk leaves the old profiles', async t => {
	const home = await temporaryHome(t);
	await saveProfile(sample('a'));
	const before = await readFile(fileIn(home), 'utf8');
	const script = `
		const {saveProfile} = await import(${JSON.stringify(storeModule)});
		process.on('SIGXFSZ', () => {});
		try {
			await saveProfile({...${JSON.stringify(sample('b'))}, formerServers: Array.from({length: 20_000}, (_, index) => 'SERVER' + index)});
			console.log('saved');
		} catch (error) {
			console.log(error.id);
		}`;
	const {stdout} = await execa('sh', ['-c', 'ulimit -f 8; exec "$0" --input-type=module -e "$1"', process.execPath, script]);
	t.is(stdout, 'FILE-WRITE');
	t.is(await readFile(fileIn(home), 'utf8'), before);
	const folder = path.dirname(fileIn(home));
	t.deepEqual(await readdir(folder), ['profiles.json']);
});

const isRoot = process.getuid?.() === 0;

(isRoot ? test.skip : test.serial)('a file that may not be read is an error of its own (not as root)', async t => {
	const home = await temporaryHome(t);
	await saveProfile(sample('a'));
	await chmod(fileIn(home), 0o000);
	const failure = await t.throwsAsync<BacoError>(listProfiles(), {instanceOf: BacoError});
	t.is(failure.id, 'CONFIG-UNREADABLE');
});

test.serial('a folder in the place of the file is an error of its own', async t => {
	const home = await temporaryHome(t);
	await mkdir(fileIn(home), {recursive: true});
	const failure = await t.throwsAsync<BacoError>(saveProfile(sample('a')), {instanceOf: BacoError});
	t.is(failure.id, 'CONFIG-UNREADABLE');
	t.is(failure.exitCode, 3);
});
