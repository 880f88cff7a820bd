import test from 'ava';
import {sampleProfile, sampleProfiles, type SampleOptions} from './sample-services.js';
import {openScreen} from './screen.js';

const open = async (options: SampleOptions = {}) => {
	const sample = sampleProfiles(options);
	const screen = openScreen({profiles: sample.profiles, profile: 'delta-prod'});
	if (options.asksFor === undefined) {
		await screen.shows('› 001');
	}

	return {...sample, screen};
};

const acceptance = {
	...sampleProfile, name: 'delta-test', label: 'TEST', color: 'green' as const,
};

test('help shows the keys of the screen, from the keymap', async t => {
	const {screen} = await open();
	screen.press('?');
	t.regex(await screen.showsText('List of divisions'), /T +Test every division/v);
	screen.press('G');
	await screen.shows('↑ end');
	screen.press('gq');
	await screen.hides('List of divisions');
	screen.press('\r?');
	await screen.shows('Run the 13 steps of the connection test.');
	await screen.close();
});

test('the profile switch', async t => {
	const {screen, seen} = await open({otherProfiles: [acceptance]});
	screen.press('p');
	const lines = await screen.shows('delta-test');
	t.regex(lines.join('\n'), /\[PROD\].*open/v);
	screen.press('j\r');
	await screen.shows('[TEST]  delta-test');
	await screen.shows('connected');
	t.deepEqual(seen.opened, ['delta-prod', 'delta-test']);
	t.is(seen.closed, 1);
	await screen.close();
});

test('switching while a test runs asks, and cancels it', async t => {
	const {screen, seen} = await open({otherProfiles: [acceptance], holdAt: 'TLS'});
	screen.press('t:profile delta-test\r');
	await screen.shows('Cancel it and switch to profile delta-test?');
	screen.press('y');
	await screen.shows('[TEST]');
	await screen.shows('› 001');
	t.is(seen.cancelled, 1);
	t.notRegex(screen.text(), /▸/v);
	await screen.close();
});

test('the statement log follows, pauses and shows one statement', async t => {
	const {screen, record} = await open();
	screen.press('@');
	await screen.shows('SELECT bedrnr, bedrnm FROM dbo.bedryf');
	record('SELECT 2');
	await screen.shows(/› .*SELECT 2/v);
	screen.press('f');
	await screen.shows('paused');
	record('SELECT 3', 'Invalid object name.');
	t.regex(await screen.showsText('Invalid object name.'), /› .*SELECT 2/v);
	screen.press('g\r');
	const text = await screen.showsText('Parameters');
	t.regex(text, /@p1 nchar\(3\) +001/v);
	t.regex(text, /DECLARE @p1 nchar\(3\) = N'001';\n +SELECT/v);
	t.regex(text, /SYNSQL01/v);
	await screen.close();
});

test('the command line: completion, history, wrong commands', async t => {
	const {screen} = await open();
	screen.press(':');
	await screen.shows('access-servers');
	screen.press('di\t');
	await screen.shows(':division ');
	screen.press('00\t');
	await screen.shows('001   002');
	screen.press('4\r');
	await screen.shows('004  Delta Bike France');
	screen.press(':nonsense\r');
	await screen.shows('There is no command nonsense.');
	screen.press('\u{15}test 999\r');
	await screen.shows('There is no division 999.');
	screen.press('\u{15}test\r');
	await screen.shows('test needs CODE|all.');
	screen.press('\u{1B}[A');
	await screen.shows(':division 004');
	screen.press('\u{15}sort colour\r');
	await screen.shows('Sort by one of');
	screen.press('\u{15}test 002\r');
	await screen.shows('fail BAS');
	screen.press(':report ticket.json\r');
	await screen.shows('Report written: /home/jdoe/ticket.json');
	screen.press(':audit\r');
	await screen.shows('No change was made');
	screen.press('\u{1B}:runs\r');
	await screen.shows('s state  t time');
	screen.press('\u{1B}:log\r');
	await screen.shows('Statements');
	screen.press('\u{1B}:quit\r');
	t.is(await screen.exit, 0);
});

test('a password is asked without echo, by typing or paste', async t => {
	const {screen, seen} = await open({asksFor: 'Password of jdoe on delta-prod'});
	const lines = await screen.shows('Password of jdoe on delta-prod');
	t.regex(lines.join('\n'), /password/v);
	screen.press('hun\u{1B}[200~ter2\n\u{1B}[201~');
	await screen.shows('*******');
	screen.press('\r');
	await screen.shows('› 001');
	t.deepEqual(seen.secrets, ['hunter2']);
	t.notRegex(screen.written(), /hun|ter2/v);
	await screen.close();
});

test('a password prompt can be left', async t => {
	const {screen, seen} = await open({asksFor: 'Password of jdoe'});
	await screen.shows('Password of jdoe');
	screen.press('x\u{1B}');
	await screen.shows('› 001');
	t.deepEqual(seen.secrets, [undefined]);
	await screen.close();
});

test('ctrl-l draws the whole screen again', async t => {
	const {screen} = await open();
	await screen.quiet();
	const before = screen.bytes();
	screen.press('\u{C}');
	const lines = await screen.quiet();
	t.true(screen.bytes() - before > 500);
	t.regex(lines[0]!, /baco/v);
	await screen.close();
});
