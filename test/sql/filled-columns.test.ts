import test from 'ava';
import {startSqlServer, type SqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import {sharedColumns} from '../../jobs/baco-replicator2/shared-columns.js';
import {connect} from '../../source/sql/connect.js';
import {filledColumns} from '../../source/sql/filled-columns.js';

const password = 'Right-1';
let server: SqlServer;

test.before(async () => {
	const lines = `
		CREATE TABLE dbo.gbkmut (
			ID int IDENTITY NOT NULL PRIMARY KEY, reknr nchar(9) NOT NULL, bdr_hfl float NOT NULL DEFAULT 0, seven int NULL CONSTRAINT DF_seven DEFAULT 7, plain int NULL, doubled AS bdr_hfl * 2
		);
		CREATE USER Reader FOR LOGIN Reader; GRANT SELECT, INSERT ON dbo.gbkmut TO Reader;
	`;
	server = await startSqlServer({
		logins: [{name: 'Reader', password}], databases: [
			{name: 'Synergy', script: lines}, {name: 'Globe', script: lines.replace('doubled AS bdr_hfl * 2', 'doubled float NULL')},
		],
	});
});

test.after.always(async () => {
	await server.stop();
});

const open = async (t: {teardown: (work: () => unknown) => void}, database: string, user: string) => {
	const connection = await connect({
		host: server.host, port: server.port, database, user, password: user === 'sa' ? server.saPassword : password, encrypt: false, trustServerCertificate: true,
	});
	t.teardown(async () => connection.close());
	return connection;
};

test('computed and identity columns are always filled; a default is known also to who may not see its text', async t => {
	const owner = await filledColumns(await open(t, 'Synergy', 'sa'), 'gbkmut');
	t.deepEqual([...owner], [
		['id', {isAlways: true, text: undefined}],
		['bdr_hfl', {isAlways: false, text: '(0)'}],
		['seven', {isAlways: false, text: '(7)'}],
		['doubled', {isAlways: true, text: undefined}],
	]);
	const reader = await filledColumns(await open(t, 'Synergy', 'Reader'), 'gbkmut');
	t.deepEqual(reader.get('seven'), {isAlways: false, text: undefined});
	t.false(reader.has('plain'));
});

test('the replication sends a column whose default it cannot see, and none that is computed', async t => {
	const globe = await open(t, 'Globe', 'sa');
	const without = async (user: string) => {
		const columns = await sharedColumns(globe, await open(t, 'Synergy', user));
		return columns.map(column => [column.name, column.without]);
	};

	t.deepEqual(await without('sa'), [['reknr', undefined], ['bdr_hfl', 0], ['seven', undefined], ['plain', null]]);
	t.deepEqual(await without('Reader'), [['reknr', undefined], ['bdr_hfl', undefined], ['seven', undefined], ['plain', null]]);
});
