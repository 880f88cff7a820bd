import test from 'ava';
import {chooseDivisions, filterDivisions} from '../../source/divisions/choose-divisions.js';
import {listDivisions, readDivision} from '../../source/divisions/list-divisions.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {startEnvironment} from '../connection/environment.js';

const environment = await startEnvironment({
	databases: [
		{
			name: 'OldSynergy', script: `CREATE TABLE dbo.bedryf (bedrnr char(3) NOT NULL, bedrnm char(60), BackOfficeServerPath char(60));
		INSERT INTO dbo.bedryf (bedrnr, bedrnm, BackOfficeServerPath) VALUES ('001', 'Old', 'OLDSQL');
		GO
		CREATE USER [Operator] FOR LOGIN [Operator];
		GO
		ALTER ROLE [db_datareader] ADD MEMBER [Operator];`,
		},
		{name: 'NoSynergy', script: 'CREATE TABLE dbo.Other (ID int);\nGO\nCREATE USER [Operator] FOR LOGIN [Operator];'},
	],
});
test.after.always(async () => {
	await environment.stop();
});

test.serial('divisions come by code with settings, membership and blocks, and no secret', async t => {
	await environment.addDivision('200', {
		BackOfficeServerPath: String.raw`GLOBESQL02\EXACT`, SecurityToken: 'very-secret-token', RefreshSecurityToken: '', Expiration: '20300101', BackOfficeEnableFixedCredentials: 1, BackOfficeUser: 'svc',
	});
	await environment.addDivision('100');
	await environment.addDivision('150', {isMember: false});
	await environment.addDivision('160');
	await environment.server.execute('Synergy', 'UPDATE dbo.DivisionPeople SET BackOfficeBlocked = 1 WHERE Division = N\'160\'; UPDATE dbo.bedryf SET BackOfficePwd = N\'very-secret-password\', Hide = 1 WHERE bedrnr = N\'160\'');
	const divisions = await listDivisions(environment.workspace);
	t.deepEqual(divisions.map(({code, member, blocked, hidden}) => [code, member, blocked, hidden]), [['100', true, false, false], ['150', false, false, false], ['160', true, true, true], ['200', true, false, false]]);
	t.like(divisions[3], {
		serverPath: String.raw`GLOBESQL02\EXACT`, enabled: true, fixedCredentials: true, fixedUser: 'svc', hasToken: true, hasRefreshToken: false, missingColumns: [],
	});
	t.is(divisions[3]!.tokenExpires?.toISOString(), '2030-01-01T00:00:00.000Z');
	t.false(JSON.stringify(divisions).includes('very-secret'));
	const sent = environment.workspace.statements.map(({text}) => text).join('\n');
	t.notRegex(sent, /BackOfficePwd|SQLPassword|SELECT[^;]*\[SecurityToken\]\s*(?:,|FROM)/v);
});

test.serial('one division is read anew, a foreign code is none', async t => {
	const division = await readDivision(environment.workspace, '100');
	t.is(division?.name, 'Division 100');
	t.is(await readDivision(environment.workspace, '999'), undefined);
	t.is(await readDivision(environment.workspace, '10000'), undefined);
});

test.serial('an older database: missing columns are told, what depends on them is unknown', async t => {
	const old = await environment.open({database: 'OldSynergy'});
	const [division] = await listDivisions(old);
	t.like(division, {
		code: '001', name: 'Old', serverPath: 'OLDSQL', databaseName: '', member: undefined, blocked: undefined, active: true,
	});
	t.true(division!.missingColumns.includes('BackOfficeEnabled'));
});

test.serial('a database without bedryf says so', async t => {
	const none = await environment.open({database: 'NoSynergy'});
	const error = await t.throwsAsync(listDivisions(none), {instanceOf: BacoError});
	t.is(error.id, 'OBJ-1');
});

test.serial('choosing and filtering', async t => {
	const divisions = await listDivisions(environment.workspace);
	t.deepEqual(chooseDivisions(divisions, ['200', '100', '200']).map(({code}) => code), ['200', '100']);
	t.deepEqual(filterDivisions(divisions, 'exact division').map(({code}) => code), ['200']);
	t.is(filterDivisions(divisions, '').length, 4);
	const error = t.throws(() => chooseDivisions(divisions, ['777']), {instanceOf: BacoError});
	t.is(error.id, 'CFG-9');
	t.is(error.exitCode, 2);
});
