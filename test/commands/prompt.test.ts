import path from 'node:path';
import process from 'node:process';
import {readFile} from 'node:fs/promises';
import test from 'ava';
import {openTerminal} from '../terminal/terminal.js';
import {temporaryFolder} from '../home.js';
import {program, runBaco} from './run-baco.js';

test('a password and a new passphrase are typed unseen in a real terminal', async t => {
	const home = await temporaryFolder(t);
	const terminal = openTerminal(process.execPath, [program, 'credential', 'set', 'prod/operator'], {columns: 120, env: {BACO_HOME: home, BACO_KEYCHAIN: 'off'}});
	await terminal.shows('Password for prod/operator:');
	// Enter arrives glued to the text, a paste has its marks, and a mistake is taken back.
	terminal.type('Geheix\u{7F}m-1\u{1B}[200~23\n\u{1B}[201~\r');
	await terminal.shows('New passphrase for the vault');
	terminal.type('open sesame\r');
	await terminal.shows('The same passphrase again');
	terminal.type('open sesame\r');
	t.is(await terminal.exit, 0);
	t.notRegex(terminal.raw(), /Geheim|sesame/v);
	t.regex(terminal.screen(), /The password for prod\/operator is kept in the vault/v);

	const vault = await readFile(path.join(home, 'configuration', 'vault.json'), 'utf8');
	t.true(vault.includes('prod/operator'));
	const opened = await runBaco(['credential', 'set', 'prod/baco', '--password-stdin'], {home, input: 'x\n', environment: {BACO_VAULT_PASSPHRASE: 'open sesame'}});
	t.is(opened.exitCode, 0, opened.stderr);
});

test('--password-stdin with nothing piped in asks unseen, and for the passphrase after it', async t => {
	const home = await temporaryFolder(t);
	const terminal = openTerminal(process.execPath, [program, 'credential', 'set', 'prod/operator', '--password-stdin'], {columns: 120, env: {BACO_HOME: home, BACO_KEYCHAIN: 'off'}});
	await terminal.shows('Password for prod/operator:');
	terminal.type('Geheim-123\r');
	await terminal.shows('New passphrase for the vault');
	terminal.type('open sesame\ropen sesame\r');
	t.is(await terminal.exit, 0);
	t.notRegex(terminal.raw(), /Geheim|sesame/v);
	t.regex(terminal.screen(), /There is no profile prod yet/v);
});

test('answers pasted at once each reach their own question', async t => {
	const home = await temporaryFolder(t);
	const terminal = openTerminal(process.execPath, [program, 'credential', 'set', 'prod/operator'], {columns: 120, env: {BACO_HOME: home, BACO_KEYCHAIN: 'off'}});
	await terminal.shows('Password for prod/operator:');
	terminal.type('Geheim-123\ropen sesame\ropen sesame\r');
	t.is(await terminal.exit, 0);
	t.notRegex(terminal.raw(), /Geheim|sesame/v);
});

test('Ctrl-C at the question ends with 130 and stores nothing', async t => {
	const home = await temporaryFolder(t);
	const terminal = openTerminal(process.execPath, [program, 'credential', 'set', 'prod/operator'], {env: {BACO_HOME: home, BACO_KEYCHAIN: 'off'}});
	await terminal.shows('Password for prod/operator:');
	terminal.type('abc\u{3}');
	t.is(await terminal.exit, 130);
	await t.throwsAsync(readFile(path.join(home, 'configuration', 'vault.json')), {code: 'ENOENT'});
});

test('two different passphrases store nothing', async t => {
	const home = await temporaryFolder(t);
	const terminal = openTerminal(process.execPath, [program, 'credential', 'set', 'prod/operator'], {columns: 120, env: {BACO_HOME: home, BACO_KEYCHAIN: 'off'}});
	await terminal.shows('Password for prod/operator:');
	terminal.type('Geheim-123\rone\rtwo\r');
	t.is(await terminal.exit, 2);
	t.regex(terminal.screen(), /The two passphrases differ/v);
	await t.throwsAsync(readFile(path.join(home, 'configuration', 'vault.json')), {code: 'ENOENT'});
});
