import {mkdtemp} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {globeTables} from '../../fixtures/databases/globe-tables.js';
import {globeRows} from '../../fixtures/databases/sample/globe-rows.js';
import {operator} from '../../fixtures/databases/sample/people.js';
import type {SampleDivision} from '../../fixtures/databases/sample/divisions.js';
import {synergyRows} from '../../fixtures/databases/sample/synergy-rows.js';
import {databaseScript} from '../../fixtures/databases/script.js';
import {synergyTables} from '../../fixtures/databases/synergy-tables.js';
import {applyRepair} from '../../source/access-servers/apply-repair.js';
import {planRepair} from '../../source/access-servers/plan-repair.js';
import {readAccessServers} from '../../source/access-servers/read-access-servers.js';
import {undoRepair} from '../../source/access-servers/undo-repair.js';
import {testDivision} from '../../source/connection/test-division.js';
import type {Division} from '../../source/divisions/contract.js';
import {listDivisions} from '../../source/divisions/list-divisions.js';
import {saveProfile} from '../../source/profiles/profile-store.js';
import {int, nvarchar, sql} from '../../source/sql/statement.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {openWorkspace} from '../../source/workspace/open-workspace.js';
import {openServer, withConnection, type TestServer} from './open-server.js';

// What baco sends to Synergy and Globe databases, on whatever server answers: databases of the samples' tables, and the real services.
const sqlHost = 'GLOBESQL';
let server: TestServer;
let workspace: Workspace;
let globe: string;
let division: Division;

test.before(async () => {
	process.env.BACO_HOME = await mkdtemp(path.join(os.tmpdir(), 'baco-server-'));
	server = await openServer();
	const sample: SampleDivision = {
		code: '120', name: 'Delta Bike Parts B.V.', city: 'Rijswijk', country: 'NL', currency: 'EUR', trouble: 'oldServerName', server: sqlHost, database: '120', webService: 'BIKEAPP01:8010',
	};
	globe = await server.createDatabase(databaseScript(globeTables('newer'), globeRows([sample], 'newer')));
	const divisions = [{...sample, database: globe}];
	const synergy = await server.createDatabase(databaseScript(synergyTables, synergyRows(divisions)));
	const {host, port, user, password} = server.target;
	await saveProfile({
		name: 'server', server: {host, port}, database: synergy, user, encrypt: true, trustServerCertificate: true, readOnly: false, operator: operator.account, globeUser: user,
		formerServers: [], confirmedNames: [], addresses: {[sqlHost]: `${host}:${port}`, 'BIKEAPP01:8010': '127.0.0.1:1'}, browserPort: 1434, administratorRole: {id: 0, description: 'Administrator'},
	});
	workspace = await openWorkspace({profile: 'server'});
	workspace.credentials.remember('server/operator', password);
	workspace.credentials.remember('server/baco', password);
	[division] = await listDivisions(workspace) as [Division];
});

test.after.always(async () => {
	await workspace?.close();
	await server?.close();
});

test.serial('the pick list is read with the operator\'s membership', t => {
	t.like(division, {
		code: '120', name: 'Delta Bike Parts B.V.', enabled: true, serverPath: sqlHost, databaseName: globe, member: true, blocked: false, missingColumns: [],
	});
});

test.serial('the database, the login and the table are judged', async t => {
	const {steps} = await testDivision(workspace, division);
	const status = Object.fromEntries(steps.map(step => [step.id, step.status]));
	t.like(status, {
		CFG: 'pass', WHO: 'pass', TCP: 'pass', LOGIN: 'pass', DB: 'pass', BAS: 'fail',
	}, JSON.stringify(steps, undefined, 2));
	t.not(status.TLS, 'fail');
	t.not(status.BACO, 'fail');
	t.true(steps.find(step => step.id === 'BAS')!.findings.some(finding => finding.id === 'BAS-STALE'));
});

test.serial('a stale line is repaired, and the repair taken back', async t => {
	const stale = await staleRow();
	const plan = await planRepair(workspace, division, {rowId: stale.id, value: sqlHost});
	const record = await applyRepair(workspace, plan);
	t.is(record.outcome, 'done');
	t.is(await machineName(stale.id), sqlHost);
	const undo = await undoRepair(workspace, {auditId: record.id});
	t.is(undo.outcome, 'done');
	t.is(await machineName(stale.id), stale.machineName);
});

const changedMeanwhile = test.macro({
	async exec(t, _title: string, value: string | null) {
		const stale = await staleRow();
		const plan = await planRepair(workspace, division, {rowId: stale.id, value: sqlHost});
		await setMachineName(stale.id, value);
		await t.throwsAsync(applyRepair(workspace, plan));
		t.is(await machineName(stale.id), value);
		await setMachineName(stale.id, stale.machineName);
	},
	title: (_, change: string) => `a line that someone else changed meanwhile is not overwritten: ${change}`,
});

test.serial(changedMeanwhile, 'another name', 'SOMEONE-ELSE');
test.serial(changedMeanwhile, 'another case', 'deltasql2016');
test.serial(changedMeanwhile, 'a blank more', 'DELTASQL2016 ');
test.serial(changedMeanwhile, 'nothing', null);

async function staleRow() {
	const {rows} = await readAccessServers(workspace, division);
	return rows.find(row => row.classes.includes('STALE'))!;
}

async function machineName(id: number): Promise<string | null | undefined> {
	return withConnection({...server.target, database: globe}, async connection => {
		const {rows} = await connection.query<{MachineName: string | null}>(sql`SELECT MachineName FROM dbo.BacoAccessServers WHERE ID = ${int(id)}`);
		return rows[0]?.MachineName;
	});
}

async function setMachineName(id: number, value: string | null): Promise<void> {
	await withConnection({...server.target, database: globe}, async connection =>
		connection.query(sql`UPDATE dbo.BacoAccessServers SET MachineName = ${nvarchar(80, value)} WHERE ID = ${int(id)}`));
}
