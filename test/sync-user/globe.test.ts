import test from 'ava';
import {statusExitCode} from '../../source/commands/sync-user/status.js';
import {accountFacts} from '../../source/sync-user/account-facts.js';
import {companiesText} from '../../source/sync-user/labels.js';
import {connectionStatuses} from '../../source/sync-user/statuses.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {globeScript, startEnvironment, type Environment} from '../connection/environment.js';
import {never} from './sync-home.js';

const divisionPeople = `CREATE TABLE dbo.DivisionPeople (ID int IDENTITY PRIMARY KEY, PersonID int NOT NULL, Division nchar(3) NOT NULL, BackOfficeBlocked tinyint NOT NULL DEFAULT 0, Inactive datetime);
GRANT SELECT ON dbo.DivisionPeople TO [Baco];`;
const roles = `CREATE TABLE dbo.pwrole (role_id int NOT NULL PRIMARY KEY, role_name nvarchar(20));
CREATE TABLE dbo.pwruc (ID int IDENTITY PRIMARY KEY, res_id int NOT NULL, role_id int NOT NULL);
INSERT INTO dbo.pwrole (role_id, role_name) VALUES (1, N'Administrator'); INSERT INTO dbo.pwruc (res_id, role_id) VALUES (11, 1);
GRANT SELECT ON dbo.pwrole TO [Baco]; GRANT SELECT ON dbo.pwruc TO [Baco];`;
const memberships = `ALTER TABLE dbo.humres ADD comp nchar(3) NULL;
ALTER TABLE dbo.bedryf ADD Active tinyint NOT NULL DEFAULT 1;
GO
UPDATE dbo.humres SET comp = N'100' WHERE res_id = 11;
INSERT INTO dbo.bedryf (bedrnr, bedrnm, Active) VALUES (N'110', N'Own row', 1), (N'120', N'No row', 1), (N'130', N'Ended', 1), (N'140', N'Blocked', 1), (N'150', N'Not active', 0), (N'170', N'Not in Synergy', 1), (N'180', N'Of nobody', 1);
INSERT INTO dbo.DivisionPeople (PersonID, Division, BackOfficeBlocked, Inactive) VALUES (11, N'110', 0, NULL), (12, N'120', 0, NULL), (11, N'130', 0, '20200101'), (11, N'140', 1, NULL), (11, N'150', 0, NULL), (11, N'170', 0, NULL);`;

let environment: Environment;

test.before(async () => {
	environment = await startEnvironment({
		databases: [
			{name: '100', script: globeScript('100', {extra: [divisionPeople, roles, memberships].join('\nGO\n')})},
			{name: '200', script: globeScript('200', {extra: 'INSERT INTO dbo.bedryf (bedrnr, bedrnm) VALUES (N\'210\', N\'Unknown\');'})},
			{name: '300', script: globeScript('300', {extra: `${divisionPeople}\nGO\nALTER TABLE dbo.DivisionPeople DROP COLUMN Inactive;\nINSERT INTO dbo.DivisionPeople (PersonID, Division) VALUES (11, N'300');`})},
			{name: '400', script: globeScript('400', {extra: `${divisionPeople}\nGO\nDENY SELECT ON dbo.DivisionPeople TO [Baco];`})},
		],
	});
	for (const code of ['100', '110', '120', '130', '140', '150', '160']) {
		await environment.addDivision(code); // eslint-disable-line no-await-in-loop -- one after the other
	}

	await environment.addDivision('900', {BackOfficeDBName: '900'});
	await environment.addDivision('190', {BackOfficeEnabled: 0});
	for (const code of ['200', '300', '400']) {
		await environment.addDivision(code, {BackOfficeDBName: code}); // eslint-disable-line no-await-in-loop -- one after the other
	}
});
test.after.always(async () => {
	await environment?.stop();
});

const open = async (division: string, companies: readonly string[] = []): Promise<Workspace> => environment.open({name: `g${division}-${companies.length}`, accountingSystems: {globe: {system: 'globe', division, companies}}});

const statusOf = async (workspace: Workspace) => {
	const {statuses} = await connectionStatuses(workspace, {signal: never});
	return statuses[0]!;
};

const reasons = (companies: ReadonlyArray<{readonly code: string; readonly reason?: string}> = []) => companies.map(({code, reason}) => `${code} ${reason}`);

test.serial('the divisions of a Globe connection are those that its user may use, each with what says so', async t => {
	const status = await statusOf(await open('100', ['777']));
	const {coverage, account} = status;
	t.is(status.state, 'connected');
	t.deepEqual(reasons(coverage?.covered), ['100 main division in dbo.humres', '110 row in dbo.DivisionPeople']);
	t.deepEqual(reasons(coverage?.missing), ['120 no row in dbo.DivisionPeople', '130 the row in dbo.DivisionPeople has ended', '160 not in dbo.bedryf of this database', '777 not in dbo.bedryf of this database']);
	t.deepEqual(reasons(coverage?.blocked), ['140 BackOfficeBlocked in dbo.DivisionPeople', '150 not active in dbo.bedryf']);
	t.deepEqual(reasons(coverage?.extra), ['170 row in dbo.DivisionPeople']);
	t.is(coverage?.unknown, undefined);
	t.is(companiesText(status), '2/8');
	t.is(statusExitCode([status]), 1);
	t.like(account, {
		id: 'j.devries', fullName: 'Johan de Vries', roles: ['Administrator'], sqlLogin: {
			name: 'Baco', exists: true, disabled: false, locked: false, expired: false, mustChange: false,
		}, windowsLogin: {name: 'j.devries', state: 'unknown'},
	});
	t.deepEqual(accountFacts(account), [['role', 'Administrator'], ['SQL login', 'Baco, in order'], ['Windows login', 'j.devries, unknown']]);
	t.deepEqual(status.findings.map(({id}) => id).filter(id => id.startsWith('SYNC-')), ['SYNC-GLOBE-MISSING', 'SYNC-GLOBE-BLOCKED']);
});

test.serial('a release without the table, without a column, or that may not be read: unknown, and never covered', async t => {
	for (const [division, reason] of [
		['200', 'dbo.DivisionPeople is missing or may not be read'],
		['300', 'dbo.DivisionPeople lacks Inactive'],
		['400', 'dbo.DivisionPeople is missing or may not be read'],
	] as const) {
		/* eslint-disable no-await-in-loop -- one after the other */
		const status = await statusOf(await open(division));
		t.is(status.state, 'connected');
		t.deepEqual([status.coverage?.covered, reasons(status.coverage?.unknown)], [[], [`${division} ${reason}`]]);
		t.is(status.account?.roles, 'unknown');
		t.is(statusExitCode([status]), 4);
		/* eslint-enable no-await-in-loop */
	}
});

test.serial('a Windows user without a login is told where every login may be seen; a disabled SQL login is refused', async t => {
	await environment.server.execute('master', 'GRANT VIEW ANY DEFINITION TO [Baco]');
	const workspace = await open('100');
	const seen = await statusOf(workspace);
	t.like(seen.account, {windowsLogin: {name: 'j.devries', state: 'none'}});
	await environment.server.execute('master', 'ALTER LOGIN [Baco] DISABLE');
	const refused = await statusOf(workspace);
	t.is(refused.state, 'refused');
	t.true(refused.findings.some(({id}) => id === 'LOG-3'));
	await environment.server.execute('master', 'ALTER LOGIN [Baco] ENABLE; REVOKE VIEW ANY DEFINITION FROM [Baco]');
});
