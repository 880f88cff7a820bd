import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {openTerminal, type Terminal} from './terminal.js';

// The commands as a person runs them in a terminal: progress, questions and Ctrl-C.
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

const run = (words: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Terminal => {
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js'), ...words], {columns: 120, rows: 40, env: {...home.env, ...env}});
	opened.push(terminal);
	return terminal;
};

test.serial('test --all shows its progress in one line, then the results', async t => {
	const terminal = run(['test', '--all']);
	t.is(await terminal.exit, 1);
	const counts = terminal.raw().matchAll(/\r(?<ended>\d{1,3})\/(?<all>\d{1,3}) \d{3} /gv).map(match => match.groups!).toArray();
	t.true(counts.length > 1, terminal.raw());
	t.deepEqual(counts.map(({ended}) => Number(ended)), counts.map((_, index) => index + 1));
	t.is(counts.at(-1)!.ended, counts.at(-1)!.all);
	t.regex(terminal.screen(), /^\d{1,3} tested: /mv);
	t.notRegex(terminal.screen(), /\d{1,3}\/\d{1,3} \d{3} /v, 'the progress line is gone');
	t.false(terminal.raw().includes(home.environment.secrets.baco));
});

test.serial('Ctrl-C in the middle of test --all ends with 130 and says how far it came', async t => {
	const terminal = run(['test', '--all', '--concurrency', '1']);
	await terminal.shows(/1\/\d{1,3} \d{3} /v);
	terminal.type('\u{3}');
	t.is(await terminal.exit, 130);
	t.regex(terminal.screen(), /[1-9]\d{0,2} of \d{1,3}\b/v);
});

test.serial('Ctrl-C at a question ends with 130, and nothing is written', async t => {
	const terminal = run(['access-servers', 'repair', '120', '--row', '1', '--machine-name', 'BIKESQL01']);
	await terminal.shows('Make this change? [y/N]');
	terminal.type('\u{3}');
	t.is(await terminal.exit, 130);
	t.regex(terminal.screen(), /Cancelled\./v);
	await t.throwsAsync(readFile(path.join(home.directory, 'state', 'audit.ndjson'), 'utf8'), {code: 'ENOENT'});
});

test.serial('a repair asks before it writes: n leaves the row, y changes it', async t => {
	const words = ['access-servers', 'repair', '120', '--row', '1', '--machine-name', 'BIKESQL01'];
	const refused = run(words);
	await refused.shows('Make this change? [y/N]');
	t.regex(refused.screen(), /UPDATE dbo\.BacoAccessServers SET/v);
	refused.type('n\r');
	t.is(await refused.exit, 8);
	t.regex(refused.screen(), /Cancelled\./v);
	const audit = path.join(home.directory, 'state', 'audit.ndjson');
	await t.throwsAsync(readFile(audit, 'utf8'), {code: 'ENOENT'});

	const made = run(words);
	await made.shows('Make this change? [y/N]');
	made.type('y\r');
	t.is(await made.exit, 0);
	t.regex(made.screen(), /120 .*: PASS/v);
	t.regex(await readFile(audit, 'utf8'), /"outcome":"done"/v);

	const undone = run(['access-servers', 'undo', '120']);
	await undone.shows('Take it back? [y/N]');
	undone.type('y\r');
	t.is(await undone.exit, 0);
});

test.serial('a missing Baco password is asked for once, unseen, and used for all tests', async t => {
	const name = Object.keys(home.env).find(variable => /^BACO_PASSWORD_.*_BACO$/v.test(variable))!;
	const terminal = run(['test', '100', '120'], {[name]: undefined});
	await terminal.shows(/Password of Baco on .*:/v);
	terminal.type(`${home.environment.secrets.baco}\r`);
	t.is(await terminal.exit, 1);
	t.is(terminal.raw().split('Password of Baco').length, 2);
	t.false(terminal.raw().includes(home.environment.secrets.baco));
	t.regex(terminal.screen(), /2 tested: 1 pass, 0 warn, 1 fail/v);
});
