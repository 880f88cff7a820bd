import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import test from 'ava';
import {registeredClient} from '../../fixtures/demo/sample-office.js';
import {variableName} from '../../source/credentials/environment.js';
import {openVault} from '../../source/credentials/vault.js';
import {runBaco} from '../commands/run-baco.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {confirmDevice, signIn} from '../sync-user/web-agent.js';
import {openTerminal, type Terminal} from './terminal.js';

// The built program in a real pseudo-terminal, with the real vault; the browser is driven over HTTP.
let home: SampleHome;
let env: Readonly<Record<string, string>>;
const opened: Terminal[] = [];
const codes: string[] = [];
/** What commands without a terminal said. */
const said: string[] = [];
const redirect = 'http://127.0.0.1/callback';

test.before(async () => {
	home = await openSampleHome({troubles: ['healthy'], internet: {grants: undefined}});
	const {name} = home.environment.profile;
	env = {
		...home.env,
		BACO_VAULT_PASSPHRASE: 'of the test',
		SSH_CONNECTION: '192.0.2.1 50000 192.0.2.2 22',
		...Object.fromEntries(['office', 'sync-client@EXACT-NL', 'sync-client@TWINFIELD-BE'].map(secret => [variableName(`${name}/${secret}`), home.environment.readSecret(`${name}/${secret}`) ?? ''])),
	};
});

test.after.always(async () => {
	for (const terminal of opened) {
		terminal.kill('SIGKILL');
	}

	await Promise.all(opened.map(async terminal => terminal.exit));
	await home?.close();
});

const open = (args: readonly string[] = []): Terminal => {
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js'), ...args], {columns: 100, rows: 40, env});
	opened.push(terminal);
	return terminal;
};

const run = async (words: readonly string[], {input = '', more = {}}: {readonly input?: string; readonly more?: Readonly<Record<string, string>>} = {}) => {
	const outcome = await runBaco(words, {home: home.directory, environment: {...env, ...more}, input});
	said.push(outcome.stdout, outcome.stderr);
	return outcome;
};

/** Names in the sealed vault. */
const slots = async () => openVault(async () => undefined, path.join(home.directory, 'configuration', 'vault.json')).names();

const stateNow = async (id: string) => {
	const {stdout} = await run(['sync-user', 'status', id, '--json']);
	const {connections} = JSON.parse(stdout) as {readonly connections: ReadonlyArray<{readonly state: string; readonly account: {readonly name: string} | null}>};
	return connections[0]!;
};

/** The address on the screen, put together from its lines. */
const addressOn = (screen: string): string => {
	const lines = screen.split('\n');
	const first = lines.findIndex(line => line.startsWith('http://127.0.0.1') && line.includes('/auth?'));
	const end = lines.findIndex((line, index) => index > first && line.trim() === '');
	return lines.slice(first, end).map(line => line.trim()).join('');
};

const exactUser = 'CX_Basecone';

test.serial('the console relinks a disconnected user by paste', async t => {
	const terminal = open();
	await terminal.shows('Delta Bike');
	terminal.type('C');
	await terminal.shows(/Exact \(Delta Bike.*disconnected/v, 60_000);
	await terminal.hides('looking', 60_000);
	terminal.type('\r');
	await terminal.shows('SYNC-NONE');
	terminal.type('r');
	const screen = await terminal.shows('address and paste it here', 60_000);
	const address = await signIn(addressOn(screen), exactUser, redirect);
	terminal.type(`\u{1B}[200~  ${address.slice(0, 60)}\r\n${address.slice(60)}\u{1B}[201~`);
	terminal.type('\r');
	const proposal = await terminal.shows('y does it', 60_000);
	t.regex(proposal, /to +CX_Basecone/v);
	t.regex(proposal, /missing: 0/v);
	terminal.type('y');
	await terminal.shows('Relinked: CX_Basecone', 60_000);
	t.regex(terminal.screen(), /Settings > Office > Accounting System tab/v);
	terminal.type('\r');
	terminal.type('\u{1B}');
	await terminal.shows(/Exact \(Delta Bike.*Login success/v, 60_000);
	const code = new URL(address).searchParams.get('code')!;
	codes.push(code);
	t.false(terminal.raw().includes(code));
	terminal.type('q');
	t.is(await terminal.exit, 0);
});

test.serial('the command relinks by device code', async t => {
	const terminal = open(['sync-user', 'relink', 'twinfield-be', '--yes']);
	const screen = await terminal.shows('type this code', 60_000);
	const verificationUri = /(?<uri>http\S+device)/v.exec(screen)!.groups!.uri!;
	const userCode = /type this code: {2}(?<code>\S+)/v.exec(screen)!.groups!.code!;
	await confirmDevice(verificationUri, userCode, 'TWFSYNC');
	await terminal.shows('Relinked: TWFSYNC', 60_000);
	t.is(await terminal.exit, 0);
});

test.serial('the command reads an address that a terminal breaks into lines, unseen, and counts down', async t => {
	const terminal = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste', '--yes']);
	const screen = await terminal.shows(/Address of the page \(not shown\), 2:5\d left/v, 60_000);
	const address = await signIn(addressOn(screen), exactUser, redirect);
	const half = address.indexOf('code=') + 10;
	terminal.type(`${address.slice(0, half)}\r`);
	await terminal.shows('The rest of it');
	terminal.type(`${address.slice(half)}\r`);
	await terminal.shows('Relinked: CX_Basecone', 60_000);
	t.is(await terminal.exit, 0);
	const code = new URL(address).searchParams.get('code')!;
	codes.push(code);
	t.false(terminal.raw().includes(code));
});

test.serial('a wrong paste and Ctrl-C leave the link as it is', async t => {
	const pasted = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste', '--yes']);
	await pasted.shows('Address of the page', 60_000);
	pasted.type('https://start.exactonline.nl/docs/LogOn.aspx\r');
	await pasted.shows('is one of https://start.exactonline.nl/docs/LogOn.aspx', 60_000);
	await pasted.shows(/untouched\.\s+Address of the page \(not shown\)/v);
	pasted.type(`${redirect}?state=cut\r`);
	await pasted.shows(/The address ends too early[\s\S]*The rest of it, \d:\d\d left/v);
	pasted.type('https://start.exactonline.nl/docs/Other.aspx\r');
	await pasted.shows('is one of https://start.exactonline.nl/docs/Other.aspx');
	pasted.type('\r');
	t.is(await pasted.exit, 8);
	const cancelled = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste', '--yes']);
	await cancelled.shows('Address of the page', 60_000);
	cancelled.type('\u{3}');
	t.is(await cancelled.exit, 130);
	const gone = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste', '--yes']);
	await gone.shows('Address of the page', 60_000);
	gone.kill('SIGHUP');
	await gone.exit;
	const {stdout} = await run(['sync-user', 'status', 'exact-nl', '--json']);
	const {connections} = JSON.parse(stdout) as {readonly connections: ReadonlyArray<{readonly state: string; readonly label: string}>};
	t.like(connections[0], {state: 'connected', label: 'Login success'});
});

test.serial('cancelled at each step of a command, and a console whose terminal is closed before the swap', async t => {
	const before = await slots();
	const device = open(['sync-user', 'relink', 'twinfield-be']);
	await device.shows('type this code', 60_000);
	device.type('\u{3}');
	t.is(await device.exit, 130);
	t.regex(device.screen(), /baco: Cancelled/v);
	t.notRegex(device.screen(), /Unexpected error|BACO_DEBUG/v);

	const loopback = open(['sync-user', 'relink', 'exact-nl', '--flow', 'loopback']);
	await loopback.shows('baco goes on by itself', 60_000);
	loopback.type('\u{3}');
	t.is(await loopback.exit, 130);

	const asked = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste']);
	await asked.shows('Address of the page', 60_000);
	const answer = await signIn(addressOn(asked.screen()), exactUser, redirect);
	asked.type(`${answer}\r`);
	await asked.shows(/Replace the link.*\[y\/N\]/v, 60_000);
	asked.type('n\r');
	t.is(await asked.exit, 8);

	const reason = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste']);
	await reason.shows('Address of the page', 60_000);
	const poor = await signIn(addressOn(reason.screen()), 'P.Smit', redirect);
	reason.type(`${poor}\r`);
	await reason.shows('Reason to go on', 60_000);
	reason.type('\r');
	t.is(await reason.exit, 8);

	const hungUp = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste']);
	await hungUp.shows('Address of the page', 60_000);
	const foreign = await signIn(addressOn(hungUp.screen()), 'P.Smit', redirect);
	hungUp.type(`${foreign}\r`);
	await hungUp.shows('Reason to go on', 60_000);
	const held = await slots();
	t.is(held.length, before.length + 1);
	hungUp.kill('SIGHUP');
	await hungUp.exit;
	t.deepEqual(await slots(), before);

	const killed = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste']);
	await killed.shows('Address of the page', 60_000);
	const own = await signIn(addressOn(killed.screen()), exactUser, redirect);
	killed.type(`${own}\r`);
	await killed.shows(/Replace the link.*\[y\/N\]/v, 60_000);
	killed.kill('SIGKILL');
	await killed.exit;
	const leftOver = await slots();
	t.is(leftOver.length, before.length + 1);
	const doctor = await run(['doctor']);
	t.regex(doctor.stdout, /1 slot holds tokens of a relink/v);
	await run(['sync-user', 'refresh', 'twinfield-be']);
	t.deepEqual(await slots(), before);

	const closed = open();
	await closed.shows('Delta Bike');
	closed.type('C');
	await closed.shows(/Exact \(Delta Bike.*Login success/v, 60_000);
	await closed.hides('looking', 60_000);
	closed.type('r');
	const screen = await closed.shows('address and paste it here', 60_000);
	closed.type(`\u{1B}[200~${await signIn(addressOn(screen), exactUser, redirect)}\u{1B}[201~`);
	closed.type('\r');
	await closed.shows('y does it', 60_000);
	const candidate = await slots();
	t.is(candidate.length, before.length + 1);
	closed.kill('SIGHUP');
	await closed.exit;
	t.deepEqual(await slots(), before);
	t.like(await stateNow('exact-nl'), {state: 'connected', account: {name: exactUser}});
	t.is((await stateNow('twinfield-be')).state, 'connected'); // eslint-disable-line unicorn/no-await-expression-member -- one look
});

test.serial('the console relinks a Globe connection by password: a wrong one is told, Esc leaves, the right one is kept', async t => {
	const {name} = home.environment.profile;
	const right = home.environment.readSecret(`${name}/baco`)!;
	const before = await slots();
	const terminal = open();
	await terminal.shows('Delta Bike');
	terminal.type('C');
	await terminal.shows('Globe 100', 60_000);
	await terminal.hides('looking', 60_000);
	terminal.type('G');
	await terminal.shows(/› *Globe 100/v);
	terminal.type('r');
	await terminal.shows('The password of Baco', 60_000);
	terminal.type('\u{1B}');
	await terminal.shows('Nothing was changed');

	terminal.type('r');
	await terminal.shows('The password of Baco', 60_000);
	terminal.type('not-the-password');
	await terminal.shows('****************');
	terminal.type('\r');
	await terminal.shows(/LOG-1[\s\S]*The link that was there before is untouched/v, 60_000);
	terminal.type('\r');
	await terminal.shows('The password of Baco', 60_000);
	terminal.type(right);
	terminal.type('\r');
	await terminal.shows('y does it', 60_000);
	terminal.type('n');
	await terminal.shows('Nothing was changed');
	t.deepEqual(await slots(), before);

	terminal.type('r');
	await terminal.shows('The password of Baco', 60_000);
	terminal.type(right);
	terminal.type('\r');
	t.regex(await terminal.shows('y does it', 60_000), /to +Baco \//v);
	terminal.type('y');
	await terminal.shows('Relinked: Baco', 60_000);
	terminal.type('\r');
	await terminal.shows(/Globe 100.*Login success/v, 60_000);
	terminal.type('q');
	t.is(await terminal.exit, 0);
	const kept = await slots();
	t.deepEqual(kept.filter(slot => !before.includes(slot)).map(slot => slot.toLowerCase().split('@', 1)[0]), [`${name}/baco`]);
	for (const secret of [right, 'not-the-password']) {
		t.false(terminal.raw().includes(secret));
	}
});

test.serial('the Dutch labels, a refresh that is not due, and a user who cannot reach all', async t => {
	const syncUser = async (...words: string[]) => run(['sync-user', ...words]);
	const status = await syncUser('status', '--language', 'nl');
	t.regex(status.stdout, /Exact \(Delta Bike NL\) +exact-nl +Exact +login gelukt +verbonden/v);
	t.regex(status.stdout, /De eigen koppeling van het kantoor met Addison[\s\S]*oorzaak: Het kantoor vraagt het boekhoudsysteem via de synchronisatiegebruiker/v);
	t.is(status.exitCode, 1);
	const refresh = await syncUser('refresh', 'exact-nl');
	t.regex(refresh.stdout, /still fresh/v);
	t.is(refresh.exitCode, 0);
	const refused = await syncUser('set', 'exact-nl', '--user', 'pieter', '--yes');
	t.is(refused.exitCode, 1);
	t.regex(refused.stderr, /Pieter has no access in the office to 2 of the companies/v);
	const dutch = await syncUser('set', 'exact-nl', '--user', 'pieter', '--yes', '--language', 'nl');
	t.regex(dutch.stderr, /baco: Niet gedaan: Pieter heeft in het kantoor geen toegang tot 2 van de administraties[\s\S]*Oorzaak: [\s\S]*Oplossing: /v);
	const granted = await syncUser('set', 'exact-nl', '--user', 'pieter', '--grant', '--yes');
	t.is(granted.exitCode, 0, granted.stderr);
	t.regex(granted.stdout, /Settings > Organisation > Connections/v);
	const audit = await run(['audit', '--json']);
	const {records} = JSON.parse(audit.stdout) as {readonly records: ReadonlyArray<{readonly action: string; readonly after: string}>};
	t.deepEqual(records.slice(0, 2).map(({action}) => action), ['sync-user.set', 'sync-user.grant']);
});

test.serial('access is not given to a user whom something else keeps out, and what can be judged is judged before a consent', async t => {
	const relink = ['sync-user', 'relink', 'exact-nl', '--flow', 'paste'];
	const inactive = await run(['sync-user', 'set', 'exact-nl', '--user', 'saskia', '--grant', '--yes']);
	t.is(inactive.exitCode, 1);
	t.regex(inactive.stderr, /Not done: Saskia is not active in the office/v);
	t.notRegex(inactive.stderr, /gets access|was given access/v);
	const {stdout} = await run(['audit', '--json']);
	t.notRegex(stdout, /Saskia with/v);
	const given = await run(['sync-user', 'set', 'exact-nl', '--user', 'saskia', '--grant', '--yes', '--override-reason', 'too few']);
	t.is(given.exitCode, 2);
	t.regex(given.stderr, /at least 10 characters/v);
	const short = await run([...relink, '--override-reason', 'abc', '--yes']);
	t.is(short.exitCode, 2);
	t.regex(short.stderr, /at least 10 characters/v);
	t.notRegex(short.stderr, /Open this address/v);
	const unasked = await run(relink);
	t.is(unasked.exitCode, 2);
	t.regex(unasked.stderr, /no terminal to ask in; say --yes/v);
	t.notRegex(unasked.stderr, /Open this address/v);
});

test.serial('a reason that is too short is asked again, and the link from before is named', async t => {
	const terminal = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste']);
	await terminal.shows('Address of the page', 60_000);
	const address = await signIn(addressOn(terminal.screen()), 'P.Smit', redirect);
	terminal.type(`${address}\r`);
	await terminal.shows('Reason to go on, at least 10 characters', 60_000);
	terminal.type('abc\r');
	await terminal.shows('That is too short: the audit keeps it. At least 10 characters (Enter cancels):');
	terminal.type('Only until Monday\r');
	await terminal.shows(/Replace the link.*\[y\/N\]/v);
	terminal.type('n\r');
	t.is(await terminal.exit, 8);
	t.regex(terminal.screen(), /In the office:[\s\S]*covered: 5[\s\S]*In the accounting system:\s+covered: 3/v);
});

test.serial('a relink that was made ends well, and names the rights that are missing', async t => {
	const rights = await run(['sync-user', 'status', 'exact-nl', '--rights']);
	t.regex(rights.stdout, /SYNC-RIGHTS\]/v);
	const terminal = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste', '--yes']);
	await terminal.shows('Address of the page', 60_000);
	const address = await signIn(addressOn(terminal.screen()), exactUser, redirect);
	terminal.type(`${address}\r`);
	await terminal.shows('Relinked:', 60_000);
	t.is(await terminal.exit, 0);
	t.regex(terminal.raw(), /State now: connected, rights missing\.\s+CX_Basecone lacks rights: 104 Delta Bike Repair B\.V\.: book purchase entries/v);
});

test.serial('a password that was typed is not taken for one of a store', async t => {
	const wrong = await run(['sync-user', 'relink', 'globe-100', '--password-stdin', '--yes'], {input: 'not-the-password\n'});
	t.is(wrong.exitCode, 5);
	t.regex(wrong.stderr, /(?:The password that|it came from what) was typed/v);
	t.notRegex(wrong.stderr, /password command|environment variable/v);
});

test.serial('of a connection that the office does not have, or cannot be relinked here, nothing is invented', async t => {
	const globe = await run(['sync-user', 'set', 'globe-100', '--user', 'monica', '--yes']);
	t.is(globe.exitCode, 0, globe.stderr);
	t.regex(globe.stderr, /In the office: not known: the office does not have this connection[\s\S]*In the accounting system: not known: no link/v);
	t.notRegex(globe.stderr + globe.stdout, /covered: 0|Actions > edit|prove the link/v);
	const archive = await run(['sync-user', 'set', 'accountview', '--user', 'monica', '--yes']);
	t.is(archive.exitCode, 0, archive.stderr);
	t.regex(archive.stderr, /In the office: no company belongs to this connection[\s\S]*In the accounting system: not known/v);
	t.regex(archive.stdout, /Settings > Organisation > Connections/v);
	t.notRegex(archive.stderr + archive.stdout, /covered: 0|prove the link/v);
});

test.serial('an office whose key is missing is told, with a code of its own', async t => {
	const {name} = home.environment.profile;
	const known = await run(['sync-user', 'status', '--json'], {more: {[variableName(`${name}/office`)]: ''}});
	const {connections, office} = JSON.parse(known.stdout) as {readonly connections: ReadonlyArray<{readonly id: string}>; readonly office: {readonly id: string}};
	t.is(office.id, 'SECRET-MISSING');
	t.is(connections.length, 6);
	const added = await run(['profile', 'add', 'acme', '--server', 'SYNSQL01', '--database', 'Synergy', '--user', 'jdoe', '--office-url', 'http://127.0.0.1:1', '--office-client', 'baco']);
	t.is(added.exitCode, 0, added.stderr);
	for (const words of [['status'], ['refresh']]) {
		const none = await run(['sync-user', ...words, '--profile', 'acme']); // eslint-disable-line no-await-in-loop -- one after the other
		t.regex(none.stdout, /acme\/office[\s\S]*No accounting system connection is known/v);
		t.is(none.exitCode, 3, none.stdout);
	}
});

test.serial('what fails says nothing of codes and tokens, also where the stack is wanted', async t => {
	const debug = {BACO_DEBUG: '1'};
	const relink = ['sync-user', 'relink', 'exact-nl', '--flow', 'paste', '--yes'];
	const question = open(relink);
	await question.shows('Address of the page', 60_000);
	const foreign = await signIn(addressOn(question.screen()), exactUser, redirect);
	codes.push(new URL(foreign).searchParams.get('code')!);
	question.type('\u{3}');
	await question.exit;
	const state = await run(relink, {input: `${foreign}\n`, more: debug});
	t.regex(state.stderr, /its state does not match/v);
	const bare = await run(relink, {input: `${new URL(foreign).searchParams.get('code')}\n`, more: debug});
	t.regex(bare.stderr, /something that is not an address/v);
	const elsewhere = await run(relink, {input: `${foreign.replace(redirect, 'https://elsewhere.example/')}\n`, more: debug});
	t.regex(elsewhere.stderr, /is one of https:\/\/elsewhere\.example/v);
	const {exactOnline} = home.environment.internet!;
	await exactOnline.revoke(exactUser);
	const lost = await run(['sync-user', 'status', 'exact-nl', '--json'], {more: debug});
	t.regex(lost.stdout, /"state":"(?:reconnect_needed|connected)"/v);
	await run(['sync-user', 'refresh', '--json'], {more: debug});
	await run(['audit', '--json'], {more: debug});
	t.true(exactOnline.issued.size > 10);
});

test.serial('nothing that was written, in a file of the home, on a screen or as output, holds a token, a code or a key', t => {
	const {secrets} = home.environment;
	const files = readdirSync(home.directory, {withFileTypes: true, recursive: true}).filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
	const content = files.filter(file => !file.startsWith(path.join(home.directory, 'cache'))).map(file => readFileSync(file, 'latin1')).join('\n');
	const screens = opened.map(terminal => terminal.raw());
	// A line that a terminal broke is put together again.
	const output = [...said, ...screens, ...screens.map(text => stripVTControlCharacters(text).replaceAll(/\s+/gv, ''))].join('\n');
	const {exactOnline, twinfield} = home.environment.internet!;
	const issued = [...exactOnline.issued, ...twinfield.issued, ...codes];
	t.true(issued.length > 20);
	for (const secret of [secrets.office, secrets.application, ...issued]) {
		t.false(content.includes(secret), `a file holds ${secret.slice(0, 4)}...`);
		t.false(output.includes(secret), `an output holds ${secret.slice(0, 4)}...`);
	}

	t.notRegex(content.replaceAll('"accessExpiresAt"', ''), /accessToken|access_token|refresh_token/v);
	t.true(content.includes(registeredClient));
});
