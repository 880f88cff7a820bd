import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {registeredClient} from '../../fixtures/demo/sample-office.js';
import {variableName} from '../../source/credentials/environment.js';
import {runBaco} from '../commands/run-baco.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {confirmDevice, signIn} from '../sync-user/web-agent.js';
import {openTerminal, type Terminal} from './terminal.js';

// The built program in a real pseudo-terminal, with the real vault; the browser is driven over HTTP.
let home: SampleHome;
let env: Readonly<Record<string, string>>;
const opened: Terminal[] = [];
const codes: string[] = [];
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
	t.is(await pasted.exit, 2);
	const cancelled = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste', '--yes']);
	await cancelled.shows('Address of the page', 60_000);
	cancelled.type('\u{3}');
	t.is(await cancelled.exit, 130);
	const gone = open(['sync-user', 'relink', 'exact-nl', '--flow', 'paste', '--yes']);
	await gone.shows('Address of the page', 60_000);
	gone.kill('SIGHUP');
	await gone.exit;
	const {stdout} = await runBaco(['sync-user', 'status', 'exact-nl', '--json'], {home: home.directory, environment: env});
	const {connections} = JSON.parse(stdout) as {readonly connections: ReadonlyArray<{readonly state: string; readonly label: string}>};
	t.like(connections[0], {state: 'connected', label: 'Login success'});
});

test.serial('the Dutch labels, a refresh that is not due, and a user who cannot reach all', async t => {
	const run = async (...words: string[]) => runBaco(['sync-user', ...words], {home: home.directory, environment: env});
	const status = await run('status', '--language', 'nl');
	t.regex(status.stdout, /Exact \(Delta Bike NL\) +exact-nl +Exact +login gelukt +verbonden/v);
	t.regex(status.stdout, /De eigen koppeling van het kantoor met Addison[\s\S]*oorzaak: Het kantoor vraagt het boekhoudsysteem via de synchronisatiegebruiker/v);
	t.is(status.exitCode, 1);
	const refresh = await run('refresh', 'exact-nl');
	t.regex(refresh.stdout, /still fresh/v);
	t.is(refresh.exitCode, 0);
	const refused = await run('set', 'exact-nl', '--user', 'pieter', '--yes');
	t.is(refused.exitCode, 1);
	t.regex(refused.stderr, /Pieter has no access in the office to 2 of the companies/v);
	const granted = await run('set', 'exact-nl', '--user', 'pieter', '--grant', '--yes');
	t.is(granted.exitCode, 0, granted.stderr);
	t.regex(granted.stdout, /Settings > Organisation > Connections/v);
	const audit = await runBaco(['audit', '--json'], {home: home.directory, environment: env});
	const {records} = JSON.parse(audit.stdout) as {readonly records: ReadonlyArray<{readonly action: string; readonly after: string}>};
	t.deepEqual(records.slice(0, 2).map(({action}) => action), ['sync-user.set', 'sync-user.grant']);
});

test.serial('no file of the home but the sealed vault holds a token, a code or a key', t => {
	const {secrets} = home.environment;
	const files = readdirSync(home.directory, {withFileTypes: true, recursive: true}).filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
	const content = files.filter(file => !file.startsWith(path.join(home.directory, 'cache'))).map(file => readFileSync(file, 'latin1')).join('\n');
	for (const secret of [secrets.office, secrets.application]) {
		t.false(content.includes(secret));
	}

	t.notRegex(content.replaceAll('"accessExpiresAt"', ''), /accessToken|access_token|refresh_token/v);
	t.true(content.includes(registeredClient));
});
