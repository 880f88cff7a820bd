import test from 'ava';
import type {BacoError} from '../../source/problems/baco-error.js';
import {chooseUser} from '../../source/sync-user/choose-user.js';
import type {Connection, OfficeUser} from '../../source/sync-user/contract.js';
import {statusExitCode} from '../../source/commands/sync-user/status.js';
import {siteOfCountry} from '../../source/sync-user/exact-online/sites.js';
import {companiesText, userText} from '../../source/sync-user/labels.js';
import {readOfficeView} from '../../source/sync-user/office-view.js';
import {refreshLinks} from '../../source/sync-user/refresh-links.js';
import {startRelink} from '../../source/sync-user/relink/start-relink.js';
import {stateOf} from '../../source/sync-user/sync-state.js';
import {connectionStatuses, lastStatuses} from '../../source/sync-user/statuses.js';
import {
	connector,
	never,
	openSyncHome,
	type SyncHome,
} from './sync-home.js';

const statusOf = async ({workspace}: SyncHome, now?: () => number) => {
	const {statuses} = await connectionStatuses(workspace, {signal: never, ...(now !== undefined && {now})});
	const [status] = statuses;
	return status!;
};

const ids = ({findings}: {readonly findings: ReadonlyArray<{readonly id: string}>}) => findings.map(({id}) => id);
const hourMs = 3_600_000;

test('a link that answers and covers all is connected, and says who is behind it', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const status = await statusOf(home);
	t.like(status, {state: 'connected', account: {name: 'CX_Basecone', fullName: 'Connector'}, coverage: {missing: [], blocked: []}});
	t.is(status.coverage?.covered.length, 3);
	t.is(status.link?.daysLeft, 30);
	t.deepEqual(ids(status), []);
});

test('no tokens: not connected', async t => {
	const home = await openSyncHome(t);
	const status = await statusOf(home);
	t.deepEqual([status.state, ids(status)], ['not_connected', ['SYNC-NONE']]);
});

test('an expired access token is refreshed on use', async t => {
	const home = await openSyncHome(t);
	const before = await home.linkUser(connector.login, {accessExpiresAt: 0});
	const status = await statusOf(home);
	t.is(status.state, 'connected');
	const after = await home.stored();
	t.not(after?.refreshToken, before.refreshToken);
	t.is(after?.grantId, 'first');
});

test('a second consumer of the chain: old refresh token', async t => {
	const home = await openSyncHome(t);
	await home.linkUser(connector.login, {accessExpiresAt: 0});
	await home.system.revoke(connector.login);
	const status = await statusOf(home);
	t.deepEqual([status.state, ids(status)], ['reconnect_needed', ['SYNC-OLD-TOKEN']]);
	t.is(status.account?.name, connector.login);
});

test('a refresh token that rested for 30 days, and one that was revoked', async t => {
	const home = await openSyncHome(t);
	home.system.faults.isExpired = true;
	for (const [days, id] of [[31, 'SYNC-IDLE'], [2, 'SYNC-REVOKED']] as const) {
		/* eslint-disable no-await-in-loop -- one after the other */
		await home.linkUser(connector.login, {accessExpiresAt: 0, receivedAt: Date.now() - (days * 24 * hourMs)});
		await home.system.revoke(connector.login);
		const status = await statusOf(home);
		t.deepEqual([status.state, status.findings.at(0)?.id], ['reconnect_needed', id]);
		t.regex(status.findings[0]!.summary, /invalid_grant: Token is expired/v);
		/* eslint-enable no-await-in-loop */
	}
});

test('an early refresh leaves the state as it is', async t => {
	const home = await openSyncHome(t, {exact: {guardSeconds: 570}});
	await home.linkUser(connector.login, {accessExpiresAt: 0});
	t.is((await statusOf(home)).state, 'connected'); // eslint-disable-line unicorn/no-await-expression-member -- one look
	const tokens = await home.stored();
	// The clock went ahead by hours: the token looks expired, and the server gives no new one yet.
	const status = await statusOf(home, () => Date.now() + (3 * hourMs));
	t.is(status.state, 'connected');
	t.deepEqual(ids(status), ['SYNC-EARLY']);
	t.deepEqual(await home.stored(), tokens);
});

test('a clock that went back hours does not keep a dead token', async t => {
	const home = await openSyncHome(t);
	await home.linkUser(connector.login, {accessToken: 'dead', receivedAt: Date.now() + (5 * hourMs), accessExpiresAt: Date.now() + (6 * hourMs)});
	const status = await statusOf(home);
	t.is(status.state, 'connected');
	t.not((await home.stored())?.accessToken, 'dead'); // eslint-disable-line unicorn/no-await-expression-member -- one field
});

test('a server whose clock differs is told', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	home.system.faults.clockSeconds = -7200;
	const status = await statusOf(home);
	t.deepEqual([status.state, ids(status)], ['connected', ['SYNC-CLOCK']]);
	t.regex(status.findings[0]!.summary, /72\d\d seconds ahead/v);
});

test('a token that is not taken before its time is refreshed once', async t => {
	const home = await openSyncHome(t);
	await home.linkUser(connector.login, {accessToken: 'revoked'});
	t.is((await statusOf(home)).state, 'connected'); // eslint-disable-line unicorn/no-await-expression-member -- one look
	t.is(home.system.requests.filter(({grantType}) => grantType === 'refresh_token').length, 1);
});

for (const [status, id] of [[503, 'SYNC-UNAVAILABLE'], [429, 'SYNC-BUSY']] as const) {
	test(`${status} is unknown, with what was last known, and never disconnected`, async t => {
		const home = await openSyncHome(t);
		await home.linkUser();
		t.is((await statusOf(home)).state, 'connected'); // eslint-disable-line unicorn/no-await-expression-member -- one look
		home.system.faults.status = status;
		const seen = await statusOf(home);
		t.like(seen, {state: 'unknown', lastKnown: {state: 'connected'}});
		t.deepEqual(ids(seen), [id]);
	});

	test(`${status} at the token endpoint is unknown too, and keeps the tokens`, async t => {
		const home = await openSyncHome(t);
		const tokens = await home.linkUser(connector.login, {accessExpiresAt: 0});
		home.system.faults.tokenStatus = status;
		const seen = await statusOf(home);
		t.deepEqual([seen.state, ids(seen)], ['unknown', [id]]);
		t.deepEqual(await home.stored(), tokens);
	});
}

test('a server that is gone is unknown', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	await home.system.stop();
	const status = await statusOf(home);
	t.deepEqual([status.state, ids(status)], ['unknown', ['SYNC-UNREACHABLE']]);
});

test('the four causes of a refusal are told apart; where they cannot be, that is said', async t => {
	for (const [changes, id] of [
		[{refusal: 'rights'}, 'SYNC-403-RIGHTS'], [{refusal: 'scope'}, 'SYNC-403-SCOPE'], [{refusal: 'licence'}, 'SYNC-403-LICENCE'], [{refusal: 'licence', hidesRights: true}, 'SYNC-403'],
	] as const) {
		/* eslint-disable no-await-in-loop -- each has its own servers */
		const home = await openSyncHome(t, {exact: {users: [{...connector, ...changes}]}});
		await home.linkUser();
		const status = await statusOf(home);
		t.deepEqual([status.state, ids(status)], ['refused', [id]]);
		/* eslint-enable no-await-in-loop */
	}
});

test('companies out of reach, archived ones and new ones are four lists', async t => {
	const home = await openSyncHome(t, {
		exact: {
			users: [{...connector, companies: ['101', '102', '199']}],
			companies: [{code: '101', hid: '1', name: 'Delta Holding'}, {
				code: '102', hid: '2', name: 'Delta Parts', status: 2,
			}, {code: '103', hid: '3', name: 'Delta Rental'}, {code: '199', hid: '99', name: 'New'}],
		},
	});
	await home.linkUser();
	const {state, coverage, findings} = await statusOf(home);
	t.is(state, 'connected');
	t.deepEqual([coverage?.covered, coverage?.missing, coverage?.blocked, coverage?.extra].map(list => list?.map(({name}) => name)), [['Delta Holding'], ['Delta Rental'], ['Delta Parts'], ['New']]);
	t.deepEqual(findings.map(({id}) => id), ['SYNC-MISSING', 'SYNC-BLOCKED']);
});

test('more companies than one page has, of the site of each country', async t => {
	const many = Array.from({length: 130}, (_, index) => ({code: String(1000 + index), hid: '', name: `Company ${index}`}));
	const home = await openSyncHome(t, {
		exact: {companies: many, users: [{...connector, companies: many.map(({code}) => code)}], faults: {hidesLimits: true}},
		office: {
			companies: many.map(({code, name}) => ({
				id: `c${code}`, name, type: 'Exact', externalId: code, companyCode: code,
			})),
		},
	});
	await home.linkUser();
	const {coverage} = await statusOf(home);
	t.is(coverage?.covered.length, 130);
	t.is(home.system.requests.filter(({path}) => path.endsWith('system/Divisions')).length, 3);
	t.deepEqual(['nl', 'BE', 'de', 'fr', 'es', 'uk', 'us', 'pl'].map(country => siteOfCountry(country)), [
		...['nl', 'be', 'de', 'fr', 'es', 'co.uk', 'com'].map(domain => `https://start.exactonline.${domain}`), undefined,
	]);
});

test('a wrong secret of the application is not taken for a lost link', async t => {
	const home = await openSyncHome(t);
	await home.linkUser(connector.login, {accessExpiresAt: 0});
	home.workspace.credentials.remember(`${home.name}/sync-client@link`, 'wrong');
	const status = await statusOf(home);
	t.deepEqual([status.state, ids(status)], ['refused', ['SYNC-CLIENT']]);
});

test('an office that does not answer leaves the link itself known', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	home.office!.faults.status = 503;
	const {statuses, view} = await connectionStatuses(home.workspace, {signal: never});
	const [status] = statuses;
	t.like(status, {state: 'connected', coverage: null});
	t.true(ids(status!).includes('SYNC-NOT-SEEN'));
	t.is(companiesText(status!), 'not seen');
	t.is(view.problem?.id, 'SYNC-UNAVAILABLE');
});

test('an office and an accounting system that do not answer leave what was last seen', async t => {
	const other = {
		id: 'archive', type: 'AccountView', description: 'AccountView (archive)', connectable: [],
	};
	const home = await openSyncHome(t, {
		office: {
			connections: [{
				id: 'link', type: 'Exact', description: 'Exact (delta)', connectable: [],
			}, other],
		},
	});
	await home.linkUser();
	await connectionStatuses(home.workspace, {signal: never});
	await home.office!.stop();
	await home.system.stop();
	for (let look = 0; look < 2; look++) {
		const {statuses, view} = await connectionStatuses(home.workspace, {signal: never}); // eslint-disable-line no-await-in-loop -- one after the other
		t.is(view.problem?.id, 'SYNC-UNREACHABLE');
		t.deepEqual(statuses.map(({description, type, state, lastKnown}) => [description, type, state, lastKnown?.state]), [
			['Exact (delta)', 'Exact', 'unknown', 'connected'], ['AccountView (archive)', 'AccountView', 'unknown', 'connected'],
		]);
		t.is(userText(statuses[0]!), 'not chosen → CX_Basecone');
		t.is(statusExitCode(statuses), 4);
	}

	const [last] = lastStatuses(await readOfficeView(home.workspace, never));
	t.like(last, {
		description: 'Exact (delta)', state: 'unknown', lastKnown: {state: 'connected'}, account: {name: 'CX_Basecone'},
	});
	t.is(last?.coverage?.covered.length, 3);
	t.deepEqual(ids(last!), ['SYNC-UNREACHABLE']);
});

test('Twinfield: the user and the offices behind a token, and a dead token', async t => {
	const home = await openSyncHome(t, {kind: 'twinfield'});
	await home.linkUser();
	const good = await statusOf(home);
	t.like(good, {state: 'connected', account: {name: 'CX_Basecone'}});
	t.is(good.coverage?.covered.length, 3);
	t.is(good.link?.daysLeft, null);
});

test('refusals are counted by the accounting system: the cause is asked once an hour, and then nothing more', async t => {
	const home = await openSyncHome(t, {exact: {users: [{...connector, refusal: 'rights'}]}});
	await home.linkUser();
	const seen = [];
	for (let look = 0; look < 8; look++) {
		seen.push(await statusOf(home)); // eslint-disable-line no-await-in-loop -- the order counts
	}

	t.deepEqual(new Set(seen.map(status => [status.state, ...ids(status)].join(' '))), new Set(['refused SYNC-403-RIGHTS']));
	t.regex(seen.at(-1)!.how, /^(?:(?!not asked again).)*; not asked again for now, as each refusal counts$/v);
	const {state} = await readOfficeView(home.workspace, never);
	t.notRegex(stateOf(state, 'link').lastProbe!.how, /not asked/v);
	t.is(stateOf(state, 'link').refusals?.length, 6);
	t.is(home.system.requests.filter(({path}) => path.endsWith('UserHasRights')).length, 1);
	t.is(home.system.requests.filter(({path}) => path.endsWith('system/Divisions')).length, 6);
});

test('a link that has rested is due, then dead, without anybody being asked', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	await statusOf(home);
	const view = await readOfficeView(home.workspace, never);
	t.is(lastStatuses(view)[0]?.coverage?.covered.length, 3);
	const after = (days: number) => lastStatuses(view, Date.now() + (days * 24 * hourMs))[0]!;
	t.deepEqual([10, 26, 31].map(days => after(days).state), ['connected', 'expiring', 'reconnect_needed']);
	t.deepEqual([ids(after(26)), ids(after(31))], [['SYNC-DUE'], ['SYNC-IDLE']]);
});

test('the office\'s own link is told apart from the one that is held here', async t => {
	const home = await openSyncHome(t, {
		office: {
			connections: [{
				id: 'link', type: 'Exact', description: 'Exact (delta)', connectable: {error: 'accounting_system_disconnected'},
			}],
		},
	});
	await home.linkUser();
	const status = await statusOf(home);
	t.is(status.state, 'connected');
	t.deepEqual(ids(status), ['SYNC-OFFICE-LINK']);
});

test('two connections of one type: a company belongs to the one whose user was seen to have it', async t => {
	const home = await openSyncHome(t, {
		exact: {users: [{...connector, companies: ['101', '102']}, {login: 'CX_Second', companies: ['103']}]},
		office: {
			connections: ['link', 'second'].map(id => ({
				id, type: 'Exact', description: `Exact ${id}`, connectable: [],
			})),
		},
	});
	await home.linkUser();
	const first = await statusOf(home);
	t.deepEqual([first.coverage?.covered.length, ids(first)], [2, ['SYNC-UNASSIGNED']]);
	home.system.setUser({...connector, companies: ['101']});
	const later = await statusOf(home);
	t.deepEqual([later.coverage?.covered.length, later.coverage?.missing.map(({code}) => code)], [1, ['2']]);
});

test('a read-only profile keeps the link alive, and changes nothing else', async t => {
	const home = await openSyncHome(t, {profile: {readOnly: true}, exact: {guardSeconds: 0}});
	const {refreshToken} = await home.linkUser(connector.login, {accessExpiresAt: 0});
	const status = await statusOf(home);
	t.is(status.state, 'connected');
	const stored = await home.stored();
	t.not(stored?.refreshToken, refreshToken);
	await home.linkUser(connector.login, {accessExpiresAt: 0});
	const view = await readOfficeView(home.workspace, never);
	const [refreshed] = await refreshLinks(home.workspace, view.connections, {signal: never});
	t.is(refreshed?.outcome, 'refreshed');
	const [connection] = view.connections as [Connection];
	const [user] = await view.office!.users() as [OfficeUser];
	for (const change of [
		async () => startRelink(home.workspace, view, connection, {signal: never}),
		async () => chooseUser(home.workspace, view, {connection, user, status: undefined}),
	]) {
		const refusal = await t.throwsAsync<BacoError>(change); // eslint-disable-line no-await-in-loop -- one after the other
		t.is(refusal.id, 'BAS-READONLY');
	}

	t.deepEqual(await home.workspace.audit.list(), []);
});
