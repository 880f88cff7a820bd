import test from 'ava';
import {servicesOf} from '../../source/console/live-services.js';
import type {Profiles} from '../../source/console/services.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {openSettingsHome, type SettingsHome} from '../settings/settings-home.js';
import {openScreen} from './screen.js';

// The settings page over a real SQL server: what is saved here is saved.
let home: SettingsHome;
test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy', 'notMember']});
});
test.after.always(async () => {
	await home?.close();
});

const open = async (workspace: Workspace = home.workspace) => {
	const profiles: Profiles = {
		list: async () => [workspace.profile],
		current: async () => workspace.profile.name,
		// The workspace outlives the console of one test.
		open: async () => ({...servicesOf(workspace), close: async () => undefined}),
	};
	const screen = openScreen({
		profiles, profile: workspace.profile.name, columns: 110, rows: 40,
	});
	await screen.shows('› 100');
	return screen;
};

test.serial('the page shows values, marks, lengths, and what is only typed in Synergy', async t => {
	const screen = await open();
	screen.press('c');
	const text = await screen.showsText('Web server of Globe !');
	t.regex(text, /Web server of Globe ! +BIKEAPP01:8010/v);
	t.regex(text, /MAC address ! +00-15-5D-0A-2B-01/v);
	t.regex(text, /14 of 60 characters/v);
	screen.press('g');
	await screen.shows('Enter shows the addresses to choose from');
	await screen.close();
});

test.serial('a value is judged while it is typed; what is left comes back', async t => {
	const screen = await open();
	screen.press('c');
	await screen.shows('Web server of Globe !');
	screen.press('\r\u{15}BIKEAPP01:99999');
	await screen.shows('99999 is not a port');
	screen.press('\r');
	await screen.shows('Web server of Globe: 99999 is not a port');
	screen.press('\u{15}BIKEAPP01:8020\r');
	await screen.shows('1 changed, not saved');
	screen.press('\u{1B}');
	await screen.hides('Back office settings of');
	screen.press('c');
	await screen.shows('BIKEAPP01:8020');
	await screen.shows('1 changed, not saved');
	await screen.close();
	t.is(await home.column('100', 'BackOfficeWebService'), 'BIKEAPP01:8010', 'nothing is written');
});

test.serial('what is typed and not saved is not thrown away without a question', async t => {
	const screen = await open();
	screen.press('c');
	await screen.shows('Web server of Globe !');
	screen.press('\r\u{15}BIKEAPP01:8020\r');
	await screen.shows('1 changed, not saved');
	screen.press('q');
	t.regex(await screen.showsText('y does it'), /1 changed setting of division 100 is not saved, and would be lost\. Quit\?/v);
	screen.press('n');
	await screen.shows('1 changed, not saved');
	screen.press('\u{1B}');
	await screen.hides('Back office settings of');
	screen.press('p');
	await screen.shows(home.workspace.profile.name);
	await screen.shows('Profiles');
	screen.press('\r');
	await screen.shows(/1 changed setting of division 100 is not saved, and would be lost\. Switch to profile/v);
	screen.press('n\u{1B}q');
	await screen.shows('Quit?');
	screen.press('y');
	t.is(await screen.exit, 0);
});

test.serial('a change is previewed with its test, saved, and taken back in the audit', async t => {
	const screen = await open();
	screen.press('c');
	await screen.shows('Web server of Globe !');
	screen.press('s');
	await screen.shows('Nothing is changed yet');
	screen.press('jjjj\r\u{15}7\rs');
	const preview = await screen.showsText('y saves, n goes back');
	t.regex(preview, /Type\s+before +6\s+after +7[\s\S]+test with the new values: pass[\s\S]+UPDATE dbo\.bedryf SET \[BackOfficeType\] = 7/v);
	t.is(await home.column('100', 'BackOfficeType'), 6);
	screen.press('y');
	await screen.shows('✓ Saved.');
	t.is(await home.column('100', 'BackOfficeType'), 7);
	screen.press('\rA');
	await screen.shows('Audit  1 change');
	screen.press('u');
	await screen.shows('Undo this change?');
	screen.press('y');
	await screen.shows(/save +6 +7 +undone/v);
	t.is(await home.column('100', 'BackOfficeType'), 6);
	await screen.close();
});

test.serial('the audit is filtered by any text, and shows all again', async t => {
	const screen = await open();
	screen.press('A');
	await screen.shows('Audit  2 changes');
	screen.press('/settings.undo');
	await screen.shows('Audit  1 of 2 changes');
	screen.press('\r');
	await screen.shows('/ filter');
	t.regex(await screen.showsText('Audit  1 of 2 changes'), /› .*undo/v);
	screen.press('u');
	await screen.shows('This record is an undo itself');
	screen.press('/\u{15}nothing like this');
	await screen.shows('No change has this text');
	screen.press('\u{1B}');
	await screen.shows('Audit  1 of 2 changes');
	screen.press('/\u{15}\r');
	await screen.shows('Audit  2 changes');
	await screen.close();
});

test.serial('a mandatory value that is emptied is marked at once', async t => {
	const screen = await open();
	screen.press('c');
	await screen.shows('Web server of Globe !');
	screen.press('j\r\u{15}\r');
	t.regex(await screen.showsText('it is mandatory as long as the connection is switched on'), /✗/v);
	screen.press('D');
	await screen.hides('it is mandatory');
	await screen.close();
});

test.serial('what does not work is not saved', async t => {
	const screen = await open();
	screen.press('c');
	await screen.shows('Web server of Globe !');
	screen.press('jj\r\u{15}Nowhere\rs');
	await screen.shows('It is not saved');
	screen.press('y');
	await screen.shows('are not saved; n goes back');
	t.is(await home.column('100', 'BackOfficeDBName'), '100');
	screen.press('n');
	await screen.shows('1 changed, not saved');
	await screen.close();
});

test.serial('another operator was faster: it is said what changed', async t => {
	const screen = await open();
	screen.press('c');
	await screen.shows('Web server of Globe !');
	screen.press('jjjj\r\u{15}8\rs');
	await screen.shows('y saves, n goes back');
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 9 WHERE bedrnr = N\'100\'');
	screen.press('y');
	t.regex(await screen.showsText('SET-CHANGED'), /Type was\s+6,\s+now it is 9/v);
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 6 WHERE bedrnr = N\'100\'');
	await screen.close();
});

test.serial('without the right nothing can be typed, and the right is named', async t => {
	const screen = await open(await home.open({operator: 'm.bakker'}));
	screen.press('c');
	t.regex(await screen.showsText('lacks the role'), /Security > Roles/v);
	screen.press('\r');
	await screen.shows(/m\.bakker lacks the role 0 Administrator/v);
	await screen.close();
	const readOnly = await open(await home.open({readOnly: true}));
	readOnly.press(':settings 100\r');
	await readOnly.shows('is read-only: nothing was changed');
	await readOnly.close();
});
