import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {planSave} from '../../source/settings/plan-save.js';
import {readSettings} from '../../source/settings/read-settings.js';
import {saveSettings} from '../../source/settings/save-settings.js';
import {testPlan} from '../../source/settings/test-plan.js';
import {undoSave} from '../../source/settings/undo-save.js';
import {startEnvironment} from '../connection/environment.js';

// A bedryf without row version, audit block and type, as older releases and add-ons leave it.
const environment = await startEnvironment();
await environment.addDivision('100');
await environment.server.execute('Synergy', 'GRANT UPDATE ON dbo.bedryf TO [Operator]');
test.after.always(async () => {
	await environment.stop();
});
const {workspace, server} = environment;

test.serial('what the table lacks is absent, and cannot be saved', async t => {
	const [stored] = await readSettings(workspace, ['100']);
	t.is(stored!.rowVersion, undefined);
	t.false('type' in stored!.values);
	const error = await t.throwsAsync(planSave(workspace, [{code: '100', typed: {type: '6'}}]), {instanceOf: BacoError});
	t.is(error.id, 'SET-VALUE');
	t.regex(error.message, /Type "6": this database has no column bedryf\.BackOfficeType/v);
});

test.serial('without a row version the old values guard the row, byte for byte', async t => {
	const planned = await planSave(workspace, [{code: '100', typed: {enabled: 'no', fixedUser: 'svc'}}]);
	t.notRegex(planned.divisions[0]!.statement, /timestamp/v);
	const tests = await testPlan(workspace, planned);
	t.is(tests[0]!.verdict, 'off');
	await server.execute('Synergy', 'UPDATE dbo.bedryf SET BackOfficeUser = N\'\' WHERE bedrnr = N\'100\'');
	const [refused] = await saveSettings(workspace, planned, {tests});
	t.is(refused!.problem!.id, 'SET-CHANGED');
	await server.execute('Synergy', 'UPDATE dbo.bedryf SET BackOfficeUser = NULL WHERE bedrnr = N\'100\'');
	const [saved] = await saveSettings(workspace, planned, {tests});
	t.is(saved!.outcome, 'saved', saved!.problem?.message);
	await undoSave(workspace, {division: '100'});
	const [now] = await readSettings(workspace, ['100']);
	t.like(now!.values, {enabled: true, fixedUser: null});
});

test.serial('all mandatory settings must be there while the connection is on', async t => {
	const error = await t.throwsAsync(planSave(workspace, [{code: '100', typed: {databasePath: '', webServer: ''}}]), {instanceOf: BacoError});
	t.regex(error.message, /Web server of Globe is empty[\s\S]+SQL server is empty[\s\S]+Database is empty/v);
});

test.serial('settings that do not work are not saved', async t => {
	const planned = await planSave(workspace, [{code: '100', typed: {databaseName: 'Nowhere'}}]);
	const tests = await testPlan(workspace, planned);
	const [refused] = await saveSettings(workspace, planned, {tests, acceptsWarnings: true});
	t.is(refused!.problem!.id, 'SET-TEST');
	const [now] = await readSettings(workspace, ['100']);
	t.is(now!.values.databaseName, '100');
});
