import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import test from 'ava';
import type {Streams} from '../../source/commands/command.js';
import {servicesOf} from '../../source/console/live-services.js';
import {runConsole} from '../../source/console/run-console.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {openSettingsHome, type SettingsHome} from '../settings/settings-home.js';

// The settings page by numbers, over a real SQL server.
let home: SettingsHome;
test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy']});
});
test.after.always(async () => {
	await home?.close();
});

const talk = async (answers: readonly string[], workspace: Workspace = home.workspace) => {
	const stdin = new PassThrough();
	let output = '';
	// eslint-disable-next-line unicorn/prefer-event-target -- stands for a stream of Node
	const stdout = Object.assign(new EventEmitter(), {
		write(text: string) {
			output += text;
			return true;
		},
	});
	stdin.end(answers.map(answer => `${answer}\n`).join(''));
	await runConsole({
		profile: workspace.profile.name,
		profiles: {
			list: async () => [workspace.profile],
			current: async () => workspace.profile.name,
			open: async () => ({...servicesOf(workspace), close: async () => undefined}),
		},
		plain: true,
		streams: {stdin, stdout, stderr: stdout} as unknown as Streams,
		signal: new AbortController().signal,
	});
	return output;
};

test.serial('values are judged, previewed with their test, saved on y, tested again and undone', async t => {
	const output = await talk(['100', '3', '1', 'BIKEAPP01:99999', '5', '7', '10', 'y', '0', '0', 'quit']);
	t.regex(output, /Back office settings of 100[\s\S]+MAC address, mandatory: 00-15-5D-0A-2B-01\.\nWeb server of Globe, mandatory: BIKEAPP01:8010\./v);
	t.regex(output, /Not taken: .*99999 is not a port/v);
	t.regex(output, /Type: 7\. It is not saved yet\.[\s\S]+10\. test and save 1 change/v);
	t.regex(output, /Type, before: 6\nType, after: 7\nTest with the new values: pass[\s\S]+Statement: UPDATE dbo\.bedryf SET \[BackOfficeType\] = 7[\s\S]+Saved\. Audit record/v);
	t.regex(output, /Saved\.[\s\S]+Result of 100/v);
	t.is(await home.column('100', 'BackOfficeType'), 7);
	t.regex(await talk(['audit', '1', 'y', 'quit']), /Undone: /v);
	t.is(await home.column('100', 'BackOfficeType'), 6);
});

test.serial('what does not work is not saved, and without a y nothing is', async t => {
	t.regex(await talk(['100', '3', '3', 'Nowhere', '10', '0', 'n', '0', 'y', '0', 'quit']), /It is not saved: the connection does not work[\s\S]+1 changed setting of division 100 is not saved, and would be lost\. Type y to leave the settings all the same, k to keep/v);
	t.regex(await talk(['100', '3', '5', '9', '10', 'n', '0', 'y', '0', 'quit']), /Nothing was written\./v);
	t.is(await home.column('100', 'BackOfficeDBName'), '100');
	t.is(await home.column('100', 'BackOfficeType'), 6);
});

test.serial('quit asks before what was typed is lost, on the page and below it', async t => {
	const output = await talk(['100', '3', '5', '9', 'quit', 'n', '9', 'q', 'no', '0', 'quit', 'y', '100']);
	t.is(output.match(/1 changed setting of division 100 is not saved, and would be lost\. Type y to quit all the same:/gv)?.length, 3);
	t.notRegex(output.slice(output.lastIndexOf('quit all the same')), /Number/v);
	t.is(await home.column('100', 'BackOfficeType'), 6);
});

test.serial('what was kept of several divisions is reviewed and saved in one go', async t => {
	const output = await talk(['100', '3', '5', '7', '0', 'k', '0', '110', '3', '5', '8', '0', 'k', '0', 'quit', 'n', 'unsaved', 'all', 'unsaved', 'quit']);
	t.regex(output, /2 changed settings of divisions 100, 110 are not saved, and would be lost\. Type y to quit all the same:/v);
	t.regex(output, /Testing 2 divisions with the new values\.[\s\S]+100: pass\. every step passed\nType, before: 6\nType, after: 7\nStatement:[\s\S]+110: pass\.[\s\S]+all to save 100, 110, all or none;[\s\S]+100: saved\.\n110: saved\./v);
	t.regex(output, /No settings are typed and not saved\./v);
	t.is(await home.column('110', 'BackOfficeType'), 8);
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 6');
	const left = await talk(['100', '3', '5', '7', '0', 'k', '3', '0', 'k', '0', 'unsaved', '', 'quit', 'y']);
	t.regex(left, /Kept, not saved[\s\S]+change Type, typed 7[\s\S]+Nothing was written; what you typed is kept\./v);
	t.is(await home.column('100', 'BackOfficeType'), 6);
});

test.serial('the MAC address is chosen from the list', async t => {
	const workspace = await home.open({macAddress: '00-15-5D-0A-2B-99'});
	const output = await talk(['100', '3', '9', '1', 'y', '0', '0', 'quit'], workspace);
	t.regex(output, /1\. 00-15-5D-0A-2B-01, registered for[\s\S]+Testing 4 divisions with it\.[\s\S]+Before: 00-15-5D-0A-2B-99\nAfter: 00-15-5D-0A-2B-01[\s\S]+Saved\./v);
});

test.serial('a read-only profile shows the page and says why nothing is changed', async t => {
	const output = await talk(['100', '3', '0', '0', 'quit'], await home.open({readOnly: true}));
	t.regex(output, /Web server of Globe, mandatory: BIKEAPP01:8010\.[\s\S]+is read-only: nothing was changed/v);
	t.notRegex(output, /change Web server/v);
});
