import {knownColumns} from '../../source/divisions/known-columns.js';
import {datetime, sql} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';
import type {JobContext} from '../runtime/contract.js';
import {countDay, writeDay} from './write-day.js';

export type Summary = {readonly days: number; readonly views: number};

/**
Brings the page-view history up to yesterday. Resolves with the days that were written, or would be, and their page views; what is counted are these
as read, and the rows of the history as written. Rejects with SqlFailure, or JOB-STOPPED between two days.
*/
export const summariseDays = async (context: JobContext, now: Date): Promise<Summary> => {
	const connection = context.synergy();
	for (const table of ['BacoAppLog', 'BacoAppLogDays', 'BacoAppLogHours', 'BacoAppLogApps']) {
		const columns = await knownColumns(connection, table); // eslint-disable-line no-await-in-loop -- one connection
		if (columns.size === 0) {
			context.warn(`There is no ${table} in this database, so the page-view history is left alone.`);
			return {days: 0, views: 0};
		}
	}

	const accounts = await knownColumns(connection, 'cicmpy');
	const source = {hasAccounts: accounts.has('cmp_type'), guest: choice('guestUser')};
	const days = await daysToWrite(context, now);
	for (const [index, {day, views}] of days.entries()) {
		context.stopping.throwIfAborted();
		context.print(`Page views of ${day.toISOString().slice(0, 10)}: ${views}`);
		context.progress({
			done: index, total: days.length, unit: 'days', phase: 'summarising page views',
		});
		const apps = choice('appsPerDay');
		// eslint-disable-next-line no-await-in-loop -- a transaction each
		const written = context.isDryRun ? await countDay(connection, {day, apps}) : await writeDay(connection, {day, source, apps});
		context.count({read: views, written});
	}

	return {days: days.length, views: days.reduce((sum, {views}) => sum + views, 0)};
};

type Day = {readonly day: Date; readonly views: number};

/**
The whole days that the history does not have, and its last one again: that may have been written before the portal's last rows of it came.
A day whose rows are partly deleted is not written again, as it has fewer views now than the history says.
*/
const daysToWrite = async ({synergy}: JobContext, now: Date): Promise<Day[]> => {
	const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
	const {rows: known} = await synergy().query<{Day: Date; PageViews: number}>(sql`SELECT TOP (1) Day, PageViews FROM dbo.BacoAppLogDays WHERE Day < ${datetime(today)} ORDER BY Day DESC`);
	const last = known.at(0);
	const from = last?.Day ?? beginning;
	const {rows} = await synergy().query<{day: Date; views: number}>(sql`
		SELECT CAST(CAST(Created AS date) AS datetime) AS day, COUNT(*) AS views FROM dbo.BacoAppLog
		WHERE Created >= ${datetime(from)} AND Created < ${datetime(today)}
		GROUP BY CAST(Created AS date) ORDER BY CAST(Created AS date)
	`);
	return rows.filter(({day, views}) => last === undefined || day > last.Day || views > last.PageViews);
};

const beginning = new Date(Date.UTC(1900, 0, 1));
