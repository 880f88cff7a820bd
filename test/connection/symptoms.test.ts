import test from 'ava';
import {testDivision} from '../../source/connection/test-division.js';
import type {StepId} from '../../source/connection/contract.js';
import {
	accessServersTable,
	findingsOf,
	globeScript,
	healthyRows,
	startEnvironment,
	stepOf,
	textsWithGaps,
	type DivisionRow,
} from './environment.js';

// A database restored from another server: its user has the SID of a login that is not here.
const orphan = `CREATE LOGIN [Former] WITH PASSWORD = N'Oud-slot-3x', CHECK_POLICY = OFF;
GO
CREATE USER [Baco] FOR LOGIN [Former]; CREATE USER [Operator] FOR LOGIN [Operator];
GO
ALTER ROLE [db_datareader] ADD MEMBER [Operator];
GO
DROP LOGIN [Former];`;
const rows = (...values: string[]) => values.map(value => `INSERT INTO dbo.BacoAccessServers (MachineName, CheckMachineName, MacAddress, CheckMacAddress) VALUES ${value};`).join('\n');

const environment = await startEnvironment({
	databases: [
		{name: '100', script: globeScript('100')},
		{name: '110', script: globeScript('110', {table: '', rows: '', user: 'CREATE USER [Baco] FOR LOGIN [Baco];\nGO\nALTER ROLE [db_datareader] ADD MEMBER [Baco];'})},
		{name: '115', script: 'CREATE TABLE dbo.Other (ID int);\nGO\nCREATE USER [Baco] FOR LOGIN [Baco];'},
		{name: '120', script: globeScript('999')},
		{name: '130', script: globeScript('130', {user: 'CREATE USER [Baco] FOR LOGIN [Baco];\nGO\nALTER ROLE [db_datareader] ADD MEMBER [Baco];', extra: 'DENY SELECT ON dbo.BacoAccessServers TO [Baco];'})},
		{name: '132', script: globeScript('132', {extra: 'DENY SELECT ON dbo.BacoAccessServers (MachineName) TO [Baco];'})},
		{name: '133', script: globeScript('133', {extra: 'DENY SELECT ON dbo.BacoAccessServers (ID) TO [Baco];'})},
		{name: '135', script: globeScript('135', {user: 'CREATE USER [Baco] FOR LOGIN [Baco];\nGO\nGRANT SELECT ON dbo.bedryf TO [Baco]; GRANT SELECT ON dbo.humres TO [Baco];'})},
		{name: '140', script: globeScript('140'), state: 'RESTORING'},
		{name: '150', script: globeScript('150'), state: 'OFFLINE'},
		{name: '155', script: globeScript('155'), state: 'SUSPECT'},
		{name: '160', script: globeScript('160', {user: ''})},
		{name: '170', script: globeScript('170', {user: orphan})},
		{name: '175', script: globeScript('175'), readOnly: true},
		{name: '180', script: globeScript('180', {rows: rows('(N\'BIKEAPP01\', 1, NULL, 0)', '(N\'DELTASQL2016\', 1, NULL, 0)')})},
		{name: '181', script: globeScript('181', {rows: rows('(N\'BIKEAPP01\', 1, N\'00-15-5D-0A-2B-77\', 1)')})},
		{name: '182', script: globeScript('182', {rows: rows('(N\'GLOBESQL01\', 1, NULL, 0)')})},
		{name: '183', script: globeScript('183', {rows: rows('(N\'BIKEAPP01\', 1, NULL, 0)', '(N\'x8Kq+3vTn1LZ/0aQwR5uEg==\', 1, NULL, 0)')})},
		{name: '184', script: globeScript('184', {rows: rows('(N\'BIKEAPP01\', 1, NULL, 0)', '(N\'WS-MARIA\', 1, NULL, 0)')})},
		{name: '185', script: globeScript('185', {rows: rows('(N\'BIKEAPP01\', 0, NULL, 0)', '(N\'bikeapp01\', 1, NULL, 0)', '(NULL, 1, NULL, 0)') + '\nUPDATE dbo.BacoAccessServers SET CheckIPAddress = 0;'})},
		{name: '186', script: globeScript('186', {table: accessServersTable.replace('Division smallint NULL', 'MacAddress2 nvarchar(48) NULL'), rows: `${healthyRows}\nUPDATE dbo.BacoAccessServers SET MacAddress2 = N'00155D0A2B01';`})},
	],
	profile: {macAddress: '00-15-5D-0A-2B-01', formerServers: ['DELTASQL2016'], addresses: {DEADSQL: '127.0.0.1:1'}},
});
test.after.always(async () => {
	await environment.stop();
});

type Symptom = {readonly title: string; readonly row?: DivisionRow; readonly arrange?: string; readonly step: StepId; readonly findings: string[]};

const symptoms: ReadonlyArray<Symptom & {readonly code: string}> = [
	{
		title: 'switched off, but filled in', code: '101', row: {BackOfficeEnabled: 0}, step: 'CFG', findings: ['CFG-2 fail'],
	},
	{
		title: 'never set up', code: '102', row: {
			BackOfficeEnabled: 0, BackOfficeServerPath: '', BackOfficeDBName: '', BackOfficeWebService: '',
		}, step: 'CFG', findings: ['CFG-1 warn'],
	},
	{
		title: 'server path that cannot be', code: '103', row: {BackOfficeServerPath: String.raw`A\B\C`}, step: 'CFG', findings: ['CFG-4 fail'],
	},
	{
		title: 'no database name', code: '104', row: {BackOfficeDBName: ''}, step: 'CFG', findings: ['CFG-5 fail'],
	},
	{
		title: 'web server without a port', code: '105', row: {BackOfficeWebService: 'BIKEAPP01'}, step: 'CFG', findings: ['CFG-6 fail'],
	},
	{
		title: 'value that fills its column', code: '106', row: {BackOfficeWebService: `${'a'.repeat(55)}:8010`}, step: 'CFG', findings: ['CFG-7 warn'],
	},
	{
		title: 'operator not in the division', code: '107', row: {isMember: false}, step: 'WHO', findings: ['WHO-3 fail'],
	},
	{
		title: 'operator blocked in the division', code: '108', arrange: 'UPDATE dbo.DivisionPeople SET BackOfficeBlocked = 1 WHERE Division = N\'108\'', step: 'WHO', findings: ['WHO-4 fail'],
	},
	{
		title: 'membership that ended', code: '109', arrange: 'UPDATE dbo.DivisionPeople SET Inactive = \'20200101\' WHERE Division = N\'109\'', step: 'WHO', findings: ['WHO-3 fail'],
	},
	{
		title: 'unknown host', code: '201', row: {BackOfficeServerPath: 'nosuchhost.invalid'}, step: 'DNS', findings: ['DNS-1 fail'],
	},
	{
		title: 'refused port', code: '202', row: {BackOfficeServerPath: 'DEADSQL'}, step: 'TCP', findings: ['TCP-1 fail'],
	},
	{
		title: 'table missing', code: '110', row: {BackOfficeDBName: '110'}, step: 'BAS', findings: ['BAS-MISSING fail'],
	},
	{
		title: 'one finding for the missing table', code: '111', row: {BackOfficeDBName: '110'}, step: 'DB', findings: ['DB-7 fail'],
	},
	{
		title: 'no Globe database', code: '115', row: {BackOfficeDBName: '115'}, step: 'DB', findings: ['OBJ-1 fail'],
	},
	{
		title: 'database of another company', code: '120', row: {BackOfficeDBName: '120'}, step: 'DB', findings: ['DB-7 fail'],
	},
	{
		title: 'SELECT denied on the table', code: '130', row: {BackOfficeDBName: '130'}, step: 'BAS', findings: ['PERM-1 fail'],
	},
	{
		title: 'SELECT denied, seen by the rights', code: '131', row: {BackOfficeDBName: '130'}, step: 'BACO', findings: ['PERM-1 fail'],
	},
	{
		title: 'one column denied', code: '132', row: {BackOfficeDBName: '132'}, step: 'BAS', findings: ['PERM-2 fail'],
	},
	{
		title: 'the first column denied', code: '133', row: {BackOfficeDBName: '133'}, step: 'BAS', findings: ['PERM-2 fail'],
	},
	{
		title: 'SELECT never granted is no missing table', code: '135', row: {BackOfficeDBName: '135'}, step: 'BAS', findings: ['PERM-1 fail'],
	},
	{
		title: 'database restoring', code: '140', row: {BackOfficeDBName: '140'}, step: 'LOGIN', findings: ['DB-5 fail'],
	},
	{
		title: 'database offline', code: '150', row: {BackOfficeDBName: '150'}, step: 'LOGIN', findings: ['DB-5 fail'],
	},
	{
		title: 'database suspect', code: '155', row: {BackOfficeDBName: '155'}, step: 'LOGIN', findings: ['DB-5 fail'],
	},
	{
		title: 'no such database', code: '190', row: {BackOfficeDBName: '190'}, step: 'LOGIN', findings: ['DB-1 fail'],
	},
	{
		title: 'login without a user', code: '160', row: {BackOfficeDBName: '160'}, step: 'LOGIN', findings: ['DB-4 fail'],
	},
	{
		title: 'orphaned user', code: '170', row: {BackOfficeDBName: '170'}, step: 'LOGIN', findings: ['DB-4 fail'],
	},
	{
		title: 'database read-only', code: '175', row: {BackOfficeDBName: '175'}, step: 'DB', findings: ['DB-5 warn'],
	},
	{
		title: 'line of an old server', code: '180', row: {BackOfficeDBName: '180'}, step: 'BAS', findings: ['BAS-STALE fail'],
	},
	{
		title: 'MAC mismatch', code: '181', row: {BackOfficeDBName: '181'}, step: 'BAS', findings: ['BAS-MAC fail'],
	},
	{
		title: 'no line for the application server', code: '182', row: {BackOfficeDBName: '182'}, step: 'BAS', findings: ['BAS-NOROW warn'],
	},
	{
		title: 'opaque value', code: '183', row: {BackOfficeDBName: '183'}, step: 'BAS', findings: ['BAS-OPAQUE warn'],
	},
	{
		title: 'unknown name', code: '184', row: {BackOfficeDBName: '184'}, step: 'BAS', findings: ['BAS-UNKNOWN warn'],
	},
	{
		title: 'inert, empty and double lines', code: '185', row: {BackOfficeDBName: '185'}, step: 'BAS', findings: ['BAS-DUPLICATE info', 'BAS-INERT info', 'BAS-DUPLICATE info', 'BAS-EMPTY info'],
	},
	{
		title: 'table with MacAddress2 and without Division', code: '186', row: {BackOfficeDBName: '186'}, step: 'BAS', findings: [],
	},
	{
		title: 'fixed user blocked in Globe', code: '210', row: {BackOfficeEnableFixedCredentials: 1, BackOfficeUser: String.raw`DELTABIKE\blocked.user`}, step: 'USER', findings: ['USER-2 fail'],
	},
	{
		title: 'fixed user unknown in Globe', code: '211', row: {BackOfficeEnableFixedCredentials: 1, BackOfficeUser: 'nobody'}, step: 'USER', findings: ['USER-1 fail'],
	},
	{
		title: 'fixed credentials without a user', code: '212', row: {BackOfficeEnableFixedCredentials: 1}, step: 'USER', findings: ['USER-3 fail'],
	},
	{
		title: 'token expired, no fixed user', code: '220', row: {SecurityToken: 'tok-secret-value', Expiration: '20200101'}, step: 'FID', findings: ['FID-1 fail'],
	},
	{
		title: 'token expired, fixed user refreshes it', code: '221', row: {
			SecurityToken: 'tok-secret-value', RefreshSecurityToken: 'ref-secret-value', Expiration: '20200101', BackOfficeEnableFixedCredentials: 1, BackOfficeUser: 'j.devries',
		}, step: 'FID', findings: [],
	},
	{
		title: 'fixed user, but nothing to refresh with', code: '222', row: {
			SecurityToken: 'tok-secret-value', Expiration: '20200101', BackOfficeEnableFixedCredentials: 1, BackOfficeUser: 'j.devries',
		}, step: 'FID', findings: ['FID-2 fail'],
	},
	{
		title: 'refresh token without a token', code: '223', row: {RefreshSecurityToken: 'ref-secret-value'}, step: 'FID', findings: ['FID-2 warn'],
	},
];

for (const {title, code, row, arrange, step, findings} of symptoms) {
	test.serial(`${title}: ${step} ${findings.join(', ')}`, async t => {
		const division = await environment.addDivision(code, row);
		if (arrange !== undefined) {
			await environment.server.execute('Synergy', arrange);
		}

		const result = await testDivision(environment.workspace, division);
		t.deepEqual(findingsOf(result, step), findings, JSON.stringify(result.steps.find(({id}) => id === step)));
		t.is(result.steps.length, 13);
		t.deepEqual(textsWithGaps(result), []);
		t.false(JSON.stringify(result).includes('secret-value'));
		t.false(JSON.stringify(result).includes('Fiets-bel'));
	});
}

test.serial('steps behind a failed login are skipped with the reason, the others run', async t => {
	const result = await testDivision(environment.workspace, await environment.addDivision('191', {BackOfficeDBName: '191'}));
	t.deepEqual(result.steps.map(({id, status}) => `${id} ${status}`), [
		'CFG pass', 'WHO pass', 'DNS pass', 'SSRP skipped', 'TCP pass', 'TLS pass', 'LOGIN fail', 'DB skipped', 'BACO skipped', 'BAS skipped', 'SVC fail', 'USER skipped', 'FID skipped',
	]);
	t.regex(stepOf(result, 'BAS').summary, /needs a connection to the Globe database \(LOGIN failed\)/v);
	t.is(result.verdict, 'fail');
});

test.serial('when Baco cannot enter, the operator\'s login shows why', async t => {
	const result = await testDivision(environment.workspace, await environment.addDivision('171', {BackOfficeDBName: '170'}));
	t.is(stepOf(result, 'LOGIN').evidence.continuedAs, 'Operator');
	t.true(findingsOf(result, 'BACO').some(id => id.startsWith('BACO-2') || id.startsWith('PERM-3')));
	t.is(stepOf(result, 'DB').evidence.state, 'online');
});

test.serial('a stale line offers the name of the server in the path', async t => {
	const result = await testDivision(environment.workspace, await environment.addDivision('187', {BackOfficeDBName: '180'}));
	t.like(stepOf(result, 'BAS').findings[0]?.repair, {
		rowId: 2, column: 'MachineName', before: 'DELTASQL2016', after: 'GLOBESQL01',
	});
});

test.serial('a division that was removed meanwhile', async t => {
	const division = await environment.addDivision('230');
	await environment.server.execute('Synergy', 'DELETE FROM dbo.bedryf WHERE bedrnr = N\'230\'');
	t.deepEqual(findingsOf(await testDivision(environment.workspace, division), 'CFG'), ['CFG-3 fail']);
});

test.serial('an operator unknown to Synergy, without the role, or with the role under another name', async t => {
	const division = await environment.addDivision('231');
	const unknown = await environment.open({operator: 'nobody'});
	t.deepEqual(findingsOf(await testDivision(unknown, division), 'WHO'), ['WHO-1 warn']);
	const roleless = await environment.open({administratorRole: {id: 7, description: 'Administrator'}});
	t.deepEqual(findingsOf(await testDivision(roleless, division), 'WHO'), ['WHO-2 warn']);
	const renamed = await environment.open({administratorRole: {id: 0, description: 'Beheerder'}});
	t.deepEqual(findingsOf(await testDivision(renamed, division), 'WHO'), ['WHO-6 warn']);
	const withDomain = await environment.open({operator: String.raw`DELTABIKE\J.DeVries`});
	t.deepEqual(findingsOf(await testDivision(withDomain, division), 'WHO'), []);
});
