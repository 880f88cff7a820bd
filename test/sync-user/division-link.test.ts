import test from 'ava';
import {federatedIdentityStep} from '../../source/connection/steps/federated-identity.js';
import type {StepContext} from '../../source/connection/step.js';
import {sampleDivision} from '../console/sample-services.js';
import {
	connector,
	never,
	openSyncHome,
	type SyncHome,
} from './sync-home.js';

const runStep = async ({workspace}: SyncHome) => federatedIdentityStep.run({
	workspace, division: sampleDivision(7, {
		hasToken: true, hasRefreshToken: true, tokenExpires: new Date(0), fixedCredentials: true, fixedUser: 'CX_Basecone',
	}), made: {}, results: [], signal: never, async logins() {
		throw new Error('No SQL server here');
	},
} satisfies StepContext);

test('the token of a division\'s fixed user is refreshed when it has expired', async t => {
	const home = await openSyncHome(t, {settings: {division: '007'}});
	const before = await home.linkUser(connector.login, {accessExpiresAt: 0});
	const outcome = await runStep(home);
	t.deepEqual(outcome.findings ?? [], []);
	t.regex(outcome.summary, /CX_Basecone is good .* was refreshed/v);
	t.like(outcome.evidence, {link: 'link', linkState: 'valid', linkRefreshed: true});
	const after = await home.stored();
	t.not(after?.accessToken, before.accessToken);
	const again = await runStep(home);
	t.notRegex(again.summary, /was refreshed/v);
});

test('a lost link is a failure, one that cannot be asked is not', async t => {
	const home = await openSyncHome(t, {settings: {division: '007'}});
	await home.linkUser(connector.login, {accessExpiresAt: 0});
	home.system.faults.tokenStatus = 503;
	const unknown = await runStep(home);
	t.deepEqual(unknown.findings?.map(({id, severity}) => [id, severity]), [['FID-4', 'warn']]);
	home.system.faults.tokenStatus = undefined;
	await home.system.revoke(connector.login);
	const lost = await runStep(home);
	t.deepEqual(lost.findings?.map(({id, severity}) => [id, severity]), [['FID-3', 'fail']]);
});

test('a division without a link of its own is judged by its columns', async t => {
	const home = await openSyncHome(t, {settings: {division: '008'}});
	await home.linkUser();
	const outcome = await runStep(home);
	t.regex(outcome.summary, /Synergy refreshes it with the fixed user/v);
});
