import {readFile} from 'node:fs/promises';
import test, {type ExecutionContext} from 'ava';
import {applyRepair} from '../../source/access-servers/apply-repair.js';
import {planRepair, type RepairRequest} from '../../source/access-servers/plan-repair.js';
import {readAccessServers} from '../../source/access-servers/read-access-servers.js';
import {undoRepair} from '../../source/access-servers/undo-repair.js';
import {showUpdate} from '../../source/access-servers/update-statement.js';
import {testDivision} from '../../source/connection/test-division.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {ProblemId} from '../../source/problems/catalogue.js';
import {auditFileName} from '../../source/audit/audit-log.js';
import type {AuditRecord} from '../../source/audit/contract.js';
import {startLine} from '../connection/line.js';
import {
	accessServersTable,
	findingsOf,
	globeScript,
	startEnvironment,
} from '../connection/environment.js';

const insert = (...values: string[]) => values.map(value => `INSERT INTO dbo.BacoAccessServers (MachineName, IPAddress, CheckMachineName) VALUES (${value}, 1);`).join('\n');
const environment = await startEnvironment({
	databases: [
		{name: '100', script: globeScript('100', {rows: insert('N\'BIKEAPP01\', NULL', 'N\'DELTASQL2016\', NULL', String.raw`N'DELTASQL2016\EXACT', NULL`, 'N\'x8Kq+3vT/0aQwR5uEg==\', NULL', 'NULL, N\'10.0.0.9\'', 'N\'\', NULL')})},
		{name: '110', script: globeScript('110', {rows: insert('N\'DELTASQL2016\', NULL'), user: 'CREATE USER [Baco] FOR LOGIN [Baco]; CREATE USER [Operator] FOR LOGIN [Operator];\nGO\nALTER ROLE [db_datareader] ADD MEMBER [Baco]; ALTER ROLE [db_datareader] ADD MEMBER [Operator]; GRANT UPDATE ON dbo.BacoAccessServers TO [Operator];'})},
		{name: '120', script: globeScript('120', {table: accessServersTable.replace('MachineName nvarchar(80)', 'MachineName varchar(20)'), rows: insert('N\'DELTASQL2016\', NULL')})},
	],
	profile: {formerServers: ['DELTASQL2016']},
});
const division = await environment.addDivision('100');
test.after.always(async () => {
	await environment.stop();
});
const {workspace, server} = environment;

const setName = async (rowId: number, literal: string, database = '100') => server.execute(database, `UPDATE dbo.BacoAccessServers SET MachineName = ${literal} WHERE ID = ${rowId}`);
const nameOf = async (rowId: number, of = division) => {
	const {rows} = await readAccessServers(workspace, of);
	return rows.find(({id}) => id === rowId)?.machineName;
};

const plannedValue = async (request: RepairRequest) => {
	const {after} = await planRepair(workspace, division, request);
	return after;
};

const records = async () => (workspace.audit.list());
const rejects = async (t: ExecutionContext, work: Promise<unknown>, id: ProblemId) => {
	const error = await t.throwsAsync(work, {instanceOf: BacoError});
	t.is(error.id, id);
	return error;
};

test.serial('one row is previewed, changed, recorded, and the test then passes that step', async t => {
	const stale = await testDivision(workspace, division);
	t.true(findingsOf(stale, 'BAS').includes('BAS-STALE fail'));
	const plan = await planRepair(workspace, division, {rowId: 2, value: 'GLOBESQL01'});
	t.like(plan, {
		before: 'DELTASQL2016', after: 'GLOBESQL01', column: 'MachineName', warnings: [],
	});
	t.regex(plan.statement, /^UPDATE dbo\.BacoAccessServers SET \[MachineName\] = N'GLOBESQL01' WHERE ID = 2 AND/v);
	t.is(await nameOf(2), 'DELTASQL2016', 'a plan changes nothing');
	const record = await applyRepair(workspace, plan);
	t.like(record, {
		outcome: 'done', action: 'access-server.repair', division: '100', before: 'DELTASQL2016', after: 'GLOBESQL01',
	});
	t.like(record.target, {
		server: 'GLOBESQL01', database: '100', table: 'BacoAccessServers', rowId: 2,
	});
	t.is(await nameOf(2), 'GLOBESQL01');
	const log = await readFile(auditFileName(), 'utf8');
	const outcomes = log.trim().split('\n').map(line => JSON.parse(line) as {outcome: string}).map(({outcome}) => outcome);
	t.deepEqual(outcomes, ['pending', 'done']);
	const after = await testDivision(workspace, division);
	t.is(findingsOf(after, 'BAS').filter(id => id === 'BAS-STALE fail').length, findingsOf(stale, 'BAS').filter(id => id === 'BAS-STALE fail').length - 1);
});

test.serial('undo puts the old value back, once', async t => {
	const undone = await undoRepair(workspace, {division: '100'});
	t.like(undone, {
		outcome: 'done', action: 'access-server.undo', before: 'GLOBESQL01', after: 'DELTASQL2016',
	});
	t.is(await nameOf(2), 'DELTASQL2016');
	await rejects(t, undoRepair(workspace, {division: '100'}), 'BAS-UNDO');
	await rejects(t, undoRepair(workspace, {auditId: undone.undoes!}), 'BAS-UNDO');
	await rejects(t, undoRepair(workspace, {auditId: 'no-such-id'}), 'BAS-UNDO');
});

const meanwhile: ReadonlyArray<[string, string, unknown]> = [
	['another value', 'N\'SOMEONE\'', 'SOMEONE'],
	['another case only', 'N\'deltasql2016\'', 'deltasql2016'],
	['a blank at the end', 'N\'DELTASQL2016 \'', 'DELTASQL2016 '],
	['NULL', 'NULL', null],
];
for (const [title, literal, now] of meanwhile) {
	test.serial(`a row that someone else changed to ${title} is refused, and stays theirs`, async t => {
		await setName(2, 'N\'DELTASQL2016\'');
		const plan = await planRepair(workspace, division, {rowId: 2, value: 'GLOBESQL01'});
		await setName(2, literal);
		const error = await rejects(t, applyRepair(workspace, plan), 'BAS-CHANGED');
		t.is(error.facts.now, now);
		t.is(error.exitCode, 1);
		const [record] = await records();
		t.is(record!.outcome, 'refused');
		t.is(await nameOf(2), typeof now === 'string' ? now.trim() : '');
		await setName(2, 'N\'DELTASQL2016\'');
	});
}

test.serial('the statement of the preview is the one that is sent: run by hand it does the same, and refuses the same', async t => {
	const values: ReadonlyArray<[string, string]> = [['DELTASQL2016', 'N\'DELTASQL2016\''], ['O\'LD', 'N\'O\'\'LD\''], ['FÜRTH-Ω', 'N\'FÜRTH-Ω\''], ['A\nB', 'N\'A\' + NCHAR(10) + N\'B\'']];
	for (const [before, assignment] of values) {
		await setName(2, assignment); // eslint-disable-line no-await-in-loop -- one row
		const text = showUpdate({
			rowId: 2, column: 'MachineName', before, after: 'GLOBESQL01',
		}, 'nvarchar');
		t.notRegex(text, /\p{Control}/v, 'what a terminal would swallow is written by number');
		for (const [, changed] of meanwhile) {
			await setName(2, changed); // eslint-disable-line no-await-in-loop
			await server.execute('100', text); // eslint-disable-line no-await-in-loop
			t.not(await nameOf(2), 'GLOBESQL01', changed); // eslint-disable-line no-await-in-loop
		}

		await setName(2, assignment); // eslint-disable-line no-await-in-loop
		await server.execute('100', text); // eslint-disable-line no-await-in-loop
		t.is(await nameOf(2), 'GLOBESQL01', before); // eslint-disable-line no-await-in-loop
	}

	await setName(2, 'N\'DELTASQL2016\'');
	const plan = await planRepair(workspace, division, {rowId: 2, value: 'GLOBESQL01'});
	const record = await applyRepair(workspace, plan);
	t.is(record.statement, plan.statement);
	const sent = workspace.statements.findLast(({text}) => text.includes('UPDATE dbo.BacoAccessServers'))!;
	await setName(2, 'N\'DELTASQL2016\'');
	await server.execute('100', `${sent.parameters.map(({name, type, literal}) => `DECLARE ${name} ${type} = ${literal};`).join(' ')} ${sent.text}`);
	t.is(await nameOf(2), 'GLOBESQL01', 'the statement log can be run too');
	await setName(2, 'N\'DELTASQL2016\'');
});

test.serial('a row that is gone is refused', async t => {
	await server.execute('100', insert('N\'DELTASQL2016\', NULL'));
	const table = await readAccessServers(workspace, division);
	const {id} = table.rows.at(-1)!;
	const plan = await planRepair(workspace, division, {rowId: id, value: 'GLOBESQL01'});
	await server.execute('100', `DELETE FROM dbo.BacoAccessServers WHERE ID = ${id}`);
	await rejects(t, applyRepair(workspace, plan), 'BAS-ROW');
});

test.serial('of two writers with the same plan one wins, the other is refused', async t => {
	await setName(2, 'N\'DELTASQL2016\'');
	const plans = await Promise.all(['GLOBESQL01', 'GLOBESQL09'].map(async value => planRepair(workspace, division, {rowId: 2, value})));
	const outcomes = await Promise.allSettled(plans.map(async plan => applyRepair(workspace, plan)));
	t.deepEqual(outcomes.map(({status}) => status).toSorted(), ['fulfilled', 'rejected']);
	const winner = plans[outcomes.findIndex(({status}) => status === 'fulfilled')]!;
	t.is(await nameOf(2), winner.after);
	await setName(2, 'N\'DELTASQL2016\'');
});

test.serial('a new name that nothing expects is warned of before it is written', async t => {
	const {warnings} = await planRepair(workspace, division, {rowId: 2, value: 'TYPOSQL'});
	t.is(warnings.length, 1);
	t.regex(warnings[0]!, /^TYPOSQL is none of the names that this connection expects: .*GLOBESQL01.*; DNS was not asked/v);
});

test.serial('a former server is named as one, whatever its case and instance, and a name that another row has is a duplicate', async t => {
	const former = await planRepair(workspace, division, {rowId: 5, value: String.raw`deltasql2016\OLD`});
	t.is(former.warnings.length, 2);
	t.regex(former.warnings[0]!, /^Row 2 has .* already, so the machine would be named twice \(DUPLICATE\)\.$/v);
	t.regex(former.warnings[1]!, /is a former server: DELTASQL2016 is a former server by the profile\. With it the row stays stale/v);
	const twin = await planRepair(workspace, division, {rowId: 2, value: 'BIKEAPP01'});
	t.deepEqual(twin.warnings, ['Row 1 has BIKEAPP01 already, so the machine would be named twice (DUPLICATE).']);
});

test.serial('a repair that says what it expects leaves another value alone', async t => {
	t.is(await plannedValue({rowId: 2, value: 'GLOBESQL01', expect: 'DELTASQL2016'}), 'GLOBESQL01');
	const error = await rejects(t, planRepair(workspace, division, {rowId: 2, value: 'GLOBESQL01', expect: 'SOMEONE'}), 'BAS-CHANGED');
	t.like(error.facts, {before: 'SOMEONE', now: 'DELTASQL2016'});
	await rejects(t, planRepair(workspace, division, {rowId: 5, value: 'GLOBESQL01', expect: 'DELTASQL2016'}), 'BAS-CHANGED');
	t.is(await plannedValue({rowId: 5, value: 'GLOBESQL01', expect: ''}), 'GLOBESQL01');
});

test.serial('NULL and an empty text are told apart, forward and back', async t => {
	const plan = await planRepair(workspace, division, {rowId: 5, value: 'GLOBESQL01'});
	t.like(plan, {before: '', isBeforeNull: true});
	await setName(5, 'N\'\'');
	await rejects(t, applyRepair(workspace, plan), 'BAS-CHANGED');
	await setName(5, 'NULL');
	const record = await applyRepair(workspace, plan);
	await undoRepair(workspace, {auditId: record.id});
	await t.notThrowsAsync(server.execute('100', 'IF NOT EXISTS (SELECT 1 FROM dbo.BacoAccessServers WHERE ID = 5 AND MachineName IS NULL) RAISERROR(N\'not NULL again\', 16, 1);'));
	const empty = await planRepair(workspace, division, {rowId: 6, value: 'GLOBESQL01'});
	t.false(empty.isBeforeNull);
	const changed = await applyRepair(workspace, empty);
	await undoRepair(workspace, {auditId: changed.id});
	await t.notThrowsAsync(server.execute('100', 'IF NOT EXISTS (SELECT 1 FROM dbo.BacoAccessServers WHERE ID = 6 AND MachineName = N\'\' AND MachineName IS NOT NULL) RAISERROR(N\'not empty again\', 16, 1);'));
});

test.serial('an undo after someone else\'s change is refused', async t => {
	await setName(2, 'N\'DELTASQL2016\'');
	const record = await applyRepair(workspace, await planRepair(workspace, division, {rowId: 2, value: 'GLOBESQL01'}));
	await setName(2, 'N\'NEWER\'');
	await rejects(t, undoRepair(workspace, {auditId: record.id}), 'BAS-CHANGED');
	t.is(await nameOf(2), 'NEWER');
	await setName(2, 'N\'DELTASQL2016\'');
	const undone = await rejects(t, undoRepair(workspace, {auditId: record.id}), 'BAS-UNDO');
	t.is(undone.message, 'Nothing to undo: row 2 has the old value "DELTASQL2016" already, so it is already undone.');
	t.is(record.operator.synergy, 'j.devries');
});

test.serial('the form of the value is kept, an address can be repaired, opaque values never', async t => {
	t.is(await plannedValue({rowId: 3, value: 'GLOBESQL01'}), String.raw`GLOBESQL01\EXACT`);
	t.is(await plannedValue({rowId: 3, value: 'GLOBESQL01', exact: true}), 'GLOBESQL01');
	t.is(await plannedValue({rowId: 5, column: 'IPAddress', value: '10.20.0.11'}), '10.20.0.11');
	await rejects(t, planRepair(workspace, division, {rowId: 5, column: 'IPAddress', value: 'GLOBESQL01'}), 'BAS-VALUE');
	await rejects(t, planRepair(workspace, division, {rowId: 4, value: 'GLOBESQL01'}), 'BAS-VALUE');
	await rejects(t, planRepair(workspace, division, {rowId: 2, value: 'a b; DROP'}), 'BAS-VALUE');
	const empty = await rejects(t, planRepair(workspace, division, {rowId: 2, value: ''}), 'BAS-VALUE');
	t.regex(empty.message, /^"" cannot be written to MachineName: it is empty/v);
	await rejects(t, planRepair(workspace, division, {rowId: 2, value: 'DELTASQL2016'}), 'BAS-VALUE');
	await rejects(t, planRepair(workspace, division, {rowId: 999, value: 'GLOBESQL01'}), 'BAS-ROW');
});

test.serial('lengths are checked against the live column, and varchar works too', async t => {
	const narrow = await environment.addDivision('120', {BackOfficeDBName: '120'});
	const error = await rejects(t, planRepair(workspace, narrow, {rowId: 1, value: 'A'.repeat(21)}), 'BAS-VALUE');
	t.regex(error.message, /21 characters, the column takes 20/v);
	const record = await applyRepair(workspace, await planRepair(workspace, narrow, {rowId: 1, value: 'GLOBESQL01'}));
	t.is(record.outcome, 'done');
	t.is(await nameOf(1, narrow), 'GLOBESQL01');
});

test.serial('without UPDATE the repair is refused and recorded; the operator\'s login can make it', async t => {
	const denied = await environment.addDivision('110', {BackOfficeDBName: '110'});
	const plan = await planRepair(workspace, denied, {rowId: 1, value: 'GLOBESQL01'});
	const error = await rejects(t, applyRepair(workspace, plan), 'PERM-1');
	t.is(error.exitCode, 5);
	const [record] = await records();
	t.like(record, {outcome: 'refused', division: '110'});
	t.is(await nameOf(1, denied), 'DELTASQL2016');
	const own = await applyRepair(workspace, await planRepair(workspace, denied, {rowId: 1, value: 'GLOBESQL01'}, {as: 'operator'}));
	t.is(own.operator.login, 'Operator');
	t.is(await nameOf(1, denied), 'GLOBESQL01');
});

test.serial('a read-only profile refuses everything before it connects', async t => {
	const readOnly = await environment.open({readOnly: true});
	const error = await rejects(t, planRepair(readOnly, division, {rowId: 2, value: 'GLOBESQL01'}), 'BAS-READONLY');
	t.is(error.exitCode, 5);
	await rejects(t, undoRepair(readOnly, {division: '100'}), 'BAS-READONLY');
	const plan = await planRepair(workspace, division, {rowId: 2, value: 'GLOBESQL01'});
	await rejects(t, applyRepair(readOnly, plan), 'BAS-READONLY');
	t.is(await nameOf(2), 'DELTASQL2016');
});

test.serial('settings that point elsewhere since the plan are refused', async t => {
	const plan = await planRepair(workspace, division, {rowId: 2, value: 'GLOBESQL01'});
	const moved = await environment.addDivision('130', {BackOfficeDBName: '120'});
	await rejects(t, applyRepair(workspace, {...plan, division: moved}), 'BAS-MOVED');
});

const cuts: ReadonlyArray<{readonly title: string; readonly cutAt: number; readonly isBack: boolean; readonly outcome: string; readonly record: AuditRecord['outcome']; readonly now: string}> = [
	{
		title: 'before the change: nothing was written, and it is known', cutAt: 2, isBack: true, outcome: 'TCP-3', record: 'failed', now: 'DELTASQL2016',
	},
	{
		title: 'at the commit: the row is read again and shows the change', cutAt: 3, isBack: true, outcome: 'done', record: 'done', now: 'GLOBESQL01',
	},
	{
		title: 'at the commit, and stays away: the record stays pending', cutAt: 3, isBack: false, outcome: 'BAS-LOST', record: 'pending', now: 'GLOBESQL01',
	},
];
for (const {title, cutAt, isBack, outcome, record: recorded, now} of cuts) {
	test.serial(`the line is cut ${title}`, async t => {
		await setName(2, 'N\'DELTASQL2016\'');
		const line = await startLine(server.port);
		t.teardown(line.stop);
		const far = await environment.open({addresses: {GLOBESQL01: `127.0.0.1:${line.port}`}});
		const plan = await planRepair(far, division, {rowId: 2, value: 'GLOBESQL01'});
		const {audit} = far;
		let isArmed = false;
		const armed = {
			...far,
			audit: {
				...audit,
				async append(record: AuditRecord) {
					await audit.append(record);
					if (isArmed) {
						return;
					}

					isArmed = true;
					// Begin, change and commit are one message each.
					line.cutAfter(cutAt, isBack);
				},
			},
		};
		const seen = await applyRepair(armed, plan).then((made): string => made.outcome).catch((error: unknown): string => (error as BacoError).id);
		const [record] = await records();
		t.is(seen, outcome);
		t.is(record!.outcome, recorded);
		t.truthy(record!.reason);
		t.is(await nameOf(2), now);
		await setName(2, 'N\'DELTASQL2016\'');
	});
}
