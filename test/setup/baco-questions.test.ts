import test from 'ava';
import type {Division} from '../../source/divisions/contract.js';
import {bacoQuestion} from '../../source/setup/baco-questions.js';
import {globeSeen} from '../../source/setup/globe-seen.js';
import type {SetupContext} from '../../source/setup/question.js';

test('Enter takes the password of the last server that let Baco in, not of one that could not be tried', async t => {
	const servers = ['BIKESQL01', 'GLOBESQL02', 'HAMSQL01'].map(serverPath => Object.freeze({serverPath})) as unknown as Division[];
	const seen = {...globeSeen(), servers: async () => servers};
	const given = {
		seen, answers: {name: 'acme'}, signal: new AbortController().signal, workspace: () => ({}), credentials: {read: async () => undefined},
	};
	const context = given as unknown as SetupContext;
	const hint = async () => {
		const parts = await bacoQuestion.parts!(context);
		return parts[2]!.empty;
	};

	seen.passwords.set('globesql02', 'one');
	seen.logins.set('globesql02', {isOpen: false, text: ''});
	t.is(await hint(), 'Enter alone takes the same as for GLOBESQL02.');
	seen.passwords.set('bikesql01', 'other');
	seen.logins.set('bikesql01', {isOpen: true, text: ''});
	t.is(await hint(), 'Enter alone takes the same as for BIKESQL01.');
});
