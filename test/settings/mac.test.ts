import os from 'node:os';
import test, {type ExecutionContext} from 'ava';
import type {AuditRecord} from '../../source/audit/contract.js';
import {readLastResults} from '../../source/connection/last-results.js';
import {testDivisions} from '../../source/connection/test-divisions.js';
import {listDivisions} from '../../source/divisions/list-divisions.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {changeProfile, listProfiles} from '../../source/profiles/profile-store.js';
import {
	divisionsOfMac,
	planMac,
	readMac,
	saveMac,
	testMac,
	withKeptMac,
} from '../../source/settings/choose-mac.js';
import {saveRecord} from '../../source/settings/save-record.js';
import {undoChange} from '../../source/settings/undo-change.js';
import {sql} from '../../source/sql/statement.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {openSettingsHome, type SettingsHome} from './settings-home.js';

// The one MAC address of the page: chosen, tested, kept in the profile and in BacoSettings, and taken back.
let home: SettingsHome;
test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy']});
});
test.after.always(async () => {
	await home?.close();
});

const registered = '00-15-5D-0A-2B-01';
const former = '00-15-5D-0A-2B-99';
const place = {group: 'BackOffice', name: 'MacAddress'};

const settingsRow = async (workspace: Workspace) => {
	const connection = await workspace.synergy();
	const {rows} = await connection.query<{StringValue: string}>(sql`SELECT StringValue FROM dbo.BacoSettings WHERE SettingGroup = 'BackOffice' AND SettingName = 'MacAddress'`);
	return rows.map(({StringValue}) => StringValue);
};

const inProfile = async ({profile}: Workspace) => {
	const profiles = await listProfiles();
	return profiles.find(({name}) => name === profile.name)?.macAddress;
};

const tested = async (workspace: Workspace, address: string) => {
	const plan = await planMac(workspace, address);
	const divisions = divisionsOfMac(await listDivisions(workspace));
	return {plan, test: await testMac(workspace, plan, divisions)};
};

test.serial('it is kept in the profile and in a new row of BacoSettings, and an undo takes both back', async t => {
	const workspace = await home.open({macAddress: former, macAddressSetting: place});
	const {plan, test: result} = await tested(workspace, registered.replaceAll('-', ':').toLowerCase());
	t.like(plan, {before: former, after: registered, stored: {before: null, after: registered}});
	t.regex(plan.statement, /profile set \S+ --mac 00-15-5D-0A-2B-01; INSERT INTO dbo\.BacoSettings/v);
	t.true(result.results.length > 0);
	t.deepEqual([result.misfits, result.failing], [[], []]);
	const record = await saveMac(workspace, plan, result);
	t.is(record.outcome, 'done');
	t.deepEqual(await settingsRow(workspace), [registered]);
	t.is(await inProfile(workspace), registered);
	t.like(await readMac(await withKeptMac(workspace)), {value: registered, stored: registered});

	const undone = await undoChange(workspace, record.id);
	t.like(undone, {action: 'settings.undo', outcome: 'done', undoes: record.id});
	t.deepEqual(await settingsRow(workspace), [], 'there was no row before');
	t.is(await inProfile(workspace), former);
	await t.throwsAsync(undoChange(workspace, record.id), {instanceOf: BacoError, message: /it was undone already/v});
});

test.serial('a trial of an address that does not fit leaves the last results of the divisions alone', async t => {
	const workspace = await home.open({macAddress: registered, macAddressSetting: place});
	const results = await testDivisions(workspace, divisionsOfMac(await listDivisions(workspace)));
	const before = await readLastResults(workspace.profile.name);
	t.deepEqual(before.keys().toArray().toSorted(), results.map(({division}) => division).toSorted());
	const {plan, test: result} = await tested(workspace, '00-15-5D-0A-2B-55');
	t.true(result.misfits.length > 0);
	const refused = await t.throwsAsync(saveMac(workspace, plan, result), {instanceOf: BacoError});
	t.is(refused.id, 'SET-TEST');
	t.deepEqual(await readLastResults(workspace.profile.name), before);
});

test.serial('a row that is there is changed, and its own old value comes back', async t => {
	const workspace = await home.open({macAddress: former, macAddressSetting: place});
	await home.execute('INSERT INTO dbo.BacoSettings (SettingType, SettingGroup, SettingName, ValueType, StringValue) VALUES (0, N\'BackOffice\', N\'MacAddress\', 0, N\'typed by hand\')');
	const {plan, test: result} = await tested(workspace, registered);
	t.regex(plan.statement, /UPDATE dbo\.BacoSettings SET StringValue = N'00-15-5D-0A-2B-01' WHERE .*N'typed by hand'/v);
	const record = await saveMac(workspace, plan, result);
	t.deepEqual(await settingsRow(workspace), [registered]);
	await undoChange(workspace, record.id);
	t.deepEqual(await settingsRow(workspace), ['typed by hand']);
	t.is(await inProfile(workspace), former);
});

test.serial('what another changed meanwhile is not overwritten, and nothing is half written', async t => {
	const workspace = await home.open({macAddress: former, macAddressSetting: place});
	const {plan, test: result} = await tested(workspace, registered);
	await home.execute('UPDATE dbo.BacoSettings SET StringValue = N\'by another\' WHERE SettingName = N\'MacAddress\'');
	const inDatabase = await t.throwsAsync(saveMac(workspace, plan, result), {instanceOf: BacoError});
	t.is(inDatabase.id, 'SET-CHANGED');
	t.regex(inDatabase.message, /^The MAC address was changed by someone else/v);
	t.is(await inProfile(workspace), former);

	const {plan: next, test: again} = await tested(workspace, registered);
	await changeProfile(workspace.profile.name, profile => ({...profile, macAddress: '00-15-5D-0A-2B-77'}));
	const ofProfile = await t.throwsAsync(saveMac(workspace, next, again), {instanceOf: BacoError});
	t.is(ofProfile.id, 'SET-CHANGED');
	t.deepEqual(await settingsRow(workspace), ['by another'], 'the transaction was taken back');
	const [record] = await workspace.audit.list();
	t.is(record?.outcome, 'refused');
});

test.serial('a database set READ_ONLY keeps both as they were, with the reason', async t => {
	const workspace = await home.open({macAddress: former, macAddressSetting: place});
	const {plan, test: result} = await tested(workspace, registered);
	await home.execute('ALTER DATABASE Synergy SET READ_ONLY');
	try {
		const error = await t.throwsAsync(saveMac(workspace, plan, result), {instanceOf: BacoError});
		t.is(error.id, 'SET-DATABASE');
	} finally {
		await home.execute('ALTER DATABASE Synergy SET READ_WRITE');
	}

	t.deepEqual(await settingsRow(workspace), ['by another']);
	t.is(await inProfile(workspace), former);
});

const killedWrites: ReadonlyArray<{readonly title: string; readonly profile: string; readonly setting: string; readonly outcome: AuditRecord['outcome']; readonly reason: RegExp}> = [
	{
		title: 'before it wrote', profile: former, setting: 'old', outcome: 'failed', reason: /the old address is kept/v,
	},
	{
		title: 'between the two places', profile: registered, setting: 'old', outcome: 'failed', reason: /was in the profile alone: it was put back/v,
	},
	{
		title: 'after the commit', profile: registered, setting: registered, outcome: 'done', reason: /the new address is kept/v,
	},
];
const settlesKilled = async (t: ExecutionContext, {profile, setting, outcome, reason}: typeof killedWrites[number]) => {
	const workspace = await home.open({macAddress: profile, macAddressSetting: place});
	await home.execute(`UPDATE dbo.BacoSettings SET StringValue = N'${setting}' WHERE SettingName = N'MacAddress'`);
	const killed: AuditRecord = {
		...saveRecord(workspace, {
			action: 'settings.mac', division: '', table: 'profile', rowId: 0, statement: '', changes: [{column: 'macAddress', before: former, after: registered}, {column: 'BacoSettings.StringValue', before: 'old', after: registered}],
		}), writer: {pid: 2 ** 22, host: os.hostname()},
	};
	await workspace.audit.append(killed);
	const undo = undoChange(workspace, killed.id);
	if (outcome === 'done') {
		t.like(await undo, {outcome: 'done', undoes: killed.id});
	} else {
		await t.throwsAsync(undo, {instanceOf: BacoError, message: /the change was not made \(failed\)/v});
	}

	const records = await workspace.audit.list();
	const settled = records.find(({id}) => id === killed.id);
	t.is(settled?.outcome, outcome);
	t.regex(settled?.reason ?? '', reason);
	t.is(await inProfile(workspace), former);
	t.deepEqual(await settingsRow(workspace), ['old']);
};

for (const killed of killedWrites) {
	test.serial(`a change that was killed ${killed.title} is settled by what is kept, and undone when it was made`, settlesKilled, killed);
}
