import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {openTerminal, type Terminal, type TerminalOptions} from './terminal.js';

// The real program, built as it is installed, in a real pseudo-terminal, on servers that speak TDS.
const down = '\u{1B}[B';
let home: SampleHome;
const opened: Terminal[] = [];

test.before(async () => {
	home = await openSampleHome({troubles: ['healthy', 'oldServerName']});
});

test.after.always(async () => {
	for (const terminal of opened) {
		terminal.kill('SIGKILL');
	}

	await Promise.all(opened.map(async terminal => terminal.exit));
	await home?.close();
});

function openConsole(options: TerminalOptions = {}, args: readonly string[] = []): Terminal {
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js'), ...args], {...options, env: {...home.env, ...options.env}});
	opened.push(terminal);
	return terminal;
}

test.serial('arrow to a division, run a failing test, repair it, see it pass, undo', async t => {
	const terminal = openConsole();
	await terminal.shows('Delta Bike Parts');
	terminal.type(down + down);
	await terminal.shows(/› 120/v);
	terminal.type('\r');
	await terminal.shows('13 steps');
	terminal.type('t');
	await terminal.shows('BAS-STALE', 60_000);
	t.regex(await terminal.shows(/Tested 120 .*: fail/v), /LOGIN .*✓/v);

	terminal.type('r');
	await terminal.shows(/new +BIKESQL01/v);
	terminal.type('\r');
	t.regex(await terminal.shows('Write this change?'), /UPDATE dbo\.BacoAccessServers/v);
	terminal.type('y');
	await terminal.shows(/Test of 120 now: ✓ pass/v, 60_000);

	terminal.type('\r');
	await terminal.hides('Test of 120 now');
	terminal.type('\u{1B}');
	await terminal.shows('Divisions');
	t.regex(terminal.screen(), /› 120 .*✓ pass/v);

	terminal.type('A');
	await terminal.shows(/repair +DELTASQL2016 +BIKESQL01 +done/v);
	terminal.type('u');
	await terminal.shows('Undo this change?');
	terminal.type('y');
	await terminal.shows(/undo +BIKESQL01 +DELTASQL2016 +done/v, 60_000);
	await terminal.shows(/Tested 120 .*: fail/v, 60_000);

	terminal.type('q');
	t.is(await terminal.exit, 0);
	t.false(terminal.raw().includes(home.environment.secrets.baco), 'no password is ever on the screen');
});

test.serial('keys that arrive in one chunk do what they do one by one', async t => {
	const terminal = openConsole();
	await terminal.shows('Delta Bike Parts');
	terminal.type('jj\r');
	await terminal.shows(/120 +Delta Bike Parts B\.V\./v);
	await terminal.shows('13 steps');
	terminal.type('\u{1B}');
	await terminal.shows('Divisions');
	terminal.type('/parts\r');
	await terminal.hides('Holding');
	t.true(terminal.screen().includes('Delta Bike Parts'));
	terminal.type('q');
	t.is(await terminal.exit, 0);
});

test.serial('it follows the window from 60x20 to 200x50 and back', async t => {
	const terminal = openConsole({columns: 60, rows: 20});
	await terminal.shows('Delta Bike Parts');
	terminal.resize(200, 50);
	await terminal.shows('WHEN');
	t.true(terminal.screen().includes('Delta Bike Holding B.V.'));
	terminal.resize(60, 20);
	await terminal.hides('WHEN');
	await terminal.shows('CODE');
	const lines = terminal.screen().split('\n');
	t.is(lines.filter(line => line.includes('CODE')).length, 1, terminal.screen());
	t.true(lines.every(line => line.length <= 60), terminal.screen());
	terminal.type('q');
	t.is(await terminal.exit, 0);
});

test.serial('CI in the environment does not switch it off', async t => {
	const terminal = openConsole({env: {CI: 'true'}});
	await terminal.shows('Delta Bike Parts');
	terminal.type('j');
	await terminal.shows(/› 110|› 120/v);
	terminal.type('q');
	t.is(await terminal.exit, 0);
});

test.serial('without colours it says the same', async t => {
	const terminal = openConsole({env: {NO_COLOR: '1'}});
	await terminal.shows('Delta Bike Parts');
	terminal.type('j');
	await terminal.shows(/› 110/v);
	t.deepEqual(terminal.raw().split('\u{1B}[').filter(sequence => /^(?:\d+;)*3[0-7]m/v.test(sequence)), []);
	terminal.type('q');
	t.is(await terminal.exit, 0);
});

for (const signal of ['SIGHUP', 'SIGTERM']) {
	test.serial(`${signal} ends it and gives the terminal back`, async t => {
		const terminal = openConsole();
		await terminal.shows('Delta Bike Parts');
		terminal.kill(signal);
		t.is(await terminal.exit, signal === 'SIGHUP' ? 129 : 143);
		t.true(terminal.raw().includes('\u{1B}[?1049l'), 'the alternate screen is left');
		t.true(terminal.raw().includes('\u{1B}[?25h'), 'the cursor is shown again');
	});
}

test.serial('--plain asks with numbers and only ever appends', async t => {
	const terminal = openConsole({}, ['--plain']);
	await terminal.shows('Delta Bike Parts');
	t.false(terminal.raw().includes('\u{1B}[?1049h'));
	t.false(terminal.raw().includes('\u{1B}[2J'));
});

test.serial('a profile whose server is gone says so and lets retry', async t => {
	const terminal = openConsole({env: {BACO_PASSWORD_DEMO_OPERATOR: 'not-the-password'}});
	const screen = await terminal.shows(/18456|refuse/v);
	t.false(screen.includes('not-the-password'));
	terminal.type('q');
	t.is(await terminal.exit, 0);
});
