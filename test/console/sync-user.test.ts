import {Buffer} from 'node:buffer';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {syncServicesOf} from '../../source/console/live-sync-services.js';
import type {Profiles} from '../../source/console/services.js';
import {
	companies,
	connector,
	monica,
	openSyncHome,
	pieter,
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
const opened: string[] = [];

const open = async (t: ExecutionContext, options: SyncHomeOptions = {}, link: (home: SyncHome) => Promise<unknown> = async home => home.linkUser(), {environment, ...size}: {readonly columns: number; readonly rows: number; readonly environment?: NodeJS.ProcessEnv} = wide) => {
	const home = await openSyncHome(t, options);
	await link(home);
	const {profiles} = sampleProfiles({profile: home.workspace.profile});
	const synced: Profiles = {
		...profiles,
		async open(name, ask, more) {
			const services = await profiles.open(name, ask, more);
			return {
				...services,
				sync: {
					...syncServicesOf(home.workspace),
					async openBrowser(address: string) {
						opened.push(address);
					},
				},
			};
		},
	};
	const screen = openScreen({...size, profiles: synced, ...(environment !== undefined && {environment})});
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

	await screen.shows(`by ${way}`);
	// The way is named while it starts; its address comes with the answer of the system.
	return screen.shows(way === 'device' ? /page +http/v : /^http:\/\/127\.0\.0\.1/mv);
};

test.serial('the list and the evidence: label, users, companies, cause and fix', async t => {
	const {screen} = await open(t, {exact: {users: [{...connector, companies: ['101', '102']}]}}, async home => {
		await home.linkUser();
		home.system.setUser({...connector, companies: ['101', '102']});
	});
	const list = await screen.showsText(/2\/3/v);
	t.regex(list, /Exact \(delta\).*Login success.*access missing.*not chosen → CX_Basecone/v);
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
	t.regex(lines.join(' '), /so far CX_Basecone/v);
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

test.serial('leaving while a server is slow keeps the old link too', async t => {
	const {home, screen} = await open(t);
	await screen.shows('Login success');
	home.office!.faults.isStalled = true;
	screen.press('r');
	await screen.shows('Asking the office');
	screen.press(escape);
	await screen.shows('Nothing was changed');
	home.office!.faults.isStalled = false;

	const lines = await relinkBy(screen, 'paste');
	const address = await signIn(addressOn(lines), connector.login, registered);
	home.system.faults.isStalled = true;
	screen.press(`${escape}[200~${address}${escape}[201~`, '\r');
	await screen.shows('Proving the new link');
	screen.press(escape);
	await screen.shows('Nothing was changed');
	home.system.faults.isStalled = false;

	const again = await relinkBy(screen, 'paste');
	home.system.faults.tokenStatus = 503;
	screen.press(`${escape}[200~${await signIn(addressOn(again), connector.login, registered)}${escape}[201~`, '\r');
	await screen.shows('SYNC-UNAVAILABLE');
	screen.press(escape);
	await screen.shows('Nothing was changed');
	home.system.faults.tokenStatus = undefined;

	const poor = await relinkBy(screen, 'paste');
	screen.press(`${escape}[200~${await signIn(addressOn(poor), 'CX_Poor', registered)}${escape}[201~`, '\r');
	await screen.shows('Type why it is done');
	screen.press('Because it must be', escape);
	await screen.shows('Nothing was changed');
	await screen.quiet();
	await oldLinkHolds(t, home);
	/* eslint-disable no-await-in-loop -- waits for one thing to happen */
	for (let left = await home.candidates(); left.length > 0; left = await home.candidates()) {
		await delay(20);
	}
	/* eslint-enable no-await-in-loop */

	t.deepEqual(await home.workspace.audit.list(), []);
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
	screen.press('Only', '\r');
	await screen.shows('at least 10 characters');
	await oldLinkHolds(t, home);
	screen.press(' for today', '\r');
	t.regex(await screen.showsText('y does it'), /Companies are out of its reach\. Reason: Only for today/v);
	await oldLinkHolds(t, home);
	screen.press('y');
	await screen.shows('Relinked: CX_Poor');
	const [record] = await home.workspace.audit.list();
	t.like(record, {reason: 'Only for today', outcome: 'done'});
});

test.serial('in a small window a reason is typed where it is seen, and asked about before anything is changed', async t => {
	const many = Array.from({length: 14}, (_, index) => ({code: String(201 + index), hid: String(index + 1), name: `Delta ${index + 1}`}));
	const {home, screen} = await open(t, {
		exact: {companies: many, users: [{...connector, companies: many.map(({code}) => code)}, {login: 'CX_Poor', companies: ['201']}]},
		office: {
			companies: many.map(({code, name}) => ({
				id: `c${code}`, name, type: 'Exact', externalId: code, companyCode: code,
			})),
			users: [{...monica, companies: many.map(({code}) => `c${code}`)}, {...pieter, companies: []}],
		},
	}, undefined, {columns: 80, rows: 24});
	const lines = await relinkBy(screen, 'paste');
	screen.press(`${escape}[200~${await signIn(addressOn(lines), 'CX_Poor', registered)}${escape}[201~`, '\r');
	const asked = await screen.showsText(/reason +/v);
	t.regex(asked, /from +Monica → CX_Basecone[\s\S]*more lines[\s\S]*Type why it is done all the same \(at\s+least\s+10\s+characters\);\s+the audit keeps it\.\s+reason/v);
	screen.press('The others follow', '\r');
	t.regex(await screen.showsText('y does it'), /from +Monica → CX_Basecone[\s\S]*Reason: The others follow/v);
	await oldLinkHolds(t, home);
	screen.press('n');
	await screen.shows('Nothing was changed');
	await oldLinkHolds(t, home);

	screen.press('u');
	await screen.shows('pieter');
	screen.press('j', '\r');
	t.regex(await screen.showsText(/reason +/v), /more lines[\s\S]*ctrl-g gives access in the office; or type why/v);
	screen.press('Holiday cover', '\r');
	t.regex(await screen.showsText('y does it'), /from +not chosen\s+to +Pieter\s+reason +Holiday cover/v);
	screen.press('n');
	await screen.shows(/reason +Holiday cover/v);
	t.deepEqual(await home.workspace.audit.list(), []);
});

test.serial('an office that does not answer is told above the connections that are known', async t => {
	const {home, screen} = await open(t, {
		office: {
			connections: [{
				id: 'link', type: 'Exact', description: 'Exact (delta)', connectable: [],
			}, {
				id: 'archive', type: 'AccountView', description: 'AccountView (archive)', connectable: [],
			}],
		},
	});
	await screen.shows('3/3');
	await screen.hides('looking');
	await home.office!.stop();
	await home.system.stop();
	screen.press('R');
	const list = await screen.showsText(/office: .* does not answer/v);
	t.regex(list, /Exact \(delta\).*unknown.*not chosen → CX_Basecone[\s\S]*AccountView \(archive\).*unknown/v);
	t.regex(list, /last known +connected/v);
	screen.press('\r');
	const detail = await screen.showsText('SYNC-UNREACHABLE');
	t.regex(detail, /status +unknown *$/mv);
});

test.serial('a user is checked with four lists, given access, and chosen', async t => {
	const {home, screen} = await open(t);
	await screen.shows('3/3');
	screen.press('u');
	await screen.shows('pieter');
	screen.press('j', '\r');
	const check = await screen.showsText('reason');
	t.regex(check, /missing: 2[\s\S]*2 {2}Delta Parts {2}\(Pieter has no access in the office\)[\s\S]*covered: 1/v);
	screen.press('Holiday', '\u{7}');
	t.regex(await screen.showsText('y does it'), /Give Pieter access in the office to 2 companies[\s\S]*2 {2}Delta Parts[\s\S]*3 {2}Delta Rental/v);
	screen.press('n');
	await screen.shows(/reason +Holiday/v);
	t.is(home.office?.users.find(({id}) => id === 'u2')?.companies.length, 1);
	screen.press('\u{7}');
	await screen.shows('y does it');
	screen.press('y');
	await screen.shows('Enter makes this user');
	screen.press('\r');
	t.regex(await screen.showsText('y does it'), /Make this user the synchronisation user of Exact \(delta\)\?\s+from +not chosen\s+to +Pieter/v);
	screen.press('n');
	await screen.shows('Enter makes this user');
	screen.press('\r');
	await screen.shows('y does it');
	screen.press('y');
	const done = await screen.showsText('Pieter is the synchronisation user');
	t.regex(done, /Settings > Organisation > Connections/v);
	t.deepEqual(home.office?.users.find(({id}) => id === 'u2')?.companies.length, companies.length);
});

test.serial('a user who is not active is named as the obstacle, also after access was given', async t => {
	const {screen} = await open(t, {office: {users: [monica, {...pieter, isActive: false}]}});
	await screen.shows('3/3');
	screen.press('u');
	await screen.shows('pieter');
	screen.press('j', '\r');
	t.regex(await screen.showsText('ctrl-g gives access'), /Pieter is not active in the office\. Activate the user/v);
	screen.press('\u{7}');
	await screen.shows('y does it');
	screen.press('y');
	const after = await screen.showsText('Type why it is done all the same');
	t.regex(after, /covered: 3[\s\S]*Pieter is not active in the office\. Activate the user/v);
	t.notRegex(after, /out of this user/v);
});

test.serial('a read-only profile says why it does not relink', async t => {
	const {screen} = await open(t, {profile: {readOnly: true}});
	await screen.shows('Login success');
	screen.press('r');
	t.regex(await screen.showsText('is read-only'), /nothing is changed through it/v);
});

test.serial('a waiting consent is left by Esc only: then nobody listens and nobody asks any more', async t => {
	const {home, screen} = await open(t, {kind: 'twinfield', exact: {hasDeviceFlow: true}});
	const device = await relinkBy(screen, 'device');
	t.notRegex(device.at(-1)!, /B jobs|H runs|q quit/v);
	for (const key of ['B', 'H', 'C', ':', 'q', '?']) {
		screen.press(key);
		await screen.shows(`${key} does nothing here; Esc closes.`); // eslint-disable-line no-await-in-loop -- one key after the other
	}

	screen.press(escape);
	await screen.shows('Nothing was changed');
	await screen.quiet();
	const polls = () => home.system.requests.filter(({path}) => path.endsWith('/token')).length;
	const count = polls();
	// Longer than the pause between two polls.
	await delay(6000);
	t.is(polls(), count);

	const lines = await relinkBy(screen, 'loopback');
	const redirect = new URL(new URL(addressOn(lines)).searchParams.get('redirect_uri')!);
	const answered = await fetch(redirect);
	t.is(answered.status, 400);
	screen.press(escape);
	await screen.shows('Nothing was changed');
	await screen.quiet();
	await t.throwsAsync(fetch(redirect));
	await oldLinkHolds(t, home);
});

test.serial('the end of the console ends a consent that waits', async t => {
	const {home, screen} = await open(t);
	const lines = await relinkBy(screen, 'loopback');
	const redirect = new URL(new URL(addressOn(lines)).searchParams.get('redirect_uri')!);
	await screen.close();
	await t.throwsAsync(fetch(redirect));
	/* eslint-disable no-await-in-loop -- waits for one thing to happen */
	for (let left = await home.candidates(); left.length > 0; left = await home.candidates()) {
		await delay(20);
	}
	/* eslint-enable no-await-in-loop */

	await oldLinkHolds(t, home);
});

test.serial('what can be done in the office only says so, and offers nothing that cannot help', async t => {
	const {screen} = await open(t, {
		office: {
			connections: [{
				id: 'archive', type: 'AccountView', description: 'AccountView (archive)', connectable: [],
			}],
		},
		profile: {accountingSystems: {}},
	}, async () => undefined);
	await screen.shows('AccountView (archive)');
	await screen.quiet();
	screen.press('r');
	const failed = await screen.showsText('SYNC-OFFICE-PAGES');
	t.regex(failed, /Settings > Office > Accounting System tab/v);
	t.notRegex(failed, /Enter|try again|Tab/v);
	screen.press('\r');
	await screen.shows('Trying again does not help here; Esc leaves.');
	screen.press(escape);
	await screen.shows('Nothing was changed');
});

test.serial('a failure that passes is tried again the same way', async t => {
	const {home, screen} = await open(t);
	const lines = await relinkBy(screen, 'paste');
	const address = await signIn(addressOn(lines), connector.login, registered);
	home.system.faults.tokenStatus = 503;
	screen.press(`${escape}[200~${address}${escape}[201~`, '\r');
	t.regex(await screen.showsText('SYNC-UNAVAILABLE'), /Enter tries again; Tab goes another way; Esc leaves/v);
	home.system.faults.tokenStatus = undefined;
	screen.press('\r');
	await screen.shows('by paste');
	await screen.shows('address and paste it here');
	screen.press(escape);
	await oldLinkHolds(t, home);
});

test.serial('the address goes to the clipboard, and into a browser only where the operator sits', async t => {
	const {DISPLAY: display, SSH_CONNECTION: ssh} = process.env;
	t.teardown(() => {
		Object.assign(process.env, display === undefined ? {} : {DISPLAY: display}, ssh === undefined ? {} : {SSH_CONNECTION: ssh});
	});
	delete process.env.SSH_CONNECTION;
	process.env.DISPLAY = ':9';
	const {screen} = await open(t);
	const address = addressOn(await relinkBy(screen, 'paste'));
	screen.press('\u{19}');
	await screen.shows('Copied the address');
	t.true(screen.written().includes(`${escape}]52;c;${Buffer.from(address).toString('base64')}`));
	screen.press('\u{F}');
	await screen.shows('The browser was asked');
	t.deepEqual(opened, [address]);
	process.env.SSH_CONNECTION = '192.0.2.1 50000 192.0.2.2 22';
	screen.press('\u{F}');
	await screen.shows('you may sit at another machine');
	t.is(opened.length, 1);
	delete process.env.DISPLAY;
	delete process.env.SSH_CONNECTION;
});

test.serial('the labels of the office are Dutch for who has a Dutch locale', async t => {
	const {screen} = await open(t, {}, undefined, {...wide, environment: {LANG: 'nl_NL.UTF-8'}});
	t.regex(await screen.showsText('3/3'), /login gelukt +verbonden/v);
	screen.press('\r');
	await screen.shows('login gelukt (verbonden; op de pagina van de gebruiker: Verbonden)');
});

test.serial('causes and fixes are in the language of the labels', async t => {
	const {screen} = await open(t, {exact: {users: [{...connector, companies: ['101', '102']}]}}, undefined, {...wide, environment: {LANG: 'nl_NL.UTF-8'}});
	t.regex(await screen.showsText('2/3'), /toegang mist[\s\S]*oorzaak +Het boekhoudsysteem toont deze administraties niet/v);
	screen.press('\r');
	t.regex(await screen.showsText('SYNC-MISSING'), /CX_Basecone heeft geen toegang tot 1 administratie[\s\S]*Oorzaak[\s\S]*Oplossing[\s\S]*ontbreekt: 1/v);
	screen.press('r');
	await screen.shows(/by (?:paste|loopback)/v);
	await screen.shows('http://127.0.0.1');
	if (!screen.text().includes('by paste')) {
		screen.press('\t');
		await screen.shows('by paste');
	}

	await screen.shows('address and paste it here');
	screen.press('no address', '\r');
	await screen.shows('Het adres van de pagina is nodig, en dit is iets dat geen adres is.');
});

test.serial('each line of the address leads to the whole address, where the terminal may know links', async t => {
	const {screen} = await open(t, {}, undefined, {columns: 80, rows: 24, environment: {TERM: 'xterm-256color'}});
	const lines = await relinkBy(screen, 'paste');
	const address = addressOn(lines);
	t.true(URL.canParse(address));
	const links = screen.written().split(`${escape}]8;id=baco;${address}${escape}\\`).length - 1;
	t.is(links, Math.ceil(address.length / 80));
	screen.press(escape);
	await screen.shows('Nothing was changed');
	const ends = screen.written().split(`${escape}]8;;${escape}\\`).length - 1;
	t.is(ends, links);
});
