import {rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import mssql from 'mssql';
import type {Figure} from '../figure.js';
import {measurePairs, median, medianRatio} from '../pairs.js';
import {
	bundleServer,
	numbers,
	startChild,
	startServerChild,
} from './child.js';
import {recordAnswers} from './record.js';
import {closeTedious, connectTedious, countRows} from './tedious-client.js';

const count = 50_000;
const script = `
CREATE TABLE dbo.rows (id int NOT NULL PRIMARY KEY, code nchar(20) NULL, name nvarchar(60) NULL, amount decimal(18, 3) NULL, price float NOT NULL, sold bit NOT NULL, moment datetime NULL, guid uniqueidentifier NOT NULL)
GO
${numbers(count)}
INSERT INTO dbo.rows SELECT i, CONVERT(nvarchar(20), i), N'Name of number ' + CONVERT(nvarchar(20), i), i * 1.125, i / 3.0, i % 2, DATEADD(minute, i, '2024-01-01'), NEWID() FROM n
`;
const query = 'SELECT id, code, name, amount, price, sold, moment, guid FROM dbo.rows';

/** What the server costs a reader of rows, beside a socket that has the same bytes at hand. */
export const readRows: Figure = {
	name: 'sql server: rows read',
	measures: 'rows/s through mssql / the same rows/s through tedious from a socket that replays a recorded answer',
	least: 0.5,
	async measure() {
		await bundleServer();
		const server = await startServerChild({databases: [{name: 'shop', script}]});
		const {port, saPassword} = server.facts;
		const answers = await recordAnswers(port, async proxyPort => {
			const connection = await connectTedious(proxyPort, saPassword);
			await countRows(connection, query);
			await closeTedious(connection);
		});
		const file = path.resolve('build/benchmark/answers.json');
		await writeFile(file, JSON.stringify(answers));
		const replay = await startChild<{port: number}>('replay-process.js', file);
		const pool = await new mssql.ConnectionPool({
			server: '127.0.0.1', port, user: 'sa', password: saPassword, database: 'shop', requestTimeout: 0, options: {encrypt: false}, pool: {max: 1},
		}).connect();
		const ours = async () => {
			const start = performance.now();
			const request = pool.request();
			request.stream = true;
			let rows = 0;
			const {promise, resolve, reject} = Promise.withResolvers<void>();
			request.on('row', () => {
				rows++;
			});
			request.on('error', reject);
			request.on('done', () => {
				resolve();
			});
			void request.batch(query);
			await promise;
			return perSecond(rows, start);
		};

		const theirs = async () => {
			const connection = await connectTedious(replay.facts.port, saPassword);
			const start = performance.now();
			const rows = await countRows(connection, query);
			const value = perSecond(rows, start);
			await closeTedious(connection);
			return value;
		};

		try {
			const pairs = await measurePairs(ours, theirs, {runs: 9});
			return {value: medianRatio(pairs), detail: `${thousands(pairs.map(pair => pair.ours))} / ${thousands(pairs.map(pair => pair.theirs))} rows/s, medians of ${pairs.length}`};
		} finally {
			await pool.close();
			await Promise.all([server.end(), replay.end()]);
			await rm(file);
		}
	},
};

const perSecond = (rows: number, start: number) => {
	if (rows !== count) {
		throw new Error(`${rows} rows`);
	}

	return rows / ((performance.now() - start) / 1000);
};

export const thousands = (values: readonly number[]): string => `${Math.round(median(values) / 1000)}k`;
