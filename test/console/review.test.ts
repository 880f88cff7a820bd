import test from 'ava';
import {servicesOf} from '../../source/console/live-services.js';
import type {Profiles} from '../../source/console/services.js';
import {openSettingsHome, type SettingsHome} from '../settings/settings-home.js';
import {openScreen, type Screen} from './screen.js';

// Several divisions in one save, over a real SQL server.
let home: SettingsHome;
test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy', 'opaqueValue', 'missingDatabase']});
});
test.after.always(async () => {
	await home?.close();
});

const open = async (columns = 110, rows = 50) => {
	const {workspace} = home;
	const profiles: Profiles = {
		list: async () => [workspace.profile],
		current: async () => workspace.profile.name,
		open: async () => ({...servicesOf(workspace), close: async () => undefined}),
	};
	const screen = openScreen({
		profiles, profile: workspace.profile.name, columns, rows,
	});
	await screen.shows('› 100');
	return screen;
};

/** Types another type (BackOfficeType) for a division, and comes back to the list. */
const typeType = async (screen: Screen, code: string, value: string) => {
	screen.press(`:settings ${code}\r`);
	await screen.shows(`Back office settings of ${code}`);
	await screen.shows('Web server of Globe !');
	screen.press(`jjjj\r\u{15}${value}\r`);
	await screen.shows('1 changed, not saved');
	screen.press('\u{1B}');
	await screen.hides('Back office settings of');
};

const types = async (...codes: readonly string[]) => Promise.all(codes.map(async code => home.column(code, 'BackOfficeType')));

test.serial('drafts are marked in the list, kept from division to division, and forgotten on request', async t => {
	const screen = await open();
	screen.press('U');
	await screen.shows('No settings are typed and not saved');
	screen.press('c');
	await screen.shows('Web server of Globe !');
	screen.press('jjjj\r\u{15}7\r');
	await screen.shows('1 changed, not saved');
	screen.press('\t');
	await screen.shows('Back office settings of 110');
	t.regex(await screen.showsText(/› Type/v), /› Type +6/v, 'the cursor stays on its line');
	screen.press('\r\u{15}8\r\t\u{1B}[Z\u{1B}[Z');
	await screen.shows('Back office settings of 100');
	t.regex(await screen.showsText(/› Type/v), /› Type +7/v);
	screen.press('\u{1B}[Z');
	await screen.shows('This is the first division of the list');
	screen.press('\u{1B}');
	const list = await screen.showsText('2 not saved (*)');
	t.regex(list, /› 100\* Delta[\s\S]+ {2}110\* Delta[\s\S]+ {2}150 {2}Delta/v);
	screen.press('cD');
	await screen.shows('Forget 1 value typed for division 100?');
	screen.press('y');
	await screen.shows(/ Type +6/v);
	screen.press('\u{1B}');
	await screen.shows('1 not saved (*)');
	await screen.close();
});

test.serial('all drafts are reviewed and saved in one transaction, found together in the audit, and undone', async t => {
	const screen = await open();
	await typeType(screen, '100', '7');
	await typeType(screen, '110', '8');
	screen.press('U');
	const review = await screen.showsText('y saves 100, 110. n goes back.');
	t.regex(review, /2 pass\.[\s\S]+all or none, in one transaction[\s\S]+✓ 100[\s\S]+Type\s+before +6\s+after +7[\s\S]+✓ 110[\s\S]+before +6\s+after +8[\s\S]+UPDATE dbo\.bedryf SET \[BackOfficeType\] = 7/v);
	screen.press('w');
	await screen.shows('There is no warning to accept');
	t.deepEqual(await types('100', '110'), [6, 6]);
	screen.press('y');
	const done = await screen.showsText('Saved 2 of 2 divisions');
	t.regex(done, /✓ 100 .*saved\s+✓ 110 .*saved/v);
	t.deepEqual(await types('100', '110'), [7, 8]);
	const audit = await home.workspace.audit.list();
	t.is(new Set(audit.map(({group}) => group)).size, 1);
	screen.press('\rA');
	await screen.shows('Audit  2 changes');
	screen.press('u');
	await screen.shows('Undo this change?');
	screen.press('y');
	await screen.shows('undone');
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 6');
	await screen.close();
});

test.serial('one that fails stops all or none, and is left out of those that work; warnings are accepted expressly', async t => {
	const screen = await open();
	await typeType(screen, '100', '7');
	await typeType(screen, '150', '8');
	await typeType(screen, '160', '9');
	screen.press('U');
	t.regex(await screen.showsText('All or none: 160 cannot be saved'), /1 pass, 1 warn, 1 fail/v);
	screen.press('y');
	await screen.shows(/! All or none|refused|so none is/v);
	screen.press('o');
	t.regex(await screen.showsText('those that work, each for itself'), /not accepted: 150[\s\S]+y saves 100; 150, 160 stay unsaved/v);
	screen.press('w');
	await screen.shows('y saves 100, 150; 160 stays unsaved');
	t.deepEqual(await types('100', '150', '160'), [6, 6, 6]);
	screen.press('y');
	t.regex(await screen.showsText('Saved 2 of 2 divisions'), /Left as it was: 160/v);
	t.deepEqual(await types('100', '150', '160'), [7, 8, 6]);
	screen.press('\r');
	t.regex(await screen.showsText('1 not saved (*)'), /160\*/v, 'the draft that was not saved is kept');
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 6');
	await screen.close();
});

test.serial('another operator was faster: the one that lost is told what changed and keeps its draft', async t => {
	const screen = await open();
	await typeType(screen, '100', '7');
	await typeType(screen, '110', '8');
	screen.press('U');
	await screen.shows('y saves 100, 110');
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 5 WHERE bedrnr = N\'110\'');
	screen.press('y');
	const lost = await screen.showsText('Saved 0 of 2 divisions');
	t.regex(lost, /SET-OTHERS[\s\S]+SET-CHANGED[\s\S]+Type was\s+6, now it is 5/v);
	t.deepEqual(await types('100', '110'), [6, 5], 'all or none');
	screen.press('\r');
	await screen.shows('2 not saved (*)');
	screen.press('U');
	t.regex(await screen.showsText('There are warnings (110)'), /110[\s\S]+before +5\s+after +8[\s\S]+Changed since you typed[\s\S]*: Type was 6, now it is 5/v);
	screen.press('wy');
	await screen.shows('Saved 2 of 2 divisions');
	t.deepEqual(await types('100', '110'), [7, 8]);
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 6');
	await screen.close();
});

test.serial('a draft that cannot be used has its own verdict; one that is stored already is dropped', async t => {
	const screen = await open();
	await typeType(screen, '100', '7');
	await typeType(screen, '110', '8');
	const webServer = await home.column('110', 'BackOfficeWebService');
	await home.execute('UPDATE dbo.bedryf SET BackOfficeWebService = N\'\' WHERE bedrnr = N\'110\'');
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 7 WHERE bedrnr = N\'100\'');
	screen.press('U');
	t.regex(await screen.showsText('None of them works'), /1 refused, 1 stored already[\s\S]+100 .*stored already: nothing to save[\s\S]+110 .*refused[\s\S]+marks it as\s+mandatory/v);
	screen.press('n');
	await home.execute(`UPDATE dbo.bedryf SET BackOfficeWebService = N'${String(webServer)}' WHERE bedrnr = N'110'`);
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 6');
	await screen.close();
});

test.serial('in a small window what y does stands first, and the rest is scrolled', async t => {
	const screen = await open(80, 24);
	await typeType(screen, '100', '7');
	await typeType(screen, '150', '8');
	screen.press('U');
	const first = await screen.showsText('There are warnings (150)');
	t.regex(first, /n goes back\.\s+✓ 100/v);
	t.regex(first, /Space scroll +n back +o way +w warnings/v);
	screen.press(' ');
	await screen.shows('UPDATE dbo.bedryf');
	screen.resize(60, 15);
	await screen.quiet();
	screen.press('bbbb');
	await screen.shows('There are warnings (150)');
	screen.press('n');
	await screen.shows('2 not saved (*)');
	await screen.close();
});
