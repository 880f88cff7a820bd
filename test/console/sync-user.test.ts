import test, {type ExecutionContext} from 'ava';
import {syncServicesOf} from '../../source/console/live-sync-services.js';
import type {Profiles} from '../../source/console/services.js';
import {
	companies,
	connector,
	openSyncHome,
	registered,
	type SyncHome,
	type SyncHomeOptions,
} from '../sync-user/sync-home.js';
import {confirmDevice, signIn} from '../sync-user/web-agent.js';
import {sampleProfiles} from './sample-services.js';
import {openScreen, type Screen} from './screen.js';

const escape = '\u{1B}';

const wide = {columns: 110, rows: 36};

/** The console over a real accounting system and office, with the divisions in memory. */
const open = async (t: ExecutionContext, options: SyncHomeOptions = {}, link: (home: SyncHome) => Promise<unknown> = async home => home.linkUser(), size = wide) => {
	const home = await openSyncHome(t, options);
	await link(home);
	const {profiles} = sampleProfiles({profile: home.workspace.profile});
	const synced: Profiles = {
		...profiles,
		async open(name, ask, more) {
			const services = await profiles.open(name, ask, more);
			return {...services, sync: syncServicesOf(home.workspace)};
		},
	};
	const screen = openScreen({...size, profiles: synced});
	t.teardown(screen.close);
	await screen.shows(/Divisions +12/v);
	screen.press('C');
	return {home, screen};
};

const addressOn = (lines: readonly string[]): string => {
	const first = lines.findIndex(line => line.startsWith('http://127.0.0.1'));
	return lines.slice(first, lines.findIndex((line, index) => index > first && line.trim() === '')).map(line => line.trim()).join('');
};

const oldLinkHolds = async (t: ExecutionContext, home: SyncHome) => {
	const stored = await home.stored();
	t.is(stored?.grantId, 'first');
};

/** Opens the relink dialog on the way that is named. */
const relinkBy = async (screen: Screen, way: string) => {
	await screen.shows('Login success');
	screen.press('r');
	await screen.shows(/by (?:paste|loopback|device)/v);
	for (let turns = 0; turns < 3 && !screen.text().includes(`by ${way}`); turns++) {
		screen.press('\t');
		await screen.shows(/by (?:paste|loopback|device)/v); // eslint-disable-line no-await-in-loop -- one way after the other
		await screen.quiet(); // eslint-disable-line no-await-in-loop
	}

	return screen.shows(`by ${way}`);
};

test.serial('the list and the evidence: label, users, companies, cause and fix', async t => {
	const {screen} = await open(t, {exact: {users: [{...connector, companies: ['101', '102']}]}}, async home => {
		await home.linkUser();
		home.system.setUser({...connector, companies: ['101', '102']});
	});
	const list = await screen.showsText(/2\/3/v);
	t.regex(list, /Exact \(delta\).*Login success.*connected.*not chosen → CX_Basecone/v);
	screen.press('\r');
	const detail = await screen.showsText('SYNC-MISSING');
	t.regex(detail, /missing: 1/v);
	t.regex(detail, /3 {2}Delta Rental/v);
	screen.press(escape);
	await screen.shows('Accounting systems');
});

test.serial('leaving at each step keeps the old link', async t => {
	const {home, screen} = await open(t);
	await relinkBy(screen, 'paste');
	screen.press(escape);
	await screen.shows('Nothing was changed');
	await oldLinkHolds(t, home);

	const lines = await relinkBy(screen, 'paste');
	const address = await signIn(addressOn(lines), connector.login, registered);
	screen.press(`${escape}[200~${address}${escape}[201~`, '\r');
	await screen.shows('y does it');
	screen.press('n');
	await screen.shows('Nothing was changed');
	await screen.quiet();
	await oldLinkHolds(t, home);
	t.deepEqual(await home.candidates(), []);
	t.false(screen.written().includes(new URL(address).searchParams.get('code')!));

	await relinkBy(screen, 'loopback');
	screen.press(escape);
	await screen.shows('Nothing was changed');
	await oldLinkHolds(t, home);
});

test.serial('a wrong paste is explained where it is typed, and can be typed again', async t => {
	const {home, screen} = await open(t, {}, undefined, {columns: 80, rows: 24});
	const lines = await relinkBy(screen, 'paste');
	screen.press(`${escape}[200~https://start.exactonline.nl/docs${escape}[201~`, '\r');
	const refused = await screen.shows('https://start.exactonline.nl/docs');
	t.true(refused.some(line => line.startsWith('  address  ')), refused.join('\n'));
	t.false(refused.join('\n').includes('more lines'));
	const address = await signIn(addressOn(lines), connector.login, registered);
	screen.press(`${escape}[200~${address}${escape}[201~`, '\r');
	await screen.shows('y does it');
	screen.press('y');
	await screen.shows('Relinked');
	const stored = await home.stored();
	t.not(stored?.grantId, 'first');
});

test.serial('a device code is shown, and the consent elsewhere goes on here', async t => {
	const {home, screen} = await open(t, {kind: 'twinfield', exact: {hasDeviceFlow: true}});
	const lines = await relinkBy(screen, 'device');
	const text = lines.join('\n');
	await confirmDevice(/page +(?<uri>http\S+)/v.exec(text)!.groups!.uri!, /code +(?<code>[A-Z]{4}-[A-Z]{4})/v.exec(text)!.groups!.code!, 'CX_Poor');
	const proposal = await screen.showsText('Type why it is done');
	t.regex(proposal, /missing: 2/v);
	t.regex(proposal, /another user of the accounting system/v);
	screen.press('\r');
	await screen.shows('Type something first.');
	await oldLinkHolds(t, home);
	screen.press('Only for today', '\r');
	await screen.shows('Relinked: CX_Poor');
	const [record] = await home.workspace.audit.list();
	t.like(record, {reason: 'Only for today', outcome: 'done'});
});

test.serial('a user is checked with four lists, given access, and chosen', async t => {
	const {home, screen} = await open(t);
	await screen.shows('3/3');
	screen.press('u');
	await screen.shows('pieter');
	screen.press('j', '\r');
	const check = await screen.showsText('reason');
	t.regex(check, /missing: 2[\s\S]*2 {2}Delta Parts {2}\(Pieter has no access in the office\)[\s\S]*covered: 1/v);
	screen.press('\u{7}');
	await screen.shows('Enter makes this user');
	screen.press('\r');
	const done = await screen.showsText('Pieter is the synchronisation user');
	t.regex(done, /Settings > Organisation > Connections/v);
	t.deepEqual(home.office?.users.find(({id}) => id === 'u2')?.companies.length, companies.length);
});

test.serial('a read-only profile says why it does not relink', async t => {
	const {screen} = await open(t, {profile: {readOnly: true}});
	await screen.shows('Login success');
	screen.press('r');
	t.regex(await screen.showsText('is read-only'), /nothing is changed through it/v);
});
