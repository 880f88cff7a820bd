/* eslint-disable new-cap -- mssql names its types so */
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import mssql from 'mssql';
import type {Figure} from '../figure.js';
import {measurePairs, medianRatio} from '../pairs.js';
import {bundleServer, startServerChild} from './child.js';
import {thousands} from './read-rows.js';

const count = 50_000;
const columns = 'id int NOT NULL PRIMARY KEY, code nchar(20) NULL, name nvarchar(60) NULL, amount float NULL, price float NOT NULL, sold bit NOT NULL, number bigint NULL';
const rows = Array.from({length: count}, (_, index) => [index, String(index), `Name of number ${index}`, index * 1.125, index / 3, index % 2 === 1, String(index * 1000)] as const);

/** INSERT BULK, beside what the database underneath takes for the same rows in a folder of the same kind. */
export const loadRows: Figure = {
	name: 'sql server: rows loaded',
	measures: 'rows/s of a bulk load through mssql / prepared inserts into node:sqlite in one transaction',
	least: 0.5,
	async measure() {
		await bundleServer();
		const server = await startServerChild({databases: [{name: 'shop', script: `CREATE TABLE dbo.loaded (${columns})`}]});
		const pool = await new mssql.ConnectionPool({
			server: '127.0.0.1', port: server.facts.port, user: 'sa', password: server.facts.saPassword, database: 'shop', requestTimeout: 0, options: {encrypt: false}, pool: {max: 1},
		}).connect();
		const folder = mkdtempSync(path.join(os.tmpdir(), 'load-'));
		const database = new DatabaseSync(path.join(folder, 'rows.db'));
		database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE loaded (id INTEGER NOT NULL PRIMARY KEY, code TEXT, name TEXT, amount REAL, price REAL NOT NULL, sold INTEGER NOT NULL, number INTEGER)');
		const ours = async () => {
			await pool.request().batch('TRUNCATE TABLE dbo.loaded');
			const table = new mssql.Table('dbo.loaded');
			table.columns.add('id', mssql.Int(), {nullable: false});
			table.columns.add('code', mssql.NChar(20), {nullable: true});
			table.columns.add('name', mssql.NVarChar(60), {nullable: true});
			table.columns.add('amount', mssql.Float(), {nullable: true});
			table.columns.add('price', mssql.Float(), {nullable: false});
			table.columns.add('sold', mssql.Bit(), {nullable: false});
			table.columns.add('number', mssql.BigInt(), {nullable: true});
			for (const row of rows) {
				table.rows.add(...row);
			}

			const start = performance.now();
			const {rowsAffected} = await pool.request().bulk(table);
			if (rowsAffected !== count) {
				throw new Error(`${rowsAffected} rows`);
			}

			return count / ((performance.now() - start) / 1000);
		};

		const theirs = async () => {
			database.exec('DELETE FROM loaded');
			const start = performance.now();
			database.exec('BEGIN');
			const insert = database.prepare('INSERT INTO loaded VALUES (?, ?, ?, ?, ?, ?, ?)');
			for (const [id, code, name, amount, price, sold, number] of rows) {
				insert.run(id, code, name, amount, price, Number(sold), BigInt(number));
			}

			database.exec('COMMIT');
			return count / ((performance.now() - start) / 1000);
		};

		try {
			const pairs = await measurePairs(ours, theirs, {runs: 9});
			return {value: medianRatio(pairs), detail: `${thousands(pairs.map(pair => pair.ours))} / ${thousands(pairs.map(pair => pair.theirs))} rows/s, medians of ${pairs.length}`};
		} finally {
			await pool.close();
			await server.end();
			database.close();
			rmSync(folder, {recursive: true});
		}
	},
};
