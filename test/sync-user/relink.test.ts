import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {connectionStatuses} from '../../source/sync-user/statuses.js';
import {readOfficeView} from '../../source/sync-user/office-view.js';
import {openLoopback} from '../../source/sync-user/oauth/loopback.js';
import {readRedirectAddress, withLine} from '../../source/sync-user/oauth/redirect-address.js';
import {refreshLinks} from '../../source/sync-user/refresh-links.js';
import {dropLeftCandidates} from '../../source/sync-user/relink/left-candidates.js';
import {changeSyncState} from '../../source/sync-user/sync-state.js';
import {startRelink} from '../../source/sync-user/relink/start-relink.js';
import {
	changeProfile,
	removeProfile,
	saveProfile,
	useProfile,
} from '../../source/profiles/profile-store.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {
	connector,
	monica,
	never,
	openSyncHome,
	pieter,
	registered,
	type SyncHome,
} from './sync-home.js';
import {confirmDevice, signIn} from './web-agent.js';

const begin = async ({workspace}: Pick<SyncHome, 'workspace'>) => {
	const view = await readOfficeView(workspace, never);
	return startRelink(workspace, view, view.connections[0]!, {signal: never});
};

/** The address that the browser comes back to after the person consented as this user. */
const consent = async (relink: Awaited<ReturnType<typeof begin>>, login = connector.login) => {
	const authorisation = await relink.authorise();
	return {authorisation, address: await signIn(authorisation.url.href, login, registered)};
};

const proposed = async (relink: Awaited<ReturnType<typeof begin>>, login?: string) => {
	const {authorisation, address} = await consent(relink, login);
	return relink.propose(await authorisation.exchange(readRedirectAddress(address, authorisation), never), never);
};

const fails = async (t: ExecutionContext, work: () => Promise<unknown>, id: string) => {
	const error = await t.throwsAsync(work, {instanceOf: BacoError});
	t.is(error.id, id as BacoError['id'], error.message);
};

/** Whatever went wrong: the old link is in its place and works, and nothing is left over. */
const oldLinkHolds = async (t: ExecutionContext, home: SyncHome, relink: Awaited<ReturnType<typeof begin>>) => {
	await relink.abandon();
	const stored = await home.stored();
	t.is(stored?.grantId, 'first');
	t.deepEqual(await home.candidates(), []);
	home.system.faults.status = undefined;
	const {statuses} = await connectionStatuses(home.workspace, {signal: never});
	const [status] = statuses;
	t.is(status?.state, 'connected');
};

test('a consent by paste becomes the link, in one swap, with an audit record', async t => {
	const home = await openSyncHome(t);
	await home.linkUser('CX_Poor');
	const relink = await begin(home);
	const proposal = await proposed(relink);
	t.like(proposal, {to: {name: 'CX_Basecone'}, isComplete: true, isOtherAccount: true});
	const before = await home.stored();
	t.is(before?.account?.name, 'CX_Poor');
	const candidates = await home.candidates();
	t.is(candidates.length, 1);
	const record = await relink.commit(proposal);
	t.like(record, {
		action: 'sync-user.relink', outcome: 'done', before: 'Monica → CX_Poor', after: 'CX_Basecone', statement: '3 covered, 0 missing, 0 blocked',
	});
	const after = await home.stored();
	t.is(after?.account?.name, 'CX_Basecone');
	t.deepEqual(await home.candidates(), []);
	const records = await home.workspace.audit.list();
	t.is(records.length, 1);
});

test('companies that the new user cannot reach keep it out, unless a reason is given', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const relink = await begin(home);
	const proposal = await proposed(relink, 'CX_Poor');
	t.deepEqual(proposal.coverage?.missing.map(({code}) => code), ['2', '3']);
	await fails(t, async () => relink.commit(proposal), 'SYNC-REFUSED');
	await fails(t, async () => relink.commit(proposal, {overrideReason: '  '}), 'SYNC-REFUSED');
	await fails(t, async () => relink.commit(proposal, {overrideReason: 'x'}), 'SYNC-REASON');
	const stored = await home.stored();
	t.is(stored?.grantId, 'first');
	const record = await relink.commit(proposal, {overrideReason: 'The others move next week'});
	t.like(record, {outcome: 'done', reason: 'The others move next week'});
	t.regex(record.statement, /1 covered, 2 missing \(2 Delta Parts, 3 Delta Rental\)/v);
});

test('the office\'s side of the chosen user is told beside the accounting system\'s, and the link is that user\'s from then on', async t => {
	const home = await openSyncHome(t, {office: {users: [monica, {...pieter, isActive: false}]}});
	await home.linkUser();
	await changeSyncState(home.name, new Map([['link', () => ({
		syncUser: {
			id: 'u2', userName: 'pieter', name: 'Pieter', roles: ['Accountant'], isActive: true, chosenAt: '2026-01-01T00:00:00.000Z', chosenBy: 'test',
		},
	})]]));
	const relink = await begin(home);
	const proposal = await proposed(relink);
	t.like(proposal, {isComplete: true, from: {madeFor: 'Monica', syncUser: 'Pieter'}, coverage: {missing: []}});
	t.deepEqual([proposal.office?.covered.length, proposal.office?.missing.map(({code}) => code)], [1, ['2', '3']]);
	t.deepEqual(proposal.findings.map(({id}) => id), ['SYNC-USER-INACTIVE', 'SYNC-USER-ACCESS']);
	const record = await relink.commit(proposal);
	t.like(record, {before: 'Monica → CX_Basecone', after: 'Pieter → CX_Basecone'});
	const {statuses} = await connectionStatuses(home.workspace, {signal: never});
	t.deepEqual(statuses[0]?.link?.madeFor, {id: 'u2', name: 'Pieter'});
	t.false(statuses[0]!.findings.some(({id}) => id === 'SYNC-LINK-OTHER'));
});

test('a wrong state', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const relink = await begin(home);
	const {address} = await consent(relink);
	const other = await relink.authorise();
	t.throws(() => readRedirectAddress(address, other), {message: /another question/v});
	await fails(t, async () => other.exchange(new URL(address), never), 'SYNC-STATE');
	await oldLinkHolds(t, home, relink);
});

test('a code that was used before', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const relink = await begin(home);
	const {authorisation, address} = await consent(relink);
	await authorisation.exchange(new URL(address), never);
	await fails(t, async () => authorisation.exchange(new URL(address), never), 'SYNC-CODE');
	await oldLinkHolds(t, home, relink);
});

test('a code of another client', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const relink = await begin(home);
	const authorisation = await relink.authorise();
	const foreign = new URL(authorisation.url);
	foreign.searchParams.set('client_id', 'other');
	await fails(t, async () => authorisation.exchange(new URL(await signIn(foreign.href, connector.login, registered)), never), 'SYNC-CODE');
	await oldLinkHolds(t, home, relink);
});

test('a code that is too old', async t => {
	const home = await openSyncHome(t, {exact: {codeSeconds: 1}});
	await home.linkUser();
	const relink = await begin(home);
	const {authorisation, address} = await consent(relink);
	const old = Date.now() + 2500;
	await new Promise(resolve => {
		setTimeout(resolve, old - Date.now());
	});
	const error = await t.throwsAsync(authorisation.exchange(new URL(address), never), {instanceOf: BacoError});
	t.is(error.id, 'SYNC-CODE');
	t.regex(error.explanation.cause, /good for 180 seconds/v);
	await oldLinkHolds(t, home, relink);
});

test('pastes that are no answer are told apart, and wrapped ones are put together', t => {
	const question = {redirectUri: registered, state: 'the-state'};
	const idOf = (pasted: string) => t.throws(() => readRedirectAddress(pasted, question), {instanceOf: BacoError})?.id;
	const good = `${registered}?code=abc%2Fdef&state=the-state`;
	t.is(readRedirectAddress(` "${good.slice(0, 30)}\r\n  ${good.slice(30)}" `, question).searchParams.get('code'), 'abc/def');
	t.is(idOf(''), 'SYNC-PASTE');
	t.is(idOf('eyJhbGciOi.abc.def'), 'SYNC-PASTE');
	t.is(idOf(`${registered}?state=the-state`), 'SYNC-PASTE');
	t.is(idOf('<!DOCTYPE html><html><body>Sign in</body></html>'), 'SYNC-PASTE-PAGE');
	t.is(idOf('Exact Online Sign in to your account with your user name and your password, or register'), 'SYNC-PASTE-PAGE');
	t.is(idOf(`${good}${'x'.repeat(20_000)}`), 'SYNC-PASTE-PAGE');
	t.is(idOf('https://start.exactonline.nl/api/oauth2/auth?state=the-state'), 'SYNC-PASTE-HOST');
	t.is(idOf('http://127.0.0.1:8080/callback?code=a&state=the-state'), 'SYNC-PASTE-HOST');
	t.is(idOf(`${registered}?code=abc&state=other`), 'SYNC-STATE');
	t.is(idOf(`${registered}?error=access_denied&state=the-state`), 'SYNC-DENIED');
	t.is(withLine(`${registered}?state=the-state`, 'rest'), `${registered}?state=the-staterest`);
	t.is(withLine(`${registered}?state=the-state`, ` ${good}`), ` ${good}`);
});

test('a person who presses Cancel', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const relink = await begin(home);
	const authorisation = await relink.authorise();
	const address = await signIn(authorisation.url.href, connector.login, registered, true);
	t.throws(() => readRedirectAddress(address, authorisation), {message: /consent was not given/v});
	await oldLinkHolds(t, home, relink);
});

test('cancelled between the tokens and the swap', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const relink = await begin(home);
	const proposal = await proposed(relink);
	await oldLinkHolds(t, home, relink);
	await fails(t, async () => relink.commit(proposal), 'CANCELLED');
});

test('a server that dies between the tokens and the proof', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const relink = await begin(home);
	const {authorisation, address} = await consent(relink);
	const tokens = await authorisation.exchange(new URL(address), never);
	home.system.faults.status = 503;
	await fails(t, async () => relink.propose(tokens, never), 'SYNC-UNAVAILABLE');
	await oldLinkHolds(t, home, relink);
});

test('a process that dies between the tokens and the swap leaves a slot, and the next relink clears it', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const name = `${home.name}/sync-candidate@LINK~DEAD`;
	const tokens = await home.stored();
	await home.vault.set(name, JSON.stringify({...tokens, grantedAt: Date.now() - (2 * 3_600_000)}));
	const relink = await begin(home);
	const candidates = await home.candidates();
	t.false(candidates.includes(name));
	await oldLinkHolds(t, home, relink);
});

test('a slot whose process is dead goes with the next look or refresh, one whose process runs stays', async t => {
	const home = await openSyncHome(t);
	const tokens = await home.linkUser();
	const ended = spawnSync(process.execPath, ['--version']);
	const slot = (id: string) => `${home.name}/sync-candidate@${id}`;
	const putSlot = async (id: string, pid: number, host = os.hostname()) => {
		await home.vault.set(slot(id), JSON.stringify({...tokens, holder: {pid, host}}));
	};

	const left = async () => {
		const names = await home.candidates();
		return names.toSorted();
	};

	await putSlot('LINK~DEAD', ended.pid);
	// Of a connection that is not looked at.
	await putSlot('OTHER~DEAD', ended.pid);
	await putSlot('LINK~RUNNING', process.ppid);
	await putSlot('LINK~ELSEWHERE', ended.pid, 'another-host');
	await connectionStatuses(home.workspace, {signal: never});
	t.deepEqual(await left(), [slot('LINK~ELSEWHERE'), slot('LINK~RUNNING')]);
	await putSlot('LINK~DEAD', ended.pid);
	const view = await readOfficeView(home.workspace, never);
	await refreshLinks(home.workspace, view.connections, {signal: never});
	t.deepEqual(await left(), [slot('LINK~ELSEWHERE'), slot('LINK~RUNNING')]);
	// A store that cannot be read for a moment loses nothing.
	const {credentials} = home.workspace;
	await putSlot('LINK~DEAD', ended.pid);
	await dropLeftCandidates({
		...credentials, async readKept() {
			throw new BacoError('VAULT-LOCKED', {});
		},
	}, home.name);
	const names = await left();
	t.is(names.length, 3);
	// The link itself names no process.
	const relink = await begin(home);
	await relink.commit(await proposed(relink));
	const stored = await home.stored();
	t.false('holder' in stored!);
});

test('two consoles relink at once: the first one counts, the second one is told', async t => {
	const home = await openSyncHome(t);
	await home.linkUser('CX_Poor');
	const [first, second] = [await begin(home), await begin({workspace: home.openWorkspace()})];
	const [mine, theirs] = [await proposed(first), await proposed(second)];
	await first.commit(mine);
	const winner = await home.stored();
	await fails(t, async () => second.commit(theirs), 'SYNC-CHANGED');
	await second.abandon();
	t.deepEqual(await home.stored(), winner);
	t.deepEqual(await home.candidates(), []);
	const records = await home.workspace.audit.list();
	t.deepEqual(records.map(({outcome}) => outcome), ['failed', 'done']);
});

test('a store that takes nothing is noticed before anybody is bothered', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const {credentials} = home.workspace;
	const full: Workspace = {
		...home.workspace, credentials: {
			...credentials, async write() {
				throw new BacoError('FILE-WRITE', {file: 'vault.json', code: 'ENOSPC'});
			},
		},
	};
	await fails(t, async () => begin({workspace: full}), 'SYNC-STORE');
	t.deepEqual(home.system.requests, []);
	// A refresh does not begin either: its new tokens would be lost.
	const tokens = await home.linkUser(connector.login, {accessExpiresAt: 0});
	const {statuses} = await connectionStatuses(full, {signal: never});
	const [status] = statuses;
	t.deepEqual([status?.state, status?.findings[0]?.id], ['unknown', 'SYNC-STORE']);
	t.deepEqual(await home.stored(), tokens);
	t.deepEqual(home.system.requests.filter(({grantType}) => grantType === 'refresh_token'), []);
});

test('a device code: confirmed elsewhere, with a server that fails for a moment', async t => {
	const home = await openSyncHome(t, {kind: 'twinfield', exact: {hasDeviceFlow: true}});
	const relink = await begin(home);
	t.true(relink.flows.includes('device'));
	const question = await relink.askDevice(never);
	const answer = question.wait(never);
	home.system.faults.tokenStatus = 503;
	t.regex(await confirmDevice(question.verificationUri, question.userCode, connector.login), /Sign-in Success/v);
	setTimeout(() => {
		home.system.faults.tokenStatus = undefined;
	}, 6000);
	const proposal = await relink.propose(await answer, never);
	await relink.commit(proposal);
	const stored = await home.stored();
	t.is(stored?.account?.name, 'CX_Basecone');
});

test('a device code that is refused, and a wait that is cancelled at once', async t => {
	const home = await openSyncHome(t, {kind: 'twinfield', exact: {hasDeviceFlow: true}});
	await home.linkUser();
	const relink = await begin(home);
	const question = await relink.askDevice(never);
	await confirmDevice(question.verificationUri, question.userCode, connector.login, true);
	await fails(t, async () => question.wait(never), 'SYNC-DENIED');
	const next = await relink.askDevice(never);
	const ending = new AbortController();
	const waiting = next.wait(ending.signal);
	ending.abort(new BacoError('CANCELLED'));
	await fails(t, async () => waiting, 'CANCELLED');
	await oldLinkHolds(t, home, relink);
});

test('the loopback takes the answer to its own question only', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const relink = await begin(home);
	const loopback = await openLoopback(relink.redirectUri!);
	t.teardown(loopback.close);
	const authorisation = await relink.authorise(loopback.redirectUri);
	const waiting = loopback.wait(authorisation.state, never);
	const [lost, foreign] = await Promise.all([fetch(`http://127.0.0.1:${loopback.port}/favicon.ico`), fetch(`${loopback.redirectUri}?code=evil&state=evil`)]);
	t.deepEqual([lost.status, foreign.status], [404, 400]);
	const address = await signIn(authorisation.url.href, connector.login, loopback.redirectUri);
	const page = await fetch(address);
	t.regex(await page.text(), /return to the terminal/v);
	const proposal = await relink.propose(await authorisation.exchange(await waiting, never), never);
	await relink.commit(proposal);
	const stored = await home.stored();
	t.not(stored?.grantId, 'first');
});

test('a read-only profile and a key of somebody who is no SuperUser change nothing', async t => {
	const readOnly = await openSyncHome(t, {profile: {readOnly: true}});
	await fails(t, async () => begin(readOnly), 'BAS-READONLY');
	const accountant = await openSyncHome(t, {office: {currentUserId: 'u2'}});
	await fails(t, async () => begin(accountant), 'SYNC-ROLE');
});

test('a profile that is edited, removed or left for another one while a consent is waited for', async t => {
	const home = await openSyncHome(t);
	const {profile} = home.workspace;
	await saveProfile(profile);
	await home.linkUser();
	const change = async (work: () => Promise<unknown>) => {
		const relink = await begin(home);
		const proposal = await proposed(relink);
		await work();
		return {relink, commit: async () => relink.commit(proposal)};
	};

	const edited = await change(async () => changeProfile(profile.name, before => ({...before, accountingSystems: {link: {...profile.accountingSystems!.link, clientId: 'other'}}})));
	await fails(t, edited.commit, 'SYNC-PROFILE-CHANGED');
	// Nor does a relink begin with what the profile no longer says.
	await fails(t, async () => begin(home), 'SYNC-PROFILE-CHANGED');
	await saveProfile(profile);
	await oldLinkHolds(t, home, edited.relink);
	const [record] = await home.workspace.audit.list();
	t.like(record, {outcome: 'failed', action: 'sync-user.relink'});

	const locked = await change(async () => saveProfile({...profile, readOnly: true}));
	await fails(t, locked.commit, 'SYNC-PROFILE-CHANGED');
	await saveProfile({...profile, readOnly: false});
	await oldLinkHolds(t, home, locked.relink);

	const removed = await change(async () => removeProfile(profile.name));
	await fails(t, removed.commit, 'SYNC-PROFILE-CHANGED');
	await saveProfile(profile);
	await oldLinkHolds(t, home, removed.relink);

	// Another profile in use, a new description and an assignment change nothing of where the link leads: it comes to the profile that it was begun with.
	const switched = await change(async () => {
		await saveProfile({...profile, name: `${profile.name}-other`});
		await useProfile(`${profile.name}-other`);
		await changeProfile(profile.name, before => ({...before, accountingSystems: {link: {...profile.accountingSystems!.link, description: 'Renamed', companies: ['c101']}}}));
	});
	await switched.commit();
	const stored = await home.stored();
	t.not(stored?.grantId, 'first');
	const names = await home.vault.names();
	t.deepEqual(names.map(slot => slot.toLowerCase()), [`${profile.name}/sync@link`]);
});

test('settings that are missing are named', async t => {
	const home = await openSyncHome(t, {settings: {clientId: undefined}});
	await fails(t, async () => begin(home), 'SYNC-SETTINGS');
});

test('no token is in anything that is written besides the store', async t => {
	const home = await openSyncHome(t);
	await home.linkUser('CX_Poor');
	const relink = await begin(home);
	const {authorisation, address} = await consent(relink);
	const answer = await authorisation.exchange(new URL(address), never);
	const other = await consent(relink);
	await other.authorisation.exchange(new URL(other.address), never);
	const error = await t.throwsAsync(other.authorisation.exchange(new URL(other.address), never), {instanceOf: BacoError});
	const record = await relink.commit(await relink.propose(answer, never));
	const {statuses} = await connectionStatuses(home.workspace, {signal: never});
	const written = [
		JSON.stringify(statuses),
		JSON.stringify(record),
		JSON.stringify(error),
		error.stack ?? '',
		...filesBelow(path.dirname(home.home)).filter(file => !file.endsWith('tokens.json')).map(file => readFileSync(file, 'utf8')),
	].join('\n');
	const stored = await home.stored();
	for (const secret of [answer.access_token, answer.refresh_token!, stored!.refreshToken, new URL(address).searchParams.get('code')!, 'secret-of-the-app', 'key-of-monica']) {
		t.false(written.includes(secret));
	}
});

const filesBelow = (folder: string): string[] => readdirSync(folder, {withFileTypes: true, recursive: true}).filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
