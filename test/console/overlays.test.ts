import test from 'ava';
import {commandList} from '../../source/console/state/command-line.js';
import type {Profile} from '../../source/profiles/profile.js';
import {
	sampleAudit,
	sampleDivision,
	sampleProfile,
	sampleProfiles,
	type SampleOptions,
} from './sample-services.js';
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
	await screen.shows('SELECT bedrnr, bedrnm');
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
	t.regex(await screen.showsText('There is no command nonsense.'), /:nonsense/v);
	screen.press(':test 999\r');
	t.regex(await screen.showsText('There is no division 999.'), /^ :test 999/mv);
	screen.press('\u{1B}[D');
	await screen.hides('There is no division 999.');
	screen.press('8\r');
	await screen.shows('There is no division 9989.');
	screen.press('test\r');
	await screen.shows('test needs CODE|all.');
	screen.press('\u{1B}[A');
	await screen.shows(':test 9989');
	screen.press('\u{1B}[A\u{1B}[A\u{1B}[A');
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

for (const [columns, rows] of [[60, 20], [80, 24]] as const) {
	test(`the statement log names server and database at ${columns}x${rows}, and filters`, async t => {
		const {profiles, record} = sampleProfiles();
		const screen = openScreen({
			profiles, profile: 'delta-prod', columns, rows,
		});
		await screen.shows('› 001');
		record('UPDATE dbo.BacoAccessServers SET MachineName = @p1');
		screen.press('@');
		t.regex(await screen.showsText('UPDATE dbo'), /SYNSQL01 +Synergy +\d/v);
		t.notRegex(screen.text(), /127\.0\.0\.1/v);
		t.regex(screen.text(), /\d\d:\d\d:\d\d +SYNSQL01/v);
		screen.press('/bedryf\r');
		t.regex(await screen.showsText('1 of 2 with "bedryf"'), /› .*SELECT/v);
		screen.press('\r');
		t.regex(await screen.showsText('reached at'), /127\.0\.0\.1:4200[\s\S]*FROM dbo\.bedryf/v);
		screen.press('\u{1B}');
		await screen.shows('1 of 2 with "bedryf"');
		screen.press('/nowhere');
		await screen.shows('No statement has this text.');
		screen.press('\u{1B}');
		await screen.shows('1 of 2 with "bedryf"');
		screen.press('\u{1B}');
		t.regex(await screen.showsText(/Statements +2 +following/v), /› .*UPDATE/v);
		screen.press('\u{1B}');
		await screen.shows('Divisions');
		await screen.close();
	});
}

test('a switch keeps the statements of the former profile, each with its profile', async t => {
	const {screen} = await open({otherProfiles: [acceptance]});
	screen.press(':profile delta-test\r');
	await screen.shows('[TEST]  delta-test');
	await screen.shows('› 001');
	screen.press('@');
	await screen.shows(/Statements +2 /v);
	screen.press('/delta-prod\r');
	await screen.shows('1 of 2 with "delta-prod"');
	screen.press('\r');
	t.regex(await screen.showsText('reached at'), /profile +delta-prod/v);
	await screen.close();
});

test('the letters of column M are explained where they are seen', async t => {
	const {screen} = await open({divisions: [sampleDivision(1), sampleDivision(2, {member: false}), sampleDivision(3, {blocked: true})]});
	t.regex(screen.text(), /n no member {2}B blocked/v);
	screen.press('?G');
	t.regex(await screen.showsText('end in Z are UTC'), /n {2}You are not a member\./v);
	screen.press('\u{1B}j\r');
	await screen.shows('n  You are not a member.');
	await screen.close();
});

test('the audit says when it was read, and is read again after a record was looked at', async t => {
	const {screen, records} = await open();
	records.unshift(sampleAudit({outcome: 'pending', at: new Date().toISOString()}));
	screen.press('A');
	t.regex(await screen.showsText(/as of \d\d:\d\d:\d\d, R reads again/v), /pending/v);
	screen.press('\r');
	await screen.shows('Change');
	records[0] = {...records[0]!, outcome: 'done'};
	records.unshift(sampleAudit({id: 'a9', before: 'another'}));
	screen.press('\u{1B}');
	t.regex(await screen.showsText('2 changes'), /› .*OLDSQL01.*done/v);
	await screen.close();
});

test('what scrolls a long text is in the footer', async t => {
	const {profiles} = sampleProfiles({failing: ['001']});
	const screen = openScreen({profiles, profile: 'delta-prod', rows: 20});
	await screen.shows('› 001');
	screen.press('t\r');
	await screen.shows('✗ fail BAS');
	screen.press('gj');
	screen.press('10');
	t.regex(await screen.showsText('more lines'), /Space scroll/v);
	await screen.close();
});

test('a wrong command and the next one, glued together', async t => {
	const {screen} = await open();
	screen.press(':frobnicate\r:help\r');
	t.regex(await screen.showsText('List of divisions'), /Help/v);
	await screen.close();
});

for (const [columns, rows] of [[60, 20], [80, 24], [200, 50]] as const) {
	test(`the command line names every command at ${columns}x${rows}`, async t => {
		const {profiles} = sampleProfiles();
		const screen = openScreen({
			profiles, profile: 'delta-prod', columns, rows,
		});
		await screen.shows('› 001');
		screen.press(':');
		const text = await screen.showsText('access-servers');
		t.deepEqual(commandList.filter(({name}) => !new RegExp(String.raw`(?:^| )${name}\b`, 'mv').test(text)), []);
		screen.press('process');
		await screen.hides('access-servers');
		t.regex(screen.text(), /process-log.* the process report of Synergy/v);
		await screen.close();
	});
}

test('a profile that another process added is found by name and in the list', async t => {
	const added: Profile[] = [];
	const {screen, seen} = await open({otherProfiles: added});
	screen.press(':profile real\r');
	await screen.shows('There is no profile real.');
	added.push({...acceptance, name: 'real'});
	screen.press('p');
	await screen.shows('real');
	screen.press('\u{1B}');
	added.push({...acceptance, name: 'newest'});
	screen.press(':profile newest\r');
	await screen.shows('[TEST]  newest');
	t.deepEqual(seen.opened, ['delta-prod', 'newest']);
	await screen.close();
});

test('an error that stays does not cover the text of a filter', async t => {
	const {screen} = await open();
	screen.press('/dl\u{1B}[200~\n\u{1B}[201~');
	screen.press('t');
	t.regex(await screen.showsText(/\/dlt/v), /No division has "dlt"/v);
	await screen.close();
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
