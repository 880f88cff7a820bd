import test from 'ava';
import {newNameFaults, checkProfile} from '../../source/profiles/check-profile.js';
import {readProfile, saveProfile} from '../../source/profiles/profile-store.js';
import {temporaryHome} from '../home.js';

test('a new profile gets no name that Windows keeps for itself', t => {
	for (const name of ['con', 'NUL', 'com1', 'LPT9', 'con.test', 'acme.']) {
		t.is(newNameFaults(name, []).length, 1);
	}

	for (const name of ['acme', 'console', 'com', 'com10', 'acme.test']) {
		t.deepEqual(newNameFaults(name, [name, 'other']), []);
	}
});

test.serial('nor one that differs from another in its case only; one that is there already stays', async t => {
	await temporaryHome(t);
	const profileOf = (name: string) => checkProfile(name, {server: {host: 'SRV'}, database: 'Synergy', user: 'mia'}).profile!;
	await saveProfile(profileOf('acme'));
	await t.throwsAsync(saveProfile(profileOf('Acme')), {message: /the profile acme has this name in other letters/v});
	await saveProfile(profileOf('acme'));
	const {name} = await readProfile('acme');
	t.is(name, 'acme');
});
