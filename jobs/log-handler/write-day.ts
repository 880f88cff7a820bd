import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {repeatedTransaction} from '../../source/sql/lock-conflict.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {
	datetime,
	int,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {classifiedViews, type VisitorSource} from './visitor-class.js';

export type DaySummary = {
	/** Midnight, as the driver reads datetime. */
	readonly day: Date;
	readonly source: VisitorSource;
	/** How many applications the day keeps. */
	readonly apps: number;
};

/** Writes the three tables of the history for one day, in the place of what they had: all in one transaction, so that a killed run leaves either. Resolves with how many rows it wrote. */
export const writeDay = async (connection: SqlConnection, {day, source, apps}: DaySummary): Promise<number> => {
	const at = datetime(day);
	const views = classifiedViews(source, ofDay(sql`l.Created`, day));
	return repeatedTransaction(connection, async inside => {
		await inside.query(sql`
			DELETE FROM dbo.BacoAppLogDays WHERE Day = ${at};
			DELETE FROM dbo.BacoAppLogHours WHERE Day = ${at};
			DELETE FROM dbo.BacoAppLogApps WHERE Day = ${at};
		`);
		const days = await rowsChanged(inside, sql`
			INSERT INTO dbo.BacoAppLogDays (Day, PageViews, ${classColumns}, Resources, Resellers, Customers, AverageApplicationDuration)
			SELECT ${at}, COUNT(*), ${classCounts},
				COUNT(DISTINCT CASE Class WHEN N'E' THEN HumresID END),
				COUNT(DISTINCT CASE Class WHEN N'R' THEN CustomerID END),
				COUNT(DISTINCT CASE Class WHEN N'C' THEN CustomerID END),
				CAST(AVG(CAST(Duration AS bigint)) AS int)
			FROM ${views}
		`);
		const hours = await rowsChanged(inside, sql`
			INSERT INTO dbo.BacoAppLogHours (Day, Hour, PageViews, ${classColumns})
			SELECT ${at}, DATEPART(hour, Created), COUNT(*), ${classCounts} FROM ${views} GROUP BY DATEPART(hour, Created)
		`);
		const ranked = await rowsChanged(inside, sql`
			INSERT INTO dbo.BacoAppLogApps (Day, Rank, App, AppCount, AppAverageDuration, AppMaxDuration)
			SELECT ${at}, Rank, App, AppCount, AppAverageDuration, AppMaxDuration
			FROM (
				SELECT ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, LEFT(App, 40)) AS Rank, LEFT(App, 40) AS App, COUNT(*) AS AppCount,
					COALESCE(CAST(AVG(CAST(Duration AS bigint)) AS int), 0) AS AppAverageDuration, COALESCE(MAX(Duration), 0) AS AppMaxDuration
				FROM ${views} GROUP BY LEFT(App, 40)
			) AS ranked
			WHERE Rank <= ${int(apps)}
		`);
		return days + hours + ranked;
	});
};

/** How many rows `writeDay` would write: one for the day, one for each hour, one for each application that is kept. */
export const countDay = async (connection: SqlConnection, {day, apps}: Pick<DaySummary, 'day' | 'apps'>): Promise<number> => {
	const row = await firstRow<{hours: number; apps: number}>(connection, sql`
		SELECT COUNT(DISTINCT DATEPART(hour, Created)) AS hours, COUNT(DISTINCT LEFT(App, 40)) AS apps FROM dbo.BacoAppLog WHERE ${ofDay(sql`Created`, day)}
	`);
	return 1 + row!.hours + Math.min(row!.apps, apps);
};

const ofDay = (column: Composable, day: Date): Composable => sql`${column} >= ${datetime(day)} AND ${column} < ${datetime(new Date(day.getTime() + 86_400_000))}`;

const classColumns: Composable = sql`PageViewsEmployees, PageViewsResellers, PageViewsCustomers, PageViewsPublic`;

const classCounts: Composable = sql`
	SUM(CASE Class WHEN N'E' THEN 1 ELSE 0 END), SUM(CASE Class WHEN N'R' THEN 1 ELSE 0 END),
	SUM(CASE Class WHEN N'C' THEN 1 ELSE 0 END), SUM(CASE Class WHEN N'P' THEN 1 ELSE 0 END)
`;
