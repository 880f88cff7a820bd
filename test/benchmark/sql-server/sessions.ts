import type {Figure} from '../figure.js';
import {measurePairs, median, medianRatio} from '../pairs.js';
import {bundleServer, numbers, startServerChild} from './child.js';
import {closeTedious, connectTedious, countRows} from './tedious-client.js';

const sessions = 50;
const queries = 20;
const script = `
CREATE TABLE dbo.items (id int NOT NULL PRIMARY KEY, name nvarchar(40) NOT NULL)
GO
${numbers(1000)}
INSERT INTO dbo.items SELECT i, CONVERT(nvarchar(20), i) FROM n
`;

/** What sessions cost each other: each logs in, reads and goes. */
export const manySessions: Figure = {
	name: `sql server: ${sessions} sessions at once`,
	measures: `time of one session times ${sessions} / time of ${sessions} at once`,
	least: 0.8,
	async measure() {
		await bundleServer();
		const server = await startServerChild({databases: [{name: 'shop', script}]});
		const session = async () => {
			const connection = await connectTedious(server.facts.port, server.facts.saPassword);
			for (let query = 0; query < queries; query++) {
				// eslint-disable-next-line no-await-in-loop -- one after the other is what a session does
				await countRows(connection, `SELECT id, name FROM dbo.items WHERE id % ${queries} = ${query}`);
			}

			await closeTedious(connection);
		};

		const timed = async (action: () => Promise<unknown>) => {
			const start = performance.now();
			await action();
			return (performance.now() - start) / 1000;
		};

		const oneAfterOther = async () => {
			for (let run = 0; run < sessions; run++) {
				// eslint-disable-next-line no-await-in-loop -- as it says
				await session();
			}
		};

		try {
			const pairs = await measurePairs(async () => timed(oneAfterOther), async () => timed(async () => Promise.all(Array.from({length: sessions}, session))), {runs: 7});
			return {value: medianRatio(pairs), detail: `${median(pairs.map(pair => pair.ours)).toFixed(2)} s / ${median(pairs.map(pair => pair.theirs)).toFixed(2)} s, medians of ${pairs.length}`};
		} finally {
			await server.end();
		}
	},
};
