import test from 'ava';
import {startSqlServer, type SqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import {takeFreeNumbers} from '../../jobs/financial/free-numbers.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {nvarchar, sql} from '../../source/sql/statement.js';

let server: SqlServer;
let connection: SqlConnection;

test.before(async () => {
	const script = `
		CREATE TABLE dbo.BacoFreeNumbers (NumberKey nvarchar(40) NOT NULL PRIMARY KEY, FreeNumber int NOT NULL);
		CREATE TABLE dbo.changes (what nvarchar(40) NOT NULL);
		INSERT INTO dbo.BacoFreeNumbers (NumberKey, FreeNumber) VALUES (N'RPFinEntry', 20240118), (N'Other', 1);
		GO
		CREATE TRIGGER dbo.log_numbers ON dbo.BacoFreeNumbers AFTER UPDATE AS
		INSERT INTO dbo.changes (what) SELECT N'before' FROM deleted
		INSERT INTO dbo.changes (what) VALUES (N'always')
	`;
	server = await startSqlServer({databases: [{name: 'Synergy', script}]});
	connection = await connect({
		host: server.host, port: server.port, database: 'Synergy', user: 'sa', password: server.saPassword, encrypt: false, trustServerCertificate: true,
	});
});

test.after.always(async () => {
	await connection.close();
	await server.stop();
});

test.serial('what a trigger counts is not counted', async t => {
	const none = sql`UPDATE dbo.BacoFreeNumbers SET FreeNumber = 2 WHERE NumberKey = ${nvarchar(40, 'Missing')}`;
	const {rowsAffected} = await connection.query(none);
	t.is(rowsAffected, 1, 'the sum of all counts says that there was a row');
	t.is(await rowsChanged(connection, none), 0);
	t.is(await rowsChanged(connection, sql`UPDATE dbo.BacoFreeNumbers SET FreeNumber = 2 WHERE NumberKey = ${nvarchar(40, 'Other')}`), 1);
	t.is(await rowsChanged(connection, sql`DELETE FROM dbo.changes`), 4);
});

test.serial('counts are sent again afterwards', async t => {
	await rowsChanged(connection, sql`DELETE FROM dbo.changes`);
	const {rowsAffected} = await connection.query(sql`INSERT INTO dbo.changes (what) VALUES (N'a'), (N'b')`);
	t.is(rowsAffected, 2);
});

test.serial('numbers are taken from a table with a trigger too', async t => {
	t.is(await connection.transaction(async change => takeFreeNumbers(change, 3)), 20_240_118);
	t.is(await connection.transaction(async change => takeFreeNumbers(change, 1)), 20_240_121);
	await connection.query(sql`DELETE FROM dbo.BacoFreeNumbers`);
	t.is(await connection.transaction(async change => takeFreeNumbers(change, 1)), undefined);
});
