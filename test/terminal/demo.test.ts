import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {runBaco} from '../commands/run-baco.js';
import {temporaryFolder} from '../home.js';
import {openTerminal} from './terminal.js';

const program = path.resolve('dist/cli.js');

test.serial('baco --demo draws first and shows how far the first start of the demo is', async t => {
	const home = await temporaryFolder(t);
	t.teardown(async () => runBaco(['demo', 'stop'], {home}));
	const terminal = openTerminal(process.execPath, [program, '--demo'], {columns: 100, env: {BACO_HOME: home, BACO_KEYCHAIN: 'off'}});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	const first = await terminal.shows('Connecting. The divisions appear here.');
	t.regex(first, /q quit/v);
	t.true(terminal.raw().startsWith('\u{1B}[?1049h') || !terminal.raw().slice(0, terminal.raw().indexOf('\u{1B}[?1049h')).includes('\n'), 'nothing is written before the screen');
	await terminal.shows(/Connecting\. The divisions appear here\.\n\n {2}\S/v, 60_000);
	await terminal.shows('Delta Bike Parts', 60_000);
	terminal.type('q');
	t.is(await terminal.exit, 0);
});

test.serial('quitting while the demo starts leaves nothing running', async t => {
	const home = await temporaryFolder(t);
	t.teardown(async () => runBaco(['demo', 'stop'], {home}));
	const terminal = openTerminal(process.execPath, [program, '--demo'], {env: {BACO_HOME: home, BACO_KEYCHAIN: 'off'}});
	await terminal.shows('Connecting. The divisions appear here.');
	terminal.type('q');
	t.is(await terminal.exit, 0);
	const {stdout} = await runBaco(['demo', 'status', '--json'], {home});
	const {running} = JSON.parse(stdout) as {running: boolean};
	t.false(running);
});
