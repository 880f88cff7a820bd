import test from 'ava';
import {servicesOf} from '../../source/console/live-services.js';
import type {Profiles} from '../../source/console/services.js';
import {listDivisions} from '../../source/divisions/list-divisions.js';
import {changeProfile, listProfiles} from '../../source/profiles/profile-store.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {openSettingsHome, type SettingsHome} from '../settings/settings-home.js';
import {openScreen} from './screen.js';

// The MAC address of the back office page, over a real SQL server.
let home: SettingsHome;
test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy']});
});
test.after.always(async () => {
	await home?.close();
});

const open = async (workspace: Workspace, columns = 110, rows = 40) => {
	const profiles: Profiles = {
		list: async () => [workspace.profile],
		current: async () => workspace.profile.name,
		open: async () => ({...servicesOf(workspace), close: async () => undefined}),
	};
	const screen = openScreen({
		profiles, profile: workspace.profile.name, columns, rows,
	});
	await screen.shows('› 100');
	screen.press('c');
	await screen.shows('Web server of Globe !');
	screen.press('g\r');
	await screen.shows('another address, typed');
	return screen;
};

const kept = async ({profile}: Workspace) => {
	const profiles = await listProfiles();
	return profiles.find(({name}) => name === profile.name)?.macAddress;
};

test.serial('it is chosen from the list, tested, saved on y, and taken back in the audit', async t => {
	const workspace = await home.open({macAddress: '00-15-5D-0A-2B-99', macAddressSetting: {group: 'BackOffice', name: 'MacAddress'}});
	const screen = await open(workspace);
	t.regex(screen.text(), /› 00-15-5D-0A-2B-01 {2}registered for \S+ in BacoAccessServers/v);
	screen.press('\r');
	const preview = await screen.showsText('y saves, n goes back');
	t.regex(preview, /before +00-15-5D-0A-2B-99\s+after +00-15-5D-0A-2B-01\s+kept in +BacoSettings BackOffice MacAddress/v);
	t.regex(preview, /4 of 4 divisions pass with the new address/v);
	t.regex(preview, /INSERT INTO dbo\.BacoSettings/v);
	t.is(await kept(workspace), '00-15-5D-0A-2B-99', 'nothing is written');
	screen.press('x');
	await screen.shows('Answer with y save, or n back.');
	screen.press('y');
	await screen.shows('✓ Saved.');
	t.is(await kept(workspace), '00-15-5D-0A-2B-01');
	screen.press('\r');
	await screen.shows(/MAC address ! +00-15-5D-0A-2B-01/v);
	screen.press('A');
	await screen.shows(/› .* mac/v);
	screen.press('u');
	await screen.shows('Undo this change?');
	screen.press('y');
	await screen.shows(/mac .*undone/v);
	t.is(await kept(workspace), '00-15-5D-0A-2B-99');
	await screen.close();
});

test.serial('a typed one is judged at once, and one that does not fit is not saved', async t => {
	const workspace = await home.open({});
	const screen = await open(workspace, 80, 24);
	screen.press('G\r\u{15}00-15-5d');
	await screen.shows('✗ Six pairs of hexadecimal digits');
	screen.press('\r');
	await screen.shows('! Six pairs of hexadecimal digits');
	screen.press('-0a-2b-77\r');
	await screen.shows(/so it is not\s+kept\.\s+n goes back/v);
	screen.press('y');
	await screen.shows('! Another MAC address is registered');
	screen.press('n');
	await screen.shows('another address, typed');
	screen.press('g\r');
	await screen.shows('SET-NOTHING');
	t.is(await kept(workspace), '00-15-5D-0A-2B-01');
	await screen.close();
});

test.serial('other tests of the same console go with the address that was chosen meanwhile', async t => {
	const workspace = await home.open({macAddress: '00-15-5D-0A-2B-01'});
	const services = servicesOf(workspace);
	const macFindings = async () => {
		const {steps} = await services.testDivision(await divisionOf(workspace), {signal: new AbortController().signal, onEvent: () => undefined});
		return steps.flatMap(({findings}) => findings.map(({id}) => id)).filter(id => id === 'BAS-MAC');
	};

	t.deepEqual(await macFindings(), []);
	await changeProfile(workspace.profile.name, profile => ({...profile, macAddress: '00-15-5D-0A-2B-99'}));
	t.deepEqual(await macFindings(), ['BAS-MAC']);
});

const divisionOf = async (workspace: Workspace) => {
	const divisions = await listDivisions(workspace);
	return divisions.find(({code}) => code === '100')!;
};

test.serial('a read-only profile shows the list, and why none can be chosen', async t => {
	const screen = await open(await home.open({readOnly: true}), 60, 20);
	screen.press('\r');
	t.regex(await screen.showsText(/read-only: nothing was changed/v), /another address/v);
	await screen.close();
});
