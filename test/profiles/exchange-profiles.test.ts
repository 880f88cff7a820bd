import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {exportProfiles, importProfiles} from '../../source/profiles/exchange-profiles.js';
import {listProfiles, readProfile, saveProfile} from '../../source/profiles/profile-store.js';
import {sampleProfile} from '../console/sample-services.js';
import {temporaryHome} from '../home.js';

test.serial('profiles go to a file and come back on another machine, without the password command', async t => {
	await temporaryHome(t);
	await saveProfile({...sampleProfile, passwordCommand: ['pass', '{name}']});
	await saveProfile({
		...sampleProfile, name: 'delta-test', label: 'TEST', readOnly: true,
	});
	const exchange = await exportProfiles();
	t.deepEqual(Object.keys(exchange.profiles), ['delta-prod', 'delta-test']);
	t.notRegex(JSON.stringify(exchange), /pass/v);
	const home = await temporaryHome(t);
	const file = path.join(home, 'profiles-of-jan.json');
	await writeFile(file, JSON.stringify({
		...exchange, profiles: {
			...exchange.profiles, evil: {
				server: {host: 'x'}, database: 'x', user: 'x', passwordCommand: ['rm', '-rf'],
			},
		},
	}));
	t.deepEqual(await importProfiles(file), {added: ['delta-prod', 'delta-test', 'evil'], replaced: [], missing: []});
	const evil = await readProfile('evil');
	t.is(evil.passwordCommand, undefined, 'a program that a file names is never taken over');
	const error = await t.throwsAsync(importProfiles(file), {instanceOf: BacoError});
	t.is(error.id, 'PROFILE-EXISTS');
	const again = await importProfiles(file, {mayReplace: true});
	t.is(again.replaced.length, 3);
});

test.serial('a certificate or a folder that this machine lacks is told with its path', async t => {
	const home = await temporaryHome(t);
	const [file, present] = [path.join(home, 'profiles.json'), path.join(home, 'here.pem')];
	await writeFile(present, '');
	const entry = {server: {host: 'x'}, database: 'x', user: 'x'};
	await writeFile(file, JSON.stringify({profiles: {far: {...entry, caFile: '/nowhere/company.pem', synergyFolder: '/nowhere/Synergy'}, near: {...entry, caFile: present}}}));
	const {missing} = await importProfiles(file);
	t.deepEqual(missing, [{name: 'far', flag: 'ca-file', path: '/nowhere/company.pem'}, {name: 'far', flag: 'synergy-folder', path: '/nowhere/Synergy'}]);
});

test.serial('one bad profile of a file keeps all of them out', async t => {
	const home = await temporaryHome(t);
	const file = path.join(home, 'bad.json');
	await writeFile(file, JSON.stringify({profiles: {good: {server: {host: 'x'}, database: 'x', user: 'x'}, bad: {server: {host: 'a b'}, database: 'x', user: 'x'}}}));
	const error = await t.throwsAsync(importProfiles(file), {instanceOf: BacoError});
	t.is(error.id, 'PROFILE-INVALID');
	t.deepEqual(await listProfiles(), []);
	await writeFile(file, '[]');
	const none = await t.throwsAsync(importProfiles(file), {instanceOf: BacoError});
	t.is(none.id, 'PROFILE-FILE');
});

test.serial('a file that carries a secret is refused with its field, and an existing name points to the own --force', async t => {
	const file = path.join(await temporaryHome(t), 'secrets.json');
	const entry = {server: {host: 'SQL01'}, database: 'Synergy', user: 'operator'};
	for (const [field, extra] of [['password', {password: 'Geheim-1'}], ['clientSecret', {office: {clientSecret: 'Geheim-2'}}]] as const) {
		await writeFile(file, JSON.stringify({profiles: {carrier: {...entry, ...extra}}})); // eslint-disable-line no-await-in-loop -- one file
		const refused = await t.throwsAsync(importProfiles(file), {instanceOf: BacoError}); // eslint-disable-line no-await-in-loop
		t.is(refused.id, 'PROFILE-FILE');
		t.true(refused.explanation.summary.includes(JSON.stringify(field)), refused.explanation.summary);
		t.notRegex(refused.explanation.summary, /Geheim/v);
	}

	t.regex(new BacoError('PROFILE-EXISTS', {name: 'carrier', file}).explanation.fix, /baco profile import .* --force/v);
	t.notRegex(new BacoError('PROFILE-EXISTS', {name: 'carrier'}).explanation.fix, /--force/v);
});
