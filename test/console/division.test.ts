import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {
	sampleDivisions,
	sampleProfile,
	sampleProfiles,
	type SampleOptions,
} from './sample-services.js';
import {openScreen, type ScreenOptions} from './screen.js';

const open = (options: SampleOptions = {}, screen: Partial<ScreenOptions> = {}) => {
	const sample = sampleProfiles(options);
	return {...sample, screen: openScreen({profiles: sample.profiles, profile: 'delta-prod', ...screen})};
};

const openFailing = async (options: SampleOptions = {}, size: Partial<ScreenOptions> = {}) => {
	const opened = open(options, size);
	await opened.screen.shows('› 001');
	opened.screen.press('j\rt');
	await opened.screen.shows('fail BAS');
	return opened;
};

test('on 80x24 a finding is told once, and cause, fix and repair are on the first screen', async t => {
	const {screen} = await openFailing();
	const text = await screen.showsText('BAS-STALE');
	t.is(text.match(/names the old/gv)?.length, 1);
	for (const part of [/Cause/v, /Fix/v, /r +repairs row 3/v]) {
		t.regex(text, part);
	}

	await screen.close();
});

for (const [columns, rows] of [[80, 24], [60, 20], [200, 50]] as const) {
	test(`a failing test shows finding, cause and fix at ${columns}x${rows}`, async t => {
		const {screen} = await openFailing({}, {columns, rows});
		let text = await screen.showsText('BAS-STALE');
		t.regex(text, /› BAS/v);
		t.regex(text, /✗/v);
		t.regex(text, /Cause/v);
		t.regex(text, /Fix/v);
		screen.press(' ');
		text += await screen.quietText();
		t.regex(text, /r +repairs row 3/v);
		screen.press('  J');
		text += await screen.quietText();
		screen.press('  ');
		text += await screen.quietText();
		t.regex(text, /Seen/v);
		t.regex(text, /port +1433/v);
		await screen.close();
	});
}

test('the steps are live, and x cancels', async t => {
	const {screen, seen} = open({holdAt: 'LOGIN'});
	await screen.shows('› 001');
	screen.press('\rt');
	const lines = await screen.shows('› LOGIN');
	t.regex(lines.find(line => line.includes('TCP'))!, /✓/v);
	t.regex(lines.find(line => line.includes('› LOGIN'))!, /▸/v);
	t.regex(lines[1]!, /testing/v);
	await screen.shows(/▸ +\d s/v);
	screen.press('t');
	await screen.shows('001 is being tested already; x cancels.');
	screen.press('r');
	await screen.shows('The test is running');
	screen.press('x');
	await screen.shows('The test of 001 was cancelled.');
	await screen.shows('Not run: the test was cancelled before');
	t.is(seen.cancelled, 1);
	await screen.close();
});

test('Escape while a test runs goes back and cancels nothing', async t => {
	const {screen, seen, release} = open({holdAt: 'DB'});
	await screen.shows('› 001');
	screen.press('\rt');
	await screen.shows('› DB');
	screen.press('\u{1B}');
	await screen.shows('▸ DB');
	t.is(seen.cancelled, 0);
	release();
	await screen.shows('✓ pass');
	await screen.close();
});

test('digits and letters choose a step', async t => {
	const {screen} = await openFailing();
	screen.press('5');
	await screen.shows('› TCP');
	screen.press('g');
	await screen.shows('› CFG');
	screen.press('13');
	await screen.shows('› FID');
	t.regex(await screen.showsText('Not run: LOGIN failed.'), /– +skipped/v);
	await screen.close();
});

test('a repair: preview, y, result, test again, audit, undo', async t => {
	const {screen, seen, lines} = await openFailing();
	screen.press('r');
	await screen.shows('OLDSQL01');
	screen.press('\r');
	const preview = await screen.showsText('Write this change?');
	t.regex(preview, /before +OLDSQL01/v);
	t.regex(preview, /after +GLOBESQL01/v);
	t.regex(preview, /UPDATE dbo\.BacoAccessServers/v);
	screen.press('\r');
	await screen.shows('Answer with y write it, or n back.');
	t.is(seen.applied, 0);
	screen.press('y');
	await screen.shows('Written.');
	await screen.shows('Test of 002 now: ✓ pass');
	t.is(lines[1]!.machineName, 'GLOBESQL01');
	screen.press('\r');
	await screen.shows('✓ pass');
	screen.press('A');
	await screen.shows('› 2026-08-22');
	screen.press('\r');
	const change = await screen.showsText('Change');
	t.regex(change, /before +OLDSQL01\n +after +GLOBESQL01\n +outcome +done/v);
	t.regex(change, /statement +UPDATE dbo\.BacoAccessServers/v);
	screen.press('\u{1B}');
	await screen.hides('outcome');
	screen.press('u');
	await screen.shows('Undo this change?');
	screen.press('n');
	await screen.hides('Undo this change?');
	t.is(lines[1]!.machineName, 'GLOBESQL01');
	screen.press('uy');
	await screen.shows('undone');
	t.is(lines[1]!.machineName, 'OLDSQL01');
	screen.press('Gu');
	await screen.shows('This change was undone already.');
	screen.press('\u{1B}');
	await screen.shows('✗ fail BAS');
	await screen.close();
});

test('a new value is typed, pasted and corrected; leaving keeps it', async t => {
	const {screen} = await openFailing();
	screen.press('r\u{15}');
	await screen.shows('Repair 002');
	screen.press('\r');
	await screen.shows('Type the new value.');
	screen.press('OLDSQL01\r');
	await screen.shows('The value is the same as now');
	screen.press('\u{15}\u{1B}[200~STRA\nX\n\u{1B}[201~\u{7F}\u{7F}NGE\u{1B}[D\u{1B}[D\u{1B}[3~G');
	await screen.shows('STRANGE');
	screen.press('\u{1B}');
	await screen.hides('Repair 002');
	screen.press('r');
	await screen.shows('STRANGE');
	screen.press('\r');
	const text = await screen.showsText('Write this change?');
	t.regex(text, /STRANGE is not one of the expected names/v);
	screen.press('n');
	await screen.shows(/new +STRANGE/v);
	await screen.close();
});

test('a change of somebody else meanwhile is refused and explained', async t => {
	const {screen, seen} = await openFailing({repairError: new BacoError('USAGE-1', {detail: 'The row has CHANGED now'})});
	screen.press('r\r');
	await screen.shows('Write this change?');
	screen.press('y');
	const text = await screen.showsText('Nothing was written.');
	t.regex(text, /The row has CHANGED now/v);
	t.regex(text, /Cause/v);
	t.is(seen.applied, 0);
	screen.press('\u{1B}');
	await screen.hides('Nothing was written.');
	await screen.close();
});

test('when Baco may not make the change, the own login is offered, previewed and used', async t => {
	const {screen, seen} = await openFailing({
		repairError: new BacoError('PERM-1', {
			login: 'Baco', permission: 'UPDATE', object: 'dbo.BacoAccessServers', database: '002',
		}),
	});
	screen.press('r\r');
	await screen.shows('Write this change?');
	screen.press('o');
	await screen.shows('Baco may change this table as far as is known');
	screen.press('y');
	const refused = await screen.showsText('Nothing was written.');
	t.regex(refused, /PERM-1/v);
	t.regex(refused, /o tries it with your own login/v);
	t.regex(refused, /o other login/v);
	screen.press('o');
	const preview = await screen.showsText('Write this change?');
	t.regex(preview, /login +your own, jdoe/v);
	t.is(seen.applied, 0);
	screen.press('y');
	await screen.shows('Written.');
	t.is(seen.applied, 1);
	await screen.close();
});

test('a question about quitting says so when what was running has ended meanwhile', async t => {
	const {screen, release} = open({holdAt: 'TLS'});
	await screen.shows('› 001');
	screen.press('tq');
	await screen.shows('A test is running. Cancel and quit?');
	release();
	t.notRegex(await screen.showsText('What was running has ended. Quit?'), /Cancel/v);
	screen.press('n');
	await screen.hides('Quit?');
	await screen.close();
});

test('a cancelled test is called cancelled, not by its result of before', async t => {
	const lastResults = new Map([['001', {
		verdict: 'pass' as const, startedAt: '2026-08-20T10:00:00.000Z', durationMs: 5, summary: 'all steps passed',
	}]]);
	const {screen} = open({holdAt: 'LOGIN', lastResults}, {columns: 170, rows: 40});
	await screen.shows(/› 001.*pass.*all steps passed/v);
	screen.press('t');
	const running = await screen.shows(/› 001.*LOGIN/v);
	t.notRegex(running.find(line => line.startsWith('› 001'))!, /all steps passed/v);
	screen.press('x\r');
	const lines = await screen.shows(/001 {2}Delta.*· cancelled/v);
	t.regex(lines.join('\n'), /› CFG/v);
	await screen.close();
});

test('a read-only profile refuses a repair with the reason', async t => {
	const {screen} = await openFailing({profile: {...sampleProfile, readOnly: true}});
	screen.press('r');
	await screen.shows('Profile delta-prod is read-only');
	t.notRegex(screen.text(), /r repair/v);
	screen.press('ar');
	await screen.shows('Access servers of 002');
	await screen.shows('Profile delta-prod is read-only');
	await screen.close();
});

test('the access servers with their classes, and a repair from there', async t => {
	const {screen} = await openFailing();
	screen.press('a');
	const lines = await screen.shows('MACHINE NAME');
	t.regex(lines.join('\n'), /OLDSQL01.*STALE/v);
	screen.press('j');
	await screen.shows('OLDSQL01 is STALE.');
	screen.press('r');
	await screen.shows('row 3, MachineName');
	screen.press('\t');
	await screen.shows('row 3, IPAddress');
	await screen.shows('10.0.0.5');
	screen.press('\t');
	await screen.shows('row 3, MachineName');
	screen.press('\u{15}NEWNAME\r');
	await screen.shows('Write this change?');
	screen.press('y');
	await screen.shows('Written.');
	screen.press('\r');
	await screen.shows(/NEWNAME.*OK/v);
	screen.press('A');
	await screen.shows('u undo');
	screen.press('uy');
	await screen.shows('Tested 002');
	screen.press('\u{1B}');
	t.regex(await screen.showsText(/OLDSQL01.*STALE/v), /MACHINE NAME/v);
	await screen.close();
});

test('a report is written where the operator says', async t => {
	const {screen, seen} = await openFailing();
	screen.press('w');
	await screen.shows(/baco-002-\d{8}-\d{4}\.md/v);
	screen.press('\u{15}\r');
	await screen.shows('Type the name of a file.');
	screen.press('ticket.md\r');
	await screen.shows('Report written: /home/jdoe/ticket.md');
	screen.press('w');
	await screen.shows(/baco-002-\d{8}-\d{4}\.md/v);
	screen.press('\u{15}ticket.md\r');
	await screen.shows('ticket.md exists already: type another name.');
	screen.press('\u{15}other.md\r');
	await screen.shows('Report written: /home/jdoe/other.md');
	t.deepEqual(seen.reports, ['ticket.md', 'other.md']);
	await screen.close();
});

test('all divisions: progress, counts, cancel', async t => {
	const {screen, release, seen} = open({divisions: sampleDivisions(30), holdAt: 'TLS', failing: ['003', '004']});
	await screen.shows('› 001');
	screen.press('T');
	await screen.shows('Test 30 divisions?');
	screen.press('y');
	await screen.shows('0/30');
	screen.press('T');
	await screen.shows('Tests are running already; x cancels them.');
	screen.press('x');
	await screen.shows('Cancelled after 0 of 30');
	await screen.shows('cancelled');
	t.is(seen.cancelled, 30);
	release();
	screen.press('/00\r');
	await screen.shows('9 of 30');
	screen.press('T');
	const lines = await screen.shows('Tested 9 of 9 divisions: 7 pass, 0 warn, 2 fail.');
	t.regex(lines[1]!, /7 pass 0 warn 2 fail/v);
	t.is(lines.filter(line => line.includes('✗ fail BAS')).length, 2);
	await screen.close();
});

test('q asks while a test runs, ctrl-c does not', async t => {
	const {screen, seen} = open({holdAt: 'TLS'});
	await screen.shows('› 001');
	screen.press('tq');
	await screen.shows('A test is running. Cancel and quit?');
	screen.press('z');
	await screen.shows('Answer with y yes, or n no.');
	screen.press('n');
	await screen.hides('Cancel and quit?');
	screen.press('qy');
	t.is(await screen.exit, 0);
	t.is(seen.cancelled, 1);

	const other = open({holdAt: 'TLS'});
	await other.screen.shows('› 001');
	other.screen.press('t\u{3}');
	t.is(await other.screen.exit, 130);
});
