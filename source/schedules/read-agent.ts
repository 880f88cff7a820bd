import {text} from '../divisions/read-text.js';
import type {SqlConnection} from '../sql/contract.js';
import {SqlFailure} from '../sql/sql-failure.js';
import {sql} from '../sql/statement.js';
import type {ReadSource, Schedule} from './contract.js';
import {startedJob} from './started-job.js';

type AgentRow = {
	readonly name: string;
	readonly enabled: number;
	readonly step: string;
	readonly command: string | null;
	readonly next: Date | null;
	readonly schedules: number;
	readonly now: Date;
};

/** The steps of SQL Server Agent that start a job on the database of the profile; undefined where the server has no Agent. */
export const readAgent: ReadSource = async (connection, {profile}, among, options) => {
	const rows = await rowsOf(connection, options);
	if (rows === undefined) {
		return undefined;
	}

	return rows.flatMap((row): Schedule[] => {
		const commandLine = text(row.command).trim();
		const job = startedJob(commandLine, profile, among);
		if (job === undefined) {
			return [];
		}

		const isEnabled = row.enabled === 1 && row.schedules > 0;
		const next = isEnabled ? row.next ?? undefined : undefined;
		return [{
			job: job.id,
			source: 'agent',
			name: `${row.name}, step ${row.step}`,
			commandLine,
			isEnabled,
			next,
			isOverdue: next !== undefined && next < row.now,
			detail: detailOf(row, next),
		}];
	});
};

/** Asked for at once: who may not read a table of msdb does not see that it is there. */
const rowsOf = async (connection: SqlConnection, options: {readonly signal?: AbortSignal | undefined}): Promise<readonly AgentRow[] | undefined> => {
	try {
		const {rows} = await connection.query<AgentRow>(sql`
			SELECT j.name, j.enabled, s.step_name AS step, s.command, a.next_scheduled_run_date AS next, GETDATE() AS now,
				(SELECT COUNT(*) FROM msdb.dbo.sysjobschedules AS js JOIN msdb.dbo.sysschedules AS c ON c.schedule_id = js.schedule_id WHERE js.job_id = j.job_id AND c.enabled = 1) AS schedules
			FROM msdb.dbo.sysjobs AS j
			JOIN msdb.dbo.sysjobsteps AS s ON s.job_id = j.job_id
			LEFT JOIN msdb.dbo.sysjobactivity AS a ON a.job_id = j.job_id AND a.session_id = (SELECT MAX(session_id) FROM msdb.dbo.syssessions)
			WHERE s.command IS NOT NULL
			ORDER BY j.name, s.step_id
		`, options);
		return rows;
	} catch (error) {
		if (error instanceof SqlFailure && error.number === noSuchObject) {
			return undefined;
		}

		throw error;
	}
};

const noSuchObject = 208;

const detailOf = ({enabled, schedules, now}: AgentRow, next: Date | undefined): string => {
	if (enabled !== 1) {
		return 'the Agent job is disabled';
	}

	if (schedules === 0) {
		return 'the Agent job has no enabled schedule';
	}

	if (next === undefined) {
		return 'the Agent has not told a next time: it may not run';
	}

	return next < now ? 'its time is over: the Agent may not run' : '';
};
