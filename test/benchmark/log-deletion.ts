import path from 'node:path';
import {logVolume} from '../../fixtures/databases/sample/log-volume.js';
import {sql} from '../../source/sql/statement.js';
import {openJobHome, type JobHome} from '../jobs/open-job-home.js';
import type {Figure} from './figure.js';
import {measurePairs, median, medianRatio} from './pairs.js';
import {wallSeconds} from './processes.js';

const rows = 1_000_000;

/** Many short transactions with pauses against one long one: a tenth of the time is left to the portal, and the server works about a tenth more. */
export const logDeletion: Figure = {
	name: `LogHandler on ${rows} rows`,
	measures: 'wall time / one plain DELETE of the same rows',
	aim: 1.5,
	async measure() {
		const jobs = await openJobHome();
		try {
			await jobs.changeProfile({logDays: {BacoErrorLog: 1}});
			const pairs = await measurePairs(
				async () => {
					await fill(jobs);
					return wallSeconds([path.resolve('dist/jobs/log-handler.js'), '/S:BIKESQL01', '/D:Synergy'], jobs.home.env);
				},
				async () => {
					await fill(jobs);
					const start = performance.now();
					await jobs.synergy.query(sql`DELETE FROM dbo.BacoErrorLog WHERE LogDate < DATEADD(day, -1, GETDATE())`);
					return (performance.now() - start) / 1000;
				},
				{runs: 3, warmUps: 0},
			);
			return {value: medianRatio(pairs), detail: `${median(pairs.map(({ours}) => ours)).toFixed(1)} s / ${median(pairs.map(({theirs}) => theirs)).toFixed(1)} s`};
		} finally {
			await jobs.close();
		}
	},
};

/** All of them older than the day that is kept. */
const fill = async ({execute}: JobHome) => {
	await execute(['DELETE FROM dbo.BacoErrorLog;', ...logVolume({table: 'BacoErrorLog', rows, days: 100}), 'DELETE FROM dbo.BacoErrorLog WHERE LogDate >= DATEADD(day, -1, GETDATE());'].join('\nGO\n'));
};
