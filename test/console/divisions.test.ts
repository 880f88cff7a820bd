import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {
	sampleDivision,
	sampleDivisions,
	sampleProfile,
	sampleProfiles,
} from './sample-services.js';
import {openScreen, type ScreenOptions} from './screen.js';

const open = (options: Parameters<typeof sampleProfiles>[0] = {}, screen: Partial<ScreenOptions> = {}) => {
	const sample = sampleProfiles(options);
	return {...sample, screen: openScreen({profiles: sample.profiles, profile: 'delta-prod', ...screen})};
};

const selected = (lines: readonly string[]): string | undefined => lines.find(line => line.startsWith('› '));

for (const [columns, rows] of [[80, 24], [60, 20], [200, 50], [120, 40], [40, 10]] as const) {
	test(`the list fits ${columns}x${rows} and keeps the last row free`, async t => {
		const {screen} = open({divisions: sampleDivisions(100)}, {columns, rows});
		const lines = await screen.shows('001');
		t.true(screen.isAlternate());
		t.is(lines.length, rows);
		t.is(lines.at(-1), '');
		t.regex(lines[0]!, /baco {2}\[PROD\] {2}delta-prod/v);
		t.regex(lines.at(-2)!, /q quit/v);
		t.true(lines.every(line => line.length <= columns));
		await screen.close();
	});
}

const openSlowly = (options: Parameters<typeof sampleProfiles>[0] = {}) => {
	const sample = sampleProfiles(options);
	const gate = Promise.withResolvers<void>();
	const screen = openScreen({
		profiles: {
			...sample.profiles,
			async open(name, ask) {
				await gate.promise;
				return sample.profiles.open(name, ask);
			},
		}, profile: 'delta-prod',
	});
	return {...sample, screen, arrive: gate.resolve};
};

test('the first frame is there before the profile is open', async t => {
	const {screen, arrive} = openSlowly();
	const lines = await screen.shows('connecting');
	t.regex(lines[0]!, /delta-prod/v);
	screen.press('?');
	await screen.shows('Help');
	screen.press('\u{1B}');
	await screen.hides('Help');
	arrive();
	await screen.shows('001');
	await screen.close();
});

test('what is typed before the divisions are there is done when they come, in its order', async t => {
	const {screen, arrive} = openSlowly();
	await screen.shows('connecting');
	screen.press('jj');
	await screen.shows('Typed ahead: 2 keys');
	screen.press('\r');
	await screen.shows('Typed ahead: 3 keys');
	arrive();
	const lines = await screen.shows(/003 {2}Delta/v);
	t.false(lines.some(line => line.includes('Typed ahead')));
	await screen.close();
});

test('Escape drops what was typed ahead; other screens open meanwhile, and the rest is refused in words', async t => {
	const {screen, arrive} = openSlowly();
	await screen.shows('connecting');
	screen.press('j');
	await screen.shows('Typed ahead: 1 key,');
	screen.press('\u{1B}');
	await screen.shows('Dropped what was typed ahead (1 key).');
	screen.press('@');
	await screen.shows('Statements');
	screen.press('h', 'A');
	await screen.shows('Typed ahead: 1 key,');
	arrive();
	await screen.shows('Audit');
	screen.press('\u{1B}');
	t.regex(selected(await screen.shows('001')) ?? '', /001/v);
	await screen.close();
});

test('what was typed ahead never lands in a password', async t => {
	const {screen, seen, arrive} = openSlowly({asksFor: 'Password of jdoe'});
	await screen.shows('connecting');
	screen.press('tj\r');
	await screen.shows('Typed ahead: 3 keys');
	arrive();
	await screen.shows('Dropped what was typed ahead (3 keys): a secret is asked for.');
	screen.press('geheim\r');
	await screen.shows('001');
	t.deepEqual(seen.secrets, ['geheim']);
	await screen.close();
});

test('a profile that could not be opened keeps nobody waiting for its lists', async t => {
	const {screen} = open({openErrors: [new BacoError('PROFILE-UNKNOWN', {name: 'delta-prod'})]});
	await screen.shows('R connects again');
	for (const [key, what] of [['A', 'the audit'], ['B', 'this list'], ['C', 'the connections']] as const) {
		screen.press(key);
		// eslint-disable-next-line no-await-in-loop -- one key after another
		t.regex(await screen.showsText(what), /could not be opened; R tries again/v);
	}

	await screen.close();
});

test('the cursor moves by letters and arrows, and stays inside the list', async t => {
	const {screen} = open({divisions: sampleDivisions(100)});
	await screen.shows('001');
	for (const [key, code] of [['j', '002'], ['\u{1B}[B', '003'], ['k', '002'], ['G', '100'], ['j', '100'], ['g', '001'], ['k', '001'], ['\u{1B}[F', '100'], ['\u{1B}[H', '001'], [' ', '018'], ['\u{1B}[6~', '035'], ['b', '018'], ['42', '042']] as const) {
		screen.press(key);
		// eslint-disable-next-line no-await-in-loop -- key after key
		const lines = await screen.shows(new RegExp(`› ${code}`, 'v'));
		t.regex(selected(lines)!, new RegExp(code, 'v'));
	}

	await screen.close();
});

test('the selection is reversed as well as marked', async t => {
	const {screen} = open({}, {environment: {NO_COLOR: '1'}});
	const lines = await screen.shows('› 001');
	const row = lines.findIndex(line => line.startsWith('› '));
	t.true(screen.isReversed(row, 2));
	t.false(screen.isReversed(row + 1, 2));
	t.notRegex(screen.written(), /\[(?:[\d;]*;)?3[1-6]m/v);
	await screen.close();
});

test('a cursor move writes little, and nothing is written while idle', async t => {
	const {screen} = open({divisions: sampleDivisions(1000)}, {columns: 120, rows: 40});
	await screen.shows('› 001');
	await screen.quiet();
	const before = screen.bytes();
	screen.press('j');
	await screen.shows('› 002');
	t.true(screen.bytes() > before);
	await screen.quiet();
	const idle = screen.bytes();
	await new Promise(resolve => {
		setTimeout(resolve, 1500);
	});
	t.is(screen.bytes(), idle);
	await screen.close();
});

test('no division, one division, ten thousand divisions', async t => {
	const none = open({divisions: []});
	await none.screen.shows('no division that can be shown');
	none.screen.press('t');
	await none.screen.shows('There is no division in the list.');
	await none.screen.close();

	const one = open({divisions: sampleDivisions(1)});
	await one.screen.shows('› 001');
	one.screen.press('jGk');
	t.regex(selected(await one.screen.quiet())!, /001/v);
	await one.screen.close();

	const many = open({divisions: Array.from({length: 10_000}, (_, index) => sampleDivision(index + 1, {code: String(index).padStart(4, '0')}))});
	await many.screen.shows('10000');
	many.screen.press('G');
	await many.screen.shows('› 9999');
	many.screen.press('/9998\r');
	await many.screen.shows(/2 of 10000/v);
	await many.screen.close();
});

test('the filter works while it is typed, is kept by Enter and undone by Escape', async t => {
	const {screen} = open();
	await screen.shows('› 001');
	screen.press('/parts');
	await screen.shows('1 of 12 with "parts"');
	screen.press('\u{1B}');
	await screen.hides('with "parts"');
	screen.press('/belgie\r');
	await screen.shows('2 of 12 with "belgie"');
	screen.press('/\u{15}nothing like it');
	await screen.shows('No division has "nothing like it"');
	screen.press('\u{1B}');
	await screen.shows('2 of 12 with "belgie"');
	screen.press('\u{1B}');
	await screen.hides('belgie"');
	t.notRegex(screen.text(), /of 12/v);
	screen.press('\u{1B}');
	await screen.shows('This is the first screen; q quits.');
	await screen.close();
});

test('every word of the filter must occur, in any order', async t => {
	const {screen} = open();
	await screen.shows('› 001');
	screen.press('/parts delta 005');
	const lines = await screen.shows('1 of 12 with "parts delta 005"');
	t.regex(lines.join('\n'), /› 005/v);
	await screen.close();
});

test('a paste of several lines into the filter is one line', async t => {
	const {screen} = open();
	await screen.shows('› 001');
	screen.press('/\u{1B}[200~Delta\r\nParts\r\n\u{1B}[201~');
	await screen.shows('with "Delta Parts"');
	screen.press('\u{1B}\u{1B}[200~tq\u{1B}[201~');
	t.regex(await screen.showsText('There is nothing to paste into here.'), /12 of 12|Divisions {2}12/v);
	await screen.close();
});

test('sorting goes through the columns and back', async t => {
	const {screen} = open({divisions: [sampleDivision(1, {name: 'Zulu'}), sampleDivision(2, {name: 'Alpha'})]});
	await screen.shows('› 001');
	screen.press('s');
	const lines = await screen.shows('by name');
	t.true(lines.findIndex(line => line.includes('Alpha')) < lines.findIndex(line => line.includes('Zulu')));
	t.regex(selected(lines)!, /Zulu/v);
	screen.press('S');
	await screen.shows('by name, last first');
	screen.press('Sssss');
	await screen.hides('by ');
	await screen.close();
});

test('no connection: cause and fix are on the screen, and R connects again', async t => {
	const {screen} = open({openErrors: [new BacoError('TERMINAL-NONE'), new BacoError('TERMINAL-NONE')]});
	const lines = await screen.shows('not connected');
	t.regex(lines.join('\n'), /Cause/v);
	t.regex(lines.join('\n'), /Fix/v);
	screen.press('t');
	await screen.shows('Not connected; R connects again.');
	screen.press('e');
	await screen.shows(' Error');
	screen.press('\u{1B}');
	await screen.hides(/^ Error/mv);
	screen.press('R');
	await screen.shows('not connected');
	screen.press('R');
	await screen.shows('› 001');
	await screen.close();
});

test('long, wide and combining names, and control characters, do not break the rows', async t => {
	const odd = ['漢字'.repeat(40), 'e\u{301}'.repeat(90), 'evil\u{1B}[2J\u{7}\r\nname', 'x'.repeat(300), '👩‍🔧 works', '\u{202E}turned'];
	const {screen} = open({divisions: odd.map((name, index) => sampleDivision(index + 1, {name}))});
	const lines = await screen.shows('006');
	for (const code of ['001', '002', '003', '004', '006']) {
		t.regex(lines.find(line => line.includes(` ${code}`))!, /GLOBESQL01/v);
	}

	t.regex(lines[0]!, /^ baco/v);
	screen.press('jjjj');
	const after = await screen.shows('› 005');
	t.is(after.filter(line => line.startsWith('› ')).length, 1);
	await screen.close();
});

test('a resize leaves no ghosts, in either direction', async t => {
	const {screen} = open({divisions: sampleDivisions(100)});
	await screen.shows('› 001');
	screen.press('G');
	await screen.shows('› 100');
	for (const [columns, rows] of [[60, 20], [200, 50], [41, 11], [80, 24], [30, 5], [120, 40]] as const) {
		screen.resize(columns, rows);
		// eslint-disable-next-line no-await-in-loop -- one size after another
		const lines = await screen.quiet();
		t.is(lines.length, rows);
		if (columns >= 40) {
			t.is(lines.filter(line => line.includes('q quit')).length, 1, lines.join('\n'));
			t.is(lines.filter(line => line.startsWith('› 100')).length, 1, lines.join('\n'));
			t.is(lines.filter(line => line.includes('baco')).length, 1);
		} else {
			t.regex(lines[0]!, /baco needs 40x10/v);
		}
	}

	await screen.close();
});

test('marks of divisions that cannot be used', async t => {
	const {screen} = open({divisions: [sampleDivision(1, {enabled: false}), sampleDivision(2, {blocked: true}), sampleDivision(3, {member: false}), sampleDivision(4, {member: undefined})]}, {columns: 120});
	const text = await screen.showsText('› 001');
	for (const word of ['off', 'blocked', 'no member', 'unknown']) {
		t.regex(text, new RegExp(word, 'v'));
	}

	await screen.close();
});

test('keys without a meaning say so, and control keys mean nothing', async t => {
	const {screen} = open();
	await screen.shows('› 001');
	screen.press('z');
	await screen.shows('z does nothing here; ? shows the keys.');
	screen.press('\u{1}\u{2}\u{4}\u{B}\u{11}\u{13}\u{1A}');
	await screen.shows('Ctrl-z does nothing here');
	screen.press('x');
	await screen.shows('No test is running.');
	screen.press('e');
	await screen.shows('There was no error.');
	screen.press('w');
	await screen.shows('There is no result of this session to report');
	screen.press('77');
	t.regex(await screen.showsText('There is no division that begins with 77.'), /› 007/v);
	await screen.close();
});

test('q quits, and the terminal is as it was', async t => {
	const {screen, seen} = open();
	await screen.shows('› 001');
	t.true(screen.rawMode());
	screen.press('q');
	t.is(await screen.exit, 0);
	await screen.settled();
	t.false(screen.isAlternate());
	t.false(screen.rawMode());
	t.is(seen.closed, 1);
	t.true(screen.written().includes('\u{1B}[?2004l'));
	t.true(screen.written().includes('\u{1B}[?25h'));
});

test('a lost terminal ends the console', async t => {
	const {screen, seen} = open();
	await screen.shows('› 001');
	screen.hangUp();
	t.is(await screen.exit, 129);
	t.is(seen.closed, 1);
});

test('a read-only profile and its colour are in the header', async t => {
	const {screen} = open({profile: {...sampleProfile, readOnly: true}});
	const lines = await screen.shows('READ ONLY');
	t.regex(lines[0]!, /\[PROD\].*READ ONLY/v);
	t.true(screen.written().includes('\u{1B}[1;7;31m baco'));
	await screen.close();
});
