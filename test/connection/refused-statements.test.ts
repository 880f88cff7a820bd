import test from 'ava';
import {startSqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import type {SqlServer} from '../../fixtures/sql-server/types/options.js';
import {diagnose} from '../../source/problems/diagnose.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlConnection, Statement} from '../../source/sql/contract.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {sql} from '../../source/sql/statement.js';

let server: SqlServer;
const password = 'Fiets-bel-1';

test.before(async () => {
	server = await startSqlServer({
		logins: [{name: 'Baco', password}],
		databases: [
			{
				name: '100',
				script: `
					CREATE TABLE dbo.BacoAccessServers (ID int NOT NULL, MachineName nvarchar(80) NULL);
					INSERT INTO dbo.BacoAccessServers (ID, MachineName) VALUES (1, N'BIKEAPP01'), (2, N'DELTASQL2016');
					CREATE TABLE dbo.humres (ID int NOT NULL);
					INSERT INTO dbo.humres (ID) VALUES (1);
					GO
					CREATE USER [Baco] FOR LOGIN [Baco];
					GO
					GRANT SELECT ON dbo.BacoAccessServers TO [Baco];
					DENY SELECT ON dbo.BacoAccessServers (MachineName) TO [Baco];`,
			},
			{name: '175', readOnly: true, script: 'CREATE TABLE dbo.BacoAccessServers (ID int NOT NULL);'},
			{name: 'Other'},
		],
	});
});

test.after.always(async () => {
	await server.stop();
});

type Login = {readonly user: string; readonly password: string};

const open = async (t: {teardown: (work: () => unknown) => void}, database: string, login?: Login): Promise<SqlConnection> => {
	const connection = await connect({
		host: server.host, port: server.port, database, encrypt: true, trustServerCertificate: true, ...(login ?? {user: 'sa', password: server.saPassword}),
	});
	t.teardown(async () => connection.close());
	return connection;
};

const baco: Login = {user: 'Baco', password};

// The rows that a statement yields, each with a statement that the server refuses.
const rows: ReadonlyArray<readonly [id: string, number: number, facts: object, statement: Statement, database: string, login?: Login]> = [
	['PERM-1', 229, {permission: 'UPDATE', object: 'BacoAccessServers'}, sql`UPDATE dbo.BacoAccessServers SET MachineName = N'BIKESQL01' WHERE ID = 1`, '100', baco],
	['PERM-2', 230, {permission: 'SELECT', object: 'BacoAccessServers', column: 'MachineName'}, sql`SELECT MachineName FROM dbo.BacoAccessServers`, '100', baco],
	['PERM-3', 262, {}, sql`CREATE TABLE dbo.Mine (ID int)`, '100', baco],
	['OBJ-1', 208, {object: 'dbo.Nothing'}, sql`SELECT ID FROM dbo.Nothing`, '100'],
	['OBJ-2', 207, {object: 'MacAddress2'}, sql`SELECT MacAddress2 FROM dbo.BacoAccessServers`, '100'],
	['DB-3', 911, {}, sql`USE [Nowhere]`, '100'],
	['DB-4', 916, {}, sql`USE [Other]`, '100', baco],
	['DB-5', 3906, {state: 'read-only'}, sql`INSERT INTO dbo.BacoAccessServers (ID) VALUES (1)`, '175'],
];
for (const [id, number, facts, statement, database, login] of rows) {
	test(`a statement refused with ${number} is ${id}`, async t => {
		const connection = await open(t, database, login);
		const failure = await t.throwsAsync<SqlFailure>(connection.query(statement), {instanceOf: SqlFailure});
		const diagnosis = diagnose(failure);
		t.like(diagnosis, {id, facts: {number, ...facts}}, failure.message);
	});
}

test('a statement that waits longer for a lock than it may is TMO-1 (1222)', async t => {
	const holder = await open(t, '100');
	const waiter = await open(t, '100');
	await holder.transaction(async inside => {
		await inside.query(sql`UPDATE dbo.BacoAccessServers SET MachineName = MachineName WHERE ID = 1`);
		const failure = await t.throwsAsync<SqlFailure>(waiter.query(sql`
			SET LOCK_TIMEOUT 50;
			UPDATE dbo.BacoAccessServers SET MachineName = MachineName WHERE ID = 1
		`), {instanceOf: SqlFailure});
		t.like(diagnose(failure), {id: 'TMO-1', facts: {number: 1222}});
	});
});
