import test, {type ExecutionContext} from 'ava';
import type {AuditRecord} from '../../source/audit/contract.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {ProblemId} from '../../source/problems/catalogue.js';
import {planSave, removeRequest} from '../../source/settings/plan-save.js';
import type {TypedSettings} from '../../source/settings/parse-typed.js';
import {readRights} from '../../source/settings/rights.js';
import {readSettings, settingColumns} from '../../source/settings/read-settings.js';
import {saveSettings, type SavedDivision} from '../../source/settings/save-settings.js';
import {testPlan} from '../../source/settings/test-plan.js';
import {undoSave} from '../../source/settings/undo-save.js';
import {startLine} from '../connection/line.js';
import {openSettingsHome, type SettingsHome} from './settings-home.js';

let home: SettingsHome;
test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy', 'notMember', 'operatorBlocked']});
});
test.after.always(async () => {
	await home?.close();
});

const rejects = async (t: ExecutionContext, work: Promise<unknown>, id: ProblemId) => {
	const error = await t.throwsAsync(work, {instanceOf: BacoError});
	t.is(error.id, id, error.message);
	return error;
};

const plan = async (code: string, typed: TypedSettings, workspace = home.workspace) => planSave(workspace, [{code, typed}]);
const save = async (code: string, typed: TypedSettings, {acceptsWarnings = true, workspace = home.workspace} = {}) => {
	const planned = await plan(code, typed, workspace);
	const [saved] = await saveSettings(workspace, planned, {tests: await testPlan(workspace, planned), acceptsWarnings});
	return saved!;
};

test.serial('the page is read with lengths, marks and the state of secrets, which are never selected', async t => {
	const [first] = await readSettings(home.workspace, ['100']);
	t.like(first, {
		code: '100', values: {
			enabled: true, type: 6, webServer: 'BIKEAPP01:8010', serverPath: 'BIKESQL01', databaseName: '100', fixedCredentials: false, fixedUser: null,
		}, secrets: {fixedPassword: 'empty', accessToken: 'empty'},
	});
	t.regex(first!.rowVersion!, /^[\da-f]{16}$/v);
	const columns = await settingColumns(home.workspace);
	t.is(columns.get('backofficewebservice')?.maxLength, 60);
	t.false(home.workspace.statements.some(({text}) => /SELECT[^;]*\[(?:BackOfficePwd|SQLPassword)\](?! IS NULL|\) = 0)/v.test(text)));
});

test.serial('the role is looked up by its description; membership, blocks and function rights are shown', async t => {
	const rights = await readRights(home.workspace);
	t.like(rights.role, {
		id: 0, description: 'Administrator', held: true, level: '1 Corporate',
	});
	t.deepEqual(rights.functions.map(({id, held}) => [id, held]), [[187, true], [640, true]]);
	const other = await home.open({administratorRole: {id: 99, description: 'Administrator'}});
	const {role} = await readRights(other);
	t.is(role.id, 0);
});

test.serial('a save is planned, tested with the new values, written, recorded and undone', async t => {
	const planned = await plan('100', {webServer: 'http://BIKEAPP01:8010/services', databasePath: String.raw`BIKESQL01\110`});
	t.deepEqual(planned.divisions[0]!.changes, [{
		name: 'databaseName', column: 'BackOfficeDBName', before: '100', after: '110',
	}]);
	t.regex(planned.divisions[0]!.statement, /^UPDATE dbo\.bedryf SET \[BackOfficeDBName\] = N'110', sysmodified = GETDATE\(\), sysmodifier = 11 WHERE bedrnr = N'100' AND \[timestamp\] = 0x[\dA-F]{16} AND/v);
	const wrong = await testPlan(home.workspace, planned);
	t.like(wrong[0], {verdict: 'fail', step: 'DB'}, 'database 110 has no row of division 100');
	const [refused] = await saveSettings(home.workspace, planned, {tests: wrong, acceptsWarnings: true});
	t.like(refused, {outcome: 'refused', record: undefined});
	t.is(refused!.problem!.id, 'SET-TEST');
	t.is(await home.column('100', 'BackOfficeDBName'), '100');

	const saved = await save('100', {type: '7'});
	t.is(saved.outcome, 'saved', saved.problem?.message);
	t.like(saved.record, {
		action: 'settings.save', outcome: 'done', before: '6', after: '7', division: '100', changes: [{column: 'BackOfficeType', before: 6, after: 7}],
	});
	t.is(await home.column('100', 'BackOfficeType'), 7);
	t.is(await home.column('100', 'sysmodifier'), 11);
	const undone = await undoSave(home.workspace, {division: '100'});
	t.like(undone, {action: 'settings.undo', outcome: 'done', undoes: saved.record!.id});
	t.is(await home.column('100', 'BackOfficeType'), 6);
	await rejects(t, undoSave(home.workspace, {division: '100'}), 'SET-UNDO');
	await rejects(t, undoSave(home.workspace, {auditId: undone.id}), 'SET-UNDO');
});

test.serial('a save without a test of these very values is refused', async t => {
	const planned = await plan('100', {type: '8'});
	const [untested] = await saveSettings(home.workspace, planned, {tests: []});
	t.is(untested!.problem!.id, 'SET-UNTESTED');
	const other = await plan('100', {webServer: 'BIKEAPP01:8020'});
	const [mixed] = await saveSettings(home.workspace, other, {tests: await testPlan(home.workspace, planned)});
	t.is(mixed!.problem!.id, 'SET-UNTESTED');
	t.is(await home.column('100', 'BackOfficeType'), 6);
});

test.serial('of two operators one wins, the other is told what changed and by whom', async t => {
	const typed: TypedSettings[] = [{type: '11'}, {type: '12'}];
	const plans = await Promise.all(typed.map(async one => plan('110', one)));
	const tests = await Promise.all(plans.map(async one => testPlan(home.workspace, one)));
	const saved = await Promise.all(plans.map(async (one, index) => saveSettings(home.workspace, one, {tests: tests[index]!, acceptsWarnings: true})));
	const outcomes = saved.flat();
	t.deepEqual(outcomes.map(({outcome}) => outcome).toSorted(), ['refused', 'saved']);
	const winner = outcomes.findIndex(({outcome}) => outcome === 'saved');
	t.is(await home.column('110', 'BackOfficeType'), 11 + winner);
	const loser = outcomes[1 - winner]!;
	t.is(loser.problem!.id, 'SET-CHANGED');
	t.regex(loser.problem!.message, new RegExp(String.raw`changed by someone else \(Johan de Vries, .*Type was 6, now it is ${11 + winner}`, 'v'));
	t.is(loser.record!.outcome, 'refused');
	await undoSave(home.workspace, {division: '110'});
});

test.serial('a row whose other columns changed is refused too, and an undo after someone else\'s change', async t => {
	const planned = await plan('110', {type: '13'});
	const tests = await testPlan(home.workspace, planned);
	await home.execute('UPDATE dbo.bedryf SET woonpl = N\'Delft Zuid\' WHERE bedrnr = N\'110\'');
	const [refused] = await saveSettings(home.workspace, planned, {tests, acceptsWarnings: true});
	t.is(refused!.problem!.id, 'SET-CHANGED');
	t.regex(refused!.problem!.message, /another column of the row was changed/v);
	const saved = await save('110', {type: '14'});
	t.is(saved.outcome, 'saved');
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 15 WHERE bedrnr = N\'110\'');
	const error = await rejects(t, undoSave(home.workspace, {auditId: saved.record!.id}), 'SET-CHANGED');
	t.regex(error.message, /BackOfficeType was 14, now it is 15/v);
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 6 WHERE bedrnr = N\'110\'');
});

test.serial('several divisions are saved all or none, or each for itself', async t => {
	const requests = [{code: '100', typed: {type: '21'}}, {code: '110', typed: {type: '21'}}];
	const planned = await planSave(home.workspace, requests);
	const tests = await testPlan(home.workspace, planned);
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 9 WHERE bedrnr = N\'110\'');
	const together = await saveSettings(home.workspace, planned, {tests, acceptsWarnings: true});
	t.deepEqual(together.map(({problem}) => problem?.id), ['SET-OTHERS', 'SET-CHANGED']);
	t.is(await home.column('100', 'BackOfficeType'), 6, 'rolled back');
	const each = await saveSettings(home.workspace, planned, {tests, acceptsWarnings: true, isEach: true});
	t.deepEqual(each.map(({outcome, problem}) => problem?.id ?? outcome), ['saved', 'SET-CHANGED']);
	t.is(await home.column('100', 'BackOfficeType'), 21);
	await undoSave(home.workspace, {division: '100'});
	await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 6 WHERE bedrnr = N\'110\'');
	const both = await planSave(home.workspace, requests);
	const saved = await saveSettings(home.workspace, both, {tests: await testPlan(home.workspace, both), acceptsWarnings: true});
	t.deepEqual(saved.map(({outcome}) => outcome), ['saved', 'saved']);
	t.is(saved[0]!.record!.group, saved[1]!.record!.group);
	for (const {record} of saved) {
		await undoSave(home.workspace, {auditId: record!.id}); // eslint-disable-line no-await-in-loop -- one row after another
	}
});

test.serial('a removal switches the connection off and clears it; an undo brings it back', async t => {
	const columns = await settingColumns(home.workspace);
	const planned = await planSave(home.workspace, [removeRequest('390', columns)], {action: 'settings.remove'});
	const [saved] = await saveSettings(home.workspace, planned, {tests: await testPlan(home.workspace, planned)});
	t.is(saved!.outcome, 'saved', saved!.problem?.message);
	t.is(await home.column('390', 'BackOfficeWebService'), null);
	t.false(await home.column('390', 'BackOfficeEnabled'));
	await undoSave(home.workspace, {division: '390'});
	t.is(await home.column('390', 'BackOfficeWebService'), 'BIKEAPP01:8010');
	await home.execute(String.raw`UPDATE dbo.bedryf SET BackOfficeUser = N'DELTABIKE\svc-globe', BackOfficePwd = N'opaque' WHERE bedrnr = N'390'`);
	const {divisions} = await planSave(home.workspace, [removeRequest('390', columns)], {action: 'settings.remove'});
	t.regex(divisions[0]!.warnings.join('\n'), /These stay: the fixed user DELTABIKE\\svc-globe, password of the fixed user\. .*cleared in Synergy alone/v);
	await home.execute('UPDATE dbo.bedryf SET BackOfficeUser = NULL, BackOfficePwd = NULL WHERE bedrnr = N\'390\'');
	t.true(await home.column('390', 'BackOfficeEnabled'));
});

test.serial('every refusal names the right and where it is given', async t => {
	const readOnly = await home.open({readOnly: true});
	const error = await rejects(t, plan('100', {type: '1'}, readOnly), 'SET-READONLY');
	t.is(error.exitCode, 5);
	const controller = await home.open({operator: 'm.bakker'});
	const role = await rejects(t, plan('100', {type: '1'}, controller), 'SET-ROLE');
	t.regex(role.message + role.explanation.fix, /m\.bakker lacks the role 0 Administrator[\s\S]+Security > Roles/v);
	const nobody = await home.open({operator: 'nobody'});
	await rejects(t, plan('100', {type: '1'}, nobody), 'SET-WHO');
	await rejects(t, plan('350', {type: '1'}), 'SET-MEMBER');
	await rejects(t, plan('360', {type: '1'}), 'SET-BLOCKED');
	await rejects(t, plan('999', {type: '1'}), 'CFG-9');
	await rejects(t, plan('100', {type: '6'}), 'SET-NOTHING');
});

test.serial('a table that may not be changed: refused, recorded, nothing written', async t => {
	await home.execute('DENY UPDATE ON dbo.bedryf TO [BikeSupport]');
	const denied = await save('100', {type: '31'});
	await home.execute('REVOKE UPDATE ON dbo.bedryf FROM [BikeSupport]');
	t.is(denied.problem!.id, 'SET-PERM');
	t.regex(denied.problem!.explanation.fix, /GRANT UPDATE ON dbo\.bedryf TO \[BikeSupport\]/v);
	t.is(denied.record!.outcome, 'refused');
	t.is(await home.column('100', 'BackOfficeType'), 6);
});

test.serial('a database set READ_ONLY: refused, recorded, nothing written, and an undo waits for it', async t => {
	const made = await save('100', {type: '32'});
	const planned = await plan('100', {type: '33', fixedUser: 'someone'});
	const tests = await testPlan(home.workspace, planned);
	await home.execute('ALTER DATABASE Synergy SET READ_ONLY');
	try {
		const [refused] = await saveSettings(home.workspace, planned, {tests});
		t.is(refused!.problem!.id, 'SET-DATABASE');
		t.regex(refused!.problem!.message + refused!.problem!.explanation.fix, /read-only: Failed to update database "Synergy"[\s\S]+ALTER DATABASE \[Synergy\] SET READ_WRITE/v);
		t.is(refused!.record!.outcome, 'refused');
		await rejects(t, undoSave(home.workspace, {auditId: made.record!.id}), 'SET-DATABASE');
	} finally {
		await home.execute('ALTER DATABASE Synergy SET READ_WRITE');
	}

	t.is(await home.column('100', 'BackOfficeType'), 32);
	t.not(await home.column('100', 'BackOfficeUser'), 'someone');
	await undoSave(home.workspace, {auditId: made.record!.id});
	t.is(await home.column('100', 'BackOfficeType'), 6);
});

const cuts: ReadonlyArray<{readonly title: string; readonly cutAt: number; readonly isBack: boolean; readonly outcome: SavedDivision['outcome']; readonly record: AuditRecord['outcome']; readonly now: number}> = [
	{
		title: 'between test and save: nothing was written, and it is known', cutAt: 2, isBack: true, outcome: 'failed', record: 'failed', now: 6,
	},
	{
		title: 'at the commit: the row is read again and has the new value', cutAt: 3, isBack: true, outcome: 'saved', record: 'done', now: 51,
	},
	{
		title: 'at the commit, and stays away: the record stays pending, and the undo settles it', cutAt: 3, isBack: false, outcome: 'unknown', record: 'pending', now: 51,
	},
];
for (const {title, cutAt, isBack, outcome, record, now} of cuts) {
	// eslint-disable-next-line @typescript-eslint/no-loop-func -- the environment is made once, before all tests
	test.serial(`the line is cut ${title}`, async t => {
		await home.execute('UPDATE dbo.bedryf SET BackOfficeType = 6 WHERE bedrnr = N\'100\'');
		const line = await startLine(home.environment.servers.get('BIKESQL01')!.port);
		t.teardown(line.stop);
		const far = await home.open({addresses: {...home.environment.profile.addresses, BIKESQL01: `127.0.0.1:${line.port}`}});
		const planned = await plan('100', {type: '51'}, far);
		const tests = await testPlan(far, planned);
		t.not(tests[0]!.verdict, 'fail', tests[0]!.detail);
		let isArmed = false;
		const armed = {
			...far,
			audit: {
				...far.audit,
				async append(one: AuditRecord) {
					await far.audit.append(one);
					if (isArmed) {
						return;
					}

					isArmed = true;
					// Begin, change and commit are one message each.
					line.cutAfter(cutAt, isBack);
				},
			},
		};
		const [saved] = await saveSettings(armed, planned, {tests, acceptsWarnings: true});
		t.is(saved!.outcome, outcome, saved!.problem?.message);
		t.is(await home.column('100', 'BackOfficeType'), now);
		const [latest] = await far.audit.list();
		t.is(latest!.outcome, record);
		line.cutAfter(Infinity, true);
		const undone = await undoSave(far, {auditId: latest!.id}).then(({outcome: undo}): string => undo).catch((error: unknown): string => (error as BacoError).id);
		t.is(undone, outcome === 'failed' ? 'SET-UNDO' : 'done');
		t.is(await home.column('100', 'BackOfficeType'), 6);
	});
}

test.serial('a full disk under the audit stops a save before anything is changed', async t => {
	const planned = await plan('100', {type: '41'});
	const tests = await testPlan(home.workspace, planned);
	const full = async () => {
		throw new BacoError('FILE-WRITE', {file: 'audit.ndjson', code: 'ENOSPC'});
	};

	const workspace = {...home.workspace, audit: {...home.workspace.audit, append: full}};
	await rejects(t, saveSettings(workspace, planned, {tests, acceptsWarnings: true}), 'FILE-WRITE');
	t.is(await home.column('100', 'BackOfficeType'), 6);
	// Full only when the outcome is to be written: the save is told as made, and the undo settles the record.
	let written = 0;
	const half = {
		...home.workspace, audit: {
			...home.workspace.audit, async append(record: AuditRecord) {
				written += 1;
				await (written === 1 ? home.workspace.audit.append({...record, writer: {pid: 999_999_999, host: record.writer!.host}}) : full());
			},
		},
	};
	const [saved] = await saveSettings(half, planned, {tests, acceptsWarnings: true});
	t.is(saved!.outcome, 'saved');
	t.is(saved!.problem!.id, 'FILE-WRITE');
	t.is(await home.column('100', 'BackOfficeType'), 41);
	const undone = await undoSave(home.workspace, {division: '100'});
	t.is(undone.outcome, 'done');
	t.is(await home.column('100', 'BackOfficeType'), 6);
});
