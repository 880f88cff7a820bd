import {mkdtemp, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {startSqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import type {DatabaseOptions, SqlServer, SqlServerOptions} from '../../fixtures/sql-server/types/options.js';
import type {StepId, StepResult, TestResult} from '../../source/connection/contract.js';
import type {Division} from '../../source/divisions/contract.js';
import {readDivision} from '../../source/divisions/list-divisions.js';
import type {Profile} from '../../source/profiles/profile.js';
import {saveProfile} from '../../source/profiles/profile-store.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {openWorkspace} from '../../source/workspace/open-workspace.js';

export const passwords = {Baco: 'Fiets-bel-1', Operator: 'Zadel-pen-2'};

/** A Globe database with few columns, as baco must cope with any. */
export const globeScript = (division: string, {rows = healthyRows, extra = '', table = accessServersTable, user = bacoUser}: {readonly rows?: string; readonly extra?: string; readonly table?: string; readonly user?: string} = {}): string => `
CREATE TABLE dbo.bedryf (ID int IDENTITY PRIMARY KEY, bedrnr nchar(3) NOT NULL, bedrnm nvarchar(60));
INSERT INTO dbo.bedryf (bedrnr, bedrnm) VALUES (N'${division}', N'Delta Bike');
CREATE TABLE dbo.humres (ID int IDENTITY PRIMARY KEY, res_id int NOT NULL, usr_id nvarchar(255), fullname nvarchar(64), blocked tinyint NOT NULL DEFAULT 0, emp_stat nchar(1), ldatuitdienst datetime);
INSERT INTO dbo.humres (res_id, usr_id, fullname, emp_stat) VALUES (11, N'j.devries', N'Johan de Vries', N'A');
INSERT INTO dbo.humres (res_id, usr_id, fullname, emp_stat, blocked) VALUES (12, N'blocked.user', N'Blocked', N'A', 1);
GO
${table}
GO
${rows}
GO
${user}
GO
${extra}`;

export const accessServersTable = `CREATE TABLE dbo.BacoAccessServers (ID int IDENTITY PRIMARY KEY, IPAddress nvarchar(80) NULL, CheckIPAddress bit NOT NULL DEFAULT 1,
	MachineName nvarchar(80) NULL, CheckMachineName bit NOT NULL DEFAULT 0, MacAddress nvarchar(48) NULL, CheckMacAddress bit NOT NULL DEFAULT 0, Division smallint NULL);`;
export const healthyRows = 'INSERT INTO dbo.BacoAccessServers (MachineName, CheckMachineName) VALUES (N\'BIKEAPP01\', 1);';
export const bacoUser = 'CREATE USER [Baco] FOR LOGIN [Baco];\nGO\nGRANT SELECT ON dbo.bedryf TO [Baco]; GRANT SELECT ON dbo.humres TO [Baco]; GRANT SELECT, UPDATE ON dbo.BacoAccessServers TO [Baco];';

const synergyScript = `
CREATE TABLE dbo.bedryf (ID int IDENTITY PRIMARY KEY, bedrnr nchar(3) NOT NULL, bedrnm nvarchar(60), Active tinyint NOT NULL DEFAULT 1, Hide tinyint NOT NULL DEFAULT 0,
	BackOfficeEnabled bit NOT NULL DEFAULT 1, BackOfficeWebService nvarchar(60), BackOfficeServerPath nvarchar(60), BackOfficeDBName nvarchar(128),
	BackOfficeEnableFixedCredentials bit DEFAULT 0, BackOfficeUser nvarchar(100), BackOfficePwd nvarchar(255), SQLUser nvarchar(128), SQLPassword nvarchar(128),
	SecurityToken nvarchar(max), RefreshSecurityToken nvarchar(max), Expiration datetime);
CREATE TABLE dbo.humres (ID int IDENTITY PRIMARY KEY, res_id int NOT NULL, usr_id nvarchar(255), fullname nvarchar(64), comp nchar(3), blocked tinyint NOT NULL DEFAULT 0,
	BackOfficeBlocked tinyint NOT NULL DEFAULT 0, emp_stat nchar(1), ldatuitdienst datetime, ldatindienst datetime, UserLicenseType tinyint NOT NULL DEFAULT 100);
CREATE TABLE dbo.DivisionPeople (ID int IDENTITY PRIMARY KEY, PersonID int NOT NULL, Division nchar(3) NOT NULL, BackOfficeBlocked tinyint NOT NULL DEFAULT 0, Inactive datetime);
CREATE TABLE dbo.HRRoles (ID int IDENTITY PRIMARY KEY, RoleID int NOT NULL, EmpID int NOT NULL, RoleLevel int NOT NULL DEFAULT 1);
CREATE TABLE dbo.HRRoleDefs (ID int NOT NULL PRIMARY KEY, Description nvarchar(60));
INSERT INTO dbo.HRRoleDefs (ID, Description) VALUES (0, N'Administrator');
INSERT INTO dbo.humres (res_id, usr_id, fullname, comp, emp_stat) VALUES (11, N'j.devries', N'Johan de Vries', N'100', N'A');
INSERT INTO dbo.HRRoles (RoleID, EmpID) VALUES (0, 11);
GO
CREATE USER [Operator] FOR LOGIN [Operator];
GO
ALTER ROLE [db_datareader] ADD MEMBER [Operator];`;

export type DivisionRow = Partial<Record<'BackOfficeEnabled' | 'BackOfficeWebService' | 'BackOfficeServerPath' | 'BackOfficeDBName' | 'BackOfficeEnableFixedCredentials' | 'BackOfficeUser' | 'SecurityToken' | 'RefreshSecurityToken' | 'Expiration' | 'bedrnm', string | number>> & {readonly isMember?: boolean};

export type Environment = {
	readonly server: SqlServer;
	readonly workspace: Workspace;
	/** Adds a division (a member's unless told) whose connection is healthy but for what is given. */
	readonly addDivision: (code: string, row?: DivisionRow) => Promise<Division>;
	/** Another profile on the same server. */
	readonly open: (profile: Partial<Profile>) => Promise<Workspace>;
	readonly stop: () => Promise<void>;
};

export type EnvironmentOptions = Omit<SqlServerOptions, 'databases' | 'logins'> & {readonly databases?: readonly DatabaseOptions[]; readonly profile?: Partial<Profile>; readonly logins?: SqlServerOptions['logins']};

/** One SQL server with Synergy and Globe databases, a profile saved in a folder of this test file, and a workspace with the passwords in memory. */
export const startEnvironment = async ({databases = [{name: '100', script: globeScript('100')}], profile = {}, logins, ...options}: EnvironmentOptions = {}): Promise<Environment> => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'baco-connection-'));
	process.env.BACO_HOME = folder;
	const server = await startSqlServer({
		serverName: 'GLOBESQL01',
		tls: {commonName: 'GLOBESQL01', altNames: ['GLOBESQL01', 'SYNERGYSQL']},
		...options,
		logins: logins ?? [{name: 'Baco', password: passwords.Baco}, {name: 'Operator', password: passwords.Operator}],
		databases: [{name: 'Synergy', script: synergyScript}, ...databases],
	});
	const caFile = path.join(folder, 'ca.pem');
	await writeFile(caFile, server.certificate);
	const opened: Workspace[] = [];
	const open = async (changes: Partial<Profile>) => {
		const name = changes.name ?? `p${opened.length}`;
		const {addresses: _, ...others} = {...profile, ...changes};
		const addresses = {...profile.addresses, ...changes.addresses};
		await saveProfile({
			server: {host: 'SYNERGYSQL'},
			database: 'Synergy',
			user: 'Operator',
			encrypt: options.encryption !== 'off',
			trustServerCertificate: false,
			caFile,
			readOnly: false,
			operator: 'j.devries',
			globeUser: 'Baco',
			formerServers: [],
			confirmedNames: [],
			browserPort: server.browserPort ?? 1434,
			administratorRole: {id: 0, description: 'Administrator'},
			...others,
			name,
			addresses: {
				GLOBESQL01: `127.0.0.1:${server.port}`, SYNERGYSQL: `127.0.0.1:${server.port}`, BIKEAPP01: '127.0.0.1:1', ...addresses,
			},
		});
		const workspace = await openWorkspace({profile: name});
		workspace.credentials.remember(`${name}/operator`, passwords.Operator);
		workspace.credentials.remember(`${name}/baco`, passwords.Baco);
		opened.push(workspace);
		return workspace;
	};

	const workspace = await open({});
	return {
		server,
		workspace,
		open,
		async addDivision(code, {isMember = true, ...row} = {}) {
			const values: Record<string, string | number> = {
				bedrnr: code, bedrnm: `Division ${code}`, BackOfficeServerPath: 'GLOBESQL01', BackOfficeDBName: '100', BackOfficeWebService: 'BIKEAPP01:8010', ...row,
			};
			const literals = Object.values(values).map(value => typeof value === 'number' ? String(value) : `N'${value.replaceAll('\'', '\'\'')}'`);
			await server.execute('Synergy', `DELETE FROM dbo.bedryf WHERE bedrnr = N'${code}';
				INSERT INTO dbo.bedryf (${Object.keys(values).join(', ')}) VALUES (${literals.join(', ')});
				${isMember ? `INSERT INTO dbo.DivisionPeople (PersonID, Division) VALUES (11, N'${code}');` : ''}`);
			const division = await readDivision(workspace, code);
			return division!;
		},
		async stop() {
			await Promise.all(opened.map(async one => one.close()));
			await server.stop();
		},
	};
};

/** A step's result. */
export const stepOf = (result: TestResult, id: StepId): StepResult => result.steps.find(step => step.id === id)!;

/** `ID severity` of a step's findings. */
export const findingsOf = (result: TestResult, id: StepId): string[] => stepOf(result, id).findings.map(finding => `${finding.id} ${finding.severity}`);

/** The texts of all findings that name something as unknown (`?`), where the step could have known it. */
export const textsWithGaps = ({steps}: TestResult): string[] =>
	steps.flatMap(({findings}) => findings).flatMap(({id, summary, cause, fix}) => [summary, cause, fix].filter(text => text.includes('?')).map(text => `${id}: ${text}`));
