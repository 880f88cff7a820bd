import test, {type ExecutionContext} from 'ava';
import {fillableLogs, logVolume, type FillableLog} from '../../../fixtures/databases/sample/log-volume.js';
import {portalAccounts} from '../../../fixtures/databases/sample/page-view-rows.js';
import {logTables} from '../../../jobs/log-handler/log-tables.js';
import {
	sql,
	identifier,
	datetime,
	int,
	nvarchar,
} from '../../../source/sql/statement.js';
import {openJobHome, type JobHome} from '../open-job-home.js';

let jobs: JobHome;

test.before(async () => {
	jobs = await openJobHome();
});

test.after.always(async () => {
	await jobs.close();
});

test.beforeEach(async () => {
	await jobs.execute(logTables.map(({name}) => `DELETE FROM dbo.[${name}];`).join('\n'));
});

const fill = async (table: FillableLog, rows: number, days: number) => jobs.execute(logVolume({table, rows, days}).join('\nGO\n'));

const countOf = async (table: string, olderThanDays?: number) => {
	const {date} = logTables.find(({name}) => name === table)!;
	const condition = olderThanDays === undefined ? sql`1 = 1` : sql`${identifier(date)} < DATEADD(day, ${int(-olderThanDays)}, GETDATE())`;
	const {rows} = await jobs.synergy.query<{count: number}>(sql`SELECT COUNT(*) AS count FROM dbo.${identifier(table)} WHERE ${condition}`);
	return rows[0]!.count;
};

const run = async (t: ExecutionContext, args: readonly string[] = []) => {
	const job = await jobs.start(t, 'log-handler', args);
	const {code} = await job.ended;
	return {
		code, stdout: job.stdout(), stderr: job.stderr(), events: job.events(),
	};
};

const runWell = async (t: ExecutionContext) => {
	const {code, stderr} = await run(t);
	t.is(code, 0, stderr);
};

const history = async () => {
	const [days, hours, apps] = await Promise.all([
		jobs.synergy.query(sql`SELECT Day, PageViews, PageViewsEmployees, PageViewsResellers, PageViewsCustomers, PageViewsPublic, Resources, Resellers, Customers, AverageApplicationDuration FROM dbo.BacoAppLogDays ORDER BY Day`),
		jobs.synergy.query(sql`SELECT Day, Hour, PageViews, PageViewsEmployees, PageViewsPublic FROM dbo.BacoAppLogHours ORDER BY Day, Hour`),
		jobs.synergy.query(sql`SELECT Day, Rank, App, AppCount, AppAverageDuration, AppMaxDuration FROM dbo.BacoAppLogApps ORDER BY Day, Rank`),
	]);
	return {days: days.rows, hours: hours.rows, apps: apps.rows};
};

test.serial('keeps exactly the days that are set in each table, and everything where none are', async t => {
	for (const table of fillableLogs) {
		await fill(table, 3000, 60); // eslint-disable-line no-await-in-loop -- one connection
	}

	await jobs.changeProfile({
		logDays: {
			BacoProcessLog: 30, bacoerrorlog: 10, EbcDataLog: 45, CompanyLogs: 20, HRErrorLog: 5, XMLEvents: 59, BacoAppLog: 0,
		},
	});
	const young = async (table: string, days: number) => await countOf(table) - await countOf(table, days);
	const kept = {
		BacoErrorLog: await young('BacoErrorLog', 10), HRErrorLog: await young('HRErrorLog', 5), XMLEvents: await young('XMLEvents', 59), CompanyLogs: await young('CompanyLogs', 20),
	};
	const {code, stdout, events} = await run(t);
	t.is(code, 0);
	for (const [table, days] of [['BacoProcessLog', 30], ['BacoErrorLog', 10], ['EbcDataLog', 45], ['CompanyLogs', 20], ['HRErrorLog', 5], ['XMLEvents', 59]] as const) {
		// The rows that grew too old while this test runs are a few at most.
		t.true(await countOf(table, days) <= 2, `old rows of ${table}`); // eslint-disable-line no-await-in-loop  -- one connection
	}

	for (const [table, count] of Object.entries(kept)) {
		t.is(await countOf(table), count, `rows of ${table}`); // eslint-disable-line no-await-in-loop -- one connection
	}

	t.is(await countOf('BacoAppLog'), 3000);
	t.regex(stdout, /BacoAppLog: no days are set, so every row is kept\./v);
	const counts = events.findLast(({type}) => type === 'counts')!;
	const written = await history();
	const views = written.days.reduce((sum, {PageViews}) => sum + Number(PageViews), 0);
	t.true(views > 0);
	t.is(counts.read, Number(counts.deleted) + views, 'the page views of the history, and the rows that were too old');
	t.is(counts.written, written.days.length + written.hours.length + written.apps.length);
	const {rows} = await jobs.synergy.query<{LogText: string}>(sql`SELECT TOP (1) LogText FROM dbo.BacoProcessLog WHERE ProcessName = N'LogHandler' ORDER BY LogID DESC`);
	// In the last half hour of a day, its rows begin one day later.
	t.regex(rows[0]!.LogText, /^Summarised (?:59|60) days of \d+ page views; deleted \d+ of BacoProcessLog, /v);
});

test.serial('a dry run counts, and changes nothing', async t => {
	await fill('BacoErrorLog', 1000, 20);
	await fill('BacoAppLog', 1000, 3);
	await jobs.changeProfile({logDays: {BacoErrorLog: 10}});
	const {code, stdout, events} = await run(t, ['--dry-run']);
	t.is(code, 0);
	const {rows} = await jobs.synergy.query<{views: number}>(sql`SELECT COUNT(*) AS views FROM dbo.BacoAppLog WHERE Created < CAST(CAST(GETDATE() AS date) AS datetime)`);
	const {views} = rows[0]!;
	t.deepEqual(events.findLast(({type}) => type === 'counts'), {
		type: 'counts', read: 500 + views, written: events.findLast(({type}) => type === 'counts')!.written, rejected: 0, deleted: 500,
	});
	t.regex(stdout, new RegExp(String.raw`Would summarise 3 days of ${views} page views; would delete 500 of BacoErrorLog\.`, 'v'));
	t.is(await countOf('BacoErrorLog'), 1000);
	t.is(await countOf('BacoAppLogDays'), 0);
	t.is(await countOf('BacoProcessLog'), 0);
	await runWell(t);
	const {days, hours, apps} = await history();
	t.is(events.findLast(({type}) => type === 'counts')!.written, days.length + hours.length + apps.length, 'what the run itself then writes');
});

test.serial('without days nothing is deleted, and what may be the days in Synergy is shown', async t => {
	await fill('BacoErrorLog', 10, 20);
	await jobs.execute('INSERT INTO dbo.BacoSettings (SettingType, SettingGroup, SettingName, ValueType, LongValue, Division) VALUES (0, N\'Log\', N\'TruncateErrorLog\', 1, 90, 0)');
	await jobs.changeProfile({});
	const {code, stderr} = await run(t);
	t.is(code, 0);
	t.regex(stderr, /sets no days for any log/v);
	t.regex(stderr, /BacoSettings has Log, TruncateErrorLog = 90/v);
	t.is(await countOf('BacoErrorLog'), 10);
});

test.serial('days for a table that is not LogHandler\'s are refused before anything is done', async t => {
	await fill('BacoErrorLog', 10, 20);
	await jobs.changeProfile({logDays: {BacoErrorLog: 1, DeletionLogs: 1}});
	const {code, stderr} = await run(t);
	t.is(code, 3);
	t.regex(stderr, /sets days for DeletionLogs, which LogHandler does not truncate/v);
	t.is(await countOf('BacoErrorLog'), 10);
});

const day = new Date(Date.UTC(2024, 4, 6));

test.serial('summarises whole days by visitor, hour and application, the same at each run', async t => {
	const at = (hour: number) => new Date(day.getTime() + (hour * 3_600_000)).toISOString().slice(0, 19);
	const view = (hour: number, person: number, customer: string | null, app: string, duration: number | null) => `('${at(hour)}', ${person}, ${customer === null ? 'NULL' : `'${customer}'`}, N'${app}', ${duration ?? 'NULL'})`;
	await jobs.execute(`INSERT INTO dbo.BacoAppLog (Created, HumresID, CustomerID, App, Duration) VALUES
		${[view(0, 11, null, '/a.aspx', 100), view(9, 11, null, '/a.aspx', 300), view(9, 12, null, '/b.aspx', null), view(9, 9, null, '/b.aspx', 50), view(9, 0, null, '/a.aspx', 20), view(10, 11, portalAccounts.reseller, '/a.aspx', 10), view(10, 11, portalAccounts.customer, '/a.aspx', 10), view(23, 11, portalAccounts.supplier, `/${'long'.repeat(15)}`, 10)].join(',\n')};`);
	await jobs.changeProfile({logDays: {BacoErrorLog: 1}});
	await runWell(t);
	const first = await history();
	t.deepEqual(first.days, [{
		Day: day, PageViews: 8, PageViewsEmployees: 3, PageViewsResellers: 1, PageViewsCustomers: 1, PageViewsPublic: 2, Resources: 2, Resellers: 1, Customers: 1, AverageApplicationDuration: 71,
	}]);
	t.deepEqual(first.hours.map(({Hour, PageViews, PageViewsEmployees, PageViewsPublic}) => [Hour, PageViews, PageViewsEmployees, PageViewsPublic]), [[0, 1, 1, 0], [9, 4, 2, 2], [10, 2, 0, 0], [23, 1, 0, 0]]);
	t.deepEqual(first.apps.map(({Rank, App, AppCount, AppAverageDuration, AppMaxDuration}) => [Number(Rank), App, AppCount, AppAverageDuration, AppMaxDuration]), [
		[1, '/a.aspx', 5, 88, 300], [2, '/b.aspx', 2, 50, 50], [3, `/${'long'.repeat(15)}`.slice(0, 40), 1, 10, 10],
	]);
	await runWell(t);
	t.deepEqual(await history(), first);
	// A row that came late to the last day counts; a day whose rows are partly gone keeps what it was.
	const minuteLater = new Date(day.getTime() + 60_000);
	await jobs.synergy.query(sql`INSERT INTO dbo.BacoAppLog (Created, HumresID, App) VALUES (${datetime(minuteLater)}, 11, N'/a.aspx')`);
	await run(t);
	const late = await history();
	t.is(late.days[0]!.PageViews, 9);
	await jobs.execute('DELETE TOP (4) FROM dbo.BacoAppLog;');
	await run(t);
	t.deepEqual(await history(), late);
});

test.serial('today is left for tomorrow', async t => {
	await jobs.execute('INSERT INTO dbo.BacoAppLog (HumresID, App) VALUES (11, N\'/a.aspx\');');
	const {stdout} = await run(t);
	t.regex(stdout, /Summarised 0 days of 0 page views/v);
	t.is(await countOf('BacoAppLogDays'), 0);
});

test.serial('killed at random points and run again: no day is lost or doubled, no young row is gone', async t => {
	await fill('BacoAppLog', 6000, 30);
	await fill('HRErrorLog', 6000, 30);
	await jobs.changeProfile({logDays: {BacoAppLog: 10, HRErrorLog: 10}});
	const expected = await jobs.synergy.query<{day: Date; views: number}>(sql`
		SELECT CAST(CAST(Created AS date) AS datetime) AS day, COUNT(*) AS views FROM dbo.BacoAppLog WHERE Created < CAST(CAST(GETDATE() AS date) AS datetime) GROUP BY CAST(Created AS date) ORDER BY CAST(Created AS date)
	`);
	const young = [await countOf('BacoAppLog') - await countOf('BacoAppLog', 10), await countOf('HRErrorLog') - await countOf('HRErrorLog', 10)];
	const moments = ['Page views of', 'BacoAppLog: ', 'HRErrorLog: '];
	for (let kill = 0; kill < 9; kill++) {
		const job = await jobs.start(t, 'log-handler'); // eslint-disable-line no-await-in-loop -- one after the other
		await job.prints(moments[kill % moments.length]!).catch(() => undefined); // eslint-disable-line no-await-in-loop -- one after the other
		await new Promise(resolve => { // eslint-disable-line no-await-in-loop -- one after the other
			setTimeout(resolve, (kill * 13) % 40);
		});
		job.child.kill('SIGKILL');
		await job.ended; // eslint-disable-line no-await-in-loop -- one after the other
	}

	const {code} = await run(t);
	t.is(code, 0);
	const {days} = await history();
	t.deepEqual(days.map(({Day, PageViews}) => ({day: Day, views: PageViews})), expected.rows);
	t.deepEqual([await countOf('BacoAppLog'), await countOf('HRErrorLog')], young);
});

test.serial('rows that somebody holds are left for the next run, and nobody waits for the job', async t => {
	await fill('BacoErrorLog', 60_000, 20);
	await jobs.changeProfile({logDays: {BacoErrorLog: 1}});
	const job = await jobs.start(t, 'log-handler', [], {env: {BACO_LOG_TRIES: '2'}});
	await job.prints('BacoErrorLog: ');
	await jobs.synergy.transaction(async inside => {
		// As a user of the portal would write in the middle of the deletion.
		await inside.query(sql`UPDATE dbo.BacoErrorLog SET App = ${nvarchar(40, 'held')} WHERE LogID = (SELECT MIN(LogID) FROM dbo.BacoErrorLog)`);
		await job.prints('left for the next run');
	});
	t.is(await job.exitCode, 1, job.stderr());
	t.regex(job.stderr(), /Old rows are left in BacoErrorLog, because others held locks/v);
	t.true(await countOf('BacoErrorLog', 1) > 0);
	await runWell(t);
	t.true(await countOf('BacoErrorLog', 1) <= 2);
});

test.serial('a stop ends it with 8 between two batches, also while it waits for a lock, and the next run goes on', async t => {
	await fill('BacoErrorLog', 60_000, 20);
	await jobs.changeProfile({logDays: {BacoErrorLog: 1}});
	const all = await countOf('BacoErrorLog');
	const young = all - await countOf('BacoErrorLog', 1);
	const job = await jobs.start(t, 'log-handler');
	await job.prints('BacoErrorLog: ');
	await jobs.synergy.transaction(async inside => {
		await inside.query(sql`UPDATE dbo.BacoErrorLog SET App = ${nvarchar(40, 'held')} WHERE LogID = (SELECT MIN(LogID) FROM dbo.BacoErrorLog)`);
		job.child.kill('SIGTERM');
	});
	t.is(await job.exitCode, 8, job.stderr());
	const left = await countOf('BacoErrorLog');
	t.true(left > young);
	t.is(job.events().findLast(({type}) => type === 'counts')!.deleted, all - left);
	const {rows: log} = await jobs.synergy.query<{LogText: string}>(sql`SELECT TOP (1) LogText FROM dbo.BacoProcessLog ORDER BY LogID DESC`);
	t.regex(log[0]!.LogText, /^Stopped at a safe point.* Ended after/v);
	await runWell(t);
	t.is(await countOf('BacoErrorLog', 1), 0);
});
