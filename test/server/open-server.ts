import {randomBytes} from 'node:crypto';
import process from 'node:process';
import {startSqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlConnection, SqlTarget} from '../../source/sql/contract.js';
import {identifier, sql} from '../../source/sql/statement.js';

export type TestServer = {
	/** With the login that BACO_TEST_USER names, or the embedded server's administrator. */
	readonly target: SqlTarget;
	/** Makes a database named `baco_test_...` and runs a script of GO-separated batches in it. Resolves with its name. */
	readonly createDatabase: (script: string) => Promise<string>;
	/** Removes the databases; stops the server when it is the embedded one. */
	readonly close: () => Promise<void>;
};

/** The SQL Server that BACO_TEST_SERVER (`HOST` or `HOST,PORT`) names, else an embedded one: the same tests run on both. */
export const openServer = async (): Promise<TestServer> => {
	const {target, stop} = process.env.BACO_TEST_SERVER === undefined ? await embedded() : named(process.env.BACO_TEST_SERVER);
	const databases: string[] = [];
	return {
		target,
		async createDatabase(script) {
			const name = `baco_test_${randomBytes(6).toString('hex')}`;
			await withConnection(target, async connection => connection.query(sql`CREATE DATABASE ${identifier(name)}`));
			databases.push(name);
			await withConnection({...target, database: name}, async connection => {
				const texts = script.split(/^GO[\t ]*$/mv).filter(batch => batch.trim() !== '');
				for (const text of texts) {
					// eslint-disable-next-line no-await-in-loop -- batches build on each other
					await connection.query({text, parameters: []}, {timeoutMs: 60_000});
				}
			});
			return name;
		},
		async close() {
			await withConnection(target, async connection => {
				for (const name of databases) {
					// eslint-disable-next-line no-await-in-loop -- one connection
					await connection.query(sql`DROP DATABASE ${identifier(name)}`);
				}
			});
			await stop();
		},
	};
};

async function embedded() {
	const server = await startSqlServer();
	return {
		target: {
			host: server.host, port: server.port, user: 'sa', password: server.saPassword, encrypt: true, trustServerCertificate: true,
		},
		stop: async () => server.stop(),
	};
}

function named(address: string) {
	const [host = '', port = '1433'] = address.split(',', 2);
	const {BACO_TEST_USER: user = 'sa', BACO_TEST_PASSWORD: password = ''} = process.env;
	return {
		target: {
			host, port: Number(port), user, password, encrypt: true, trustServerCertificate: true,
		},
		async stop() {
			// It is not ours to stop.
		},
	};
}

export async function withConnection<T>(target: SqlTarget, work: (connection: SqlConnection) => Promise<T>): Promise<T> {
	const connection = await connect(target);
	try {
		return await work(connection);
	} finally {
		await connection.close();
	}
}
