import {randomUUID} from 'node:crypto';
import os from 'node:os';
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {applyRepair} from '../../source/access-servers/apply-repair.js';
import {planRepair} from '../../source/access-servers/plan-repair.js';
import {readAccessServers} from '../../source/access-servers/read-access-servers.js';
import {undoRepair} from '../../source/access-servers/undo-repair.js';
import {hasUnknownOutcome} from '../../source/audit/unknown-outcome.js';
import type {AuditRecord} from '../../source/audit/contract.js';
import {whyNotUndo} from '../../source/console/state/undoable.js';
import {type BacoError} from '../../source/problems/baco-error.js';
import {globeScript, passwords, startEnvironment} from '../connection/environment.js';

const environment = await startEnvironment({
	databases: [{name: '100', script: globeScript('100', {rows: 'INSERT INTO dbo.BacoAccessServers (MachineName, CheckMachineName) VALUES (N\'DELTASQL2016\', 1);'})}],
	profile: {formerServers: ['DELTASQL2016']},
});
const division = await environment.addDivision('100');
test.after.always(async () => {
	await environment.stop();
});
const {workspace, server} = environment;

const setName = async (literal: string) => server.execute('100', `UPDATE dbo.BacoAccessServers SET MachineName = ${literal} WHERE ID = 1`);
const nameNow = async () => {
	const {rows} = await readAccessServers(workspace, division);
	return rows[0]!.machineName;
};

const latest = async (): Promise<AuditRecord> => {
	const [record] = await workspace.audit.list();
	return record!;
};

const refusalOf = async (work: Promise<unknown>) => {
	try {
		await work;
		return 'done';
	} catch (error) {
		return (error as BacoError).message;
	}
};

/** A baco of its own repairs row 1 and is killed when it has written the pending record, or when it is about to write the outcome. */
const repairAndDie = async (when: 'before the change' | 'after the change') => {
	const url = (file: string) => JSON.stringify(new URL(`../../source/${file}`, import.meta.url).href);
	const script = `
		const {openWorkspace} = await import(${url('workspace/open-workspace.js')});
		const {readDivision} = await import(${url('divisions/list-divisions.js')});
		const {planRepair} = await import(${url('access-servers/plan-repair.js')});
		const {applyRepair} = await import(${url('access-servers/apply-repair.js')});
		const workspace = await openWorkspace({profile: ${JSON.stringify(workspace.profile.name)}});
		const plan = await planRepair(workspace, await readDivision(workspace, '100'), {rowId: 1, value: 'GLOBESQL01'});
		const audit = {
			...workspace.audit,
			async append(record) {
				if (record.outcome === 'pending') {
					await workspace.audit.append(record);
				}
				if (${when === 'before the change'} || record.outcome !== 'pending') {
					process.kill(process.pid, 'SIGKILL');
				}
			},
		};
		await applyRepair({...workspace, audit}, plan);`;
	const name = workspace.profile.name.toUpperCase();
	const {signal, stderr} = await execa(process.execPath, ['--input-type=module', '-e', script], {
		reject: false, env: {BACO_KEYCHAIN: 'off', [`BACO_PASSWORD_${name}_OPERATOR`]: passwords.Operator, [`BACO_PASSWORD_${name}_BACO`]: passwords.Baco},
	});
	return signal ?? stderr;
};

test.serial('a baco killed after the change: the outcome is not known, the row settles it, and it can be undone', async t => {
	t.is(await repairAndDie('after the change'), 'SIGKILL');
	t.is(await nameNow(), 'GLOBESQL01');
	const record = await latest();
	t.is(record.outcome, 'pending');
	t.true(hasUnknownOutcome(record));
	t.is(whyNotUndo(record, [record]), undefined);
	const undone = await undoRepair(workspace, {division: '100'});
	t.like(undone, {outcome: 'done', action: 'access-server.undo', undoes: record.id});
	t.is(await nameNow(), 'DELTASQL2016');
	const records = await workspace.audit.list();
	const settled = records.find(({id}) => id === record.id)!;
	t.is(settled.outcome, 'done');
	t.regex(settled.reason!, /has the new value/v);
});

test.serial('a baco killed before the change: the record says that it was not made', async t => {
	t.is(await repairAndDie('before the change'), 'SIGKILL');
	t.is(await nameNow(), 'DELTASQL2016');
	t.true(hasUnknownOutcome(await latest()));
	t.regex(await refusalOf(undoRepair(workspace, {division: '100'})), /Nothing to undo: the repair was not made \(failed\).*the row has the old value/v);
	const record = await latest();
	t.is(record.outcome, 'failed');
	t.is(await nameNow(), 'DELTASQL2016');
	t.regex(await refusalOf(undoRepair(workspace, {division: '100'})), /no repair of division 100 is open/v);
});

test.serial('a row that has neither value leaves the outcome not known, and shows the value now', async t => {
	t.is(await repairAndDie('after the change'), 'SIGKILL');
	await setName('N\'SOMEONE\'');
	t.regex(await refusalOf(undoRepair(workspace, {division: '100'})), /cannot be settled.*neither the old nor the new value but "SOMEONE"/v);
	const record = await latest();
	t.is(record.outcome, 'pending');
	t.regex(record.reason!, /SOMEONE/v);
	t.is(await nameNow(), 'SOMEONE');
	await setName('N\'GLOBESQL01\'');
	await undoRepair(workspace, {auditId: record.id});
	t.is(await nameNow(), 'DELTASQL2016');
});

test.serial('an undo whose outcome is not known is settled before the repair is undone again', async t => {
	const repaired = await applyRepair(workspace, await planRepair(workspace, division, {rowId: 1, value: 'GLOBESQL01'}));
	const {reason: _, ...rest} = repaired;
	const undo: AuditRecord = {
		...rest, id: randomUUID(), action: 'access-server.undo', before: repaired.after, after: repaired.before, undoes: repaired.id, outcome: 'pending', at: new Date(Date.now() - 3_600_000).toISOString(),
	};
	await workspace.audit.append(undo);
	await setName('N\'DELTASQL2016\'');
	t.regex(await refusalOf(undoRepair(workspace, {auditId: repaired.id})), /undone already/v);
	const record = await latest();
	t.like(record, {id: undo.id, outcome: 'done'});
});

test.serial('a record of a process that still runs is not judged; one of long ago or of a lost server is', async t => {
	const {reason: _, ...made} = await latest();
	const base: AuditRecord = {
		...made, outcome: 'pending', at: new Date().toISOString(), writer: {pid: process.pid, host: os.hostname()},
	};
	const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
	t.false(hasUnknownOutcome(base));
	t.regex(whyNotUndo({...base, action: 'access-server.repair'}, [])!, /being made/v);
	t.true(hasUnknownOutcome({...base, reason: 'The connection was lost; whether the change was made is not known.'}));
	t.true(hasUnknownOutcome({...base, at: anHourAgo}));
	t.false(hasUnknownOutcome({...base, writer: {pid: 1, host: 'elsewhere'}}));
	t.false(hasUnknownOutcome({...base, outcome: 'failed', at: '2020-01-01T00:00:00.000Z'}));
});
