import {BacoError} from '../../source/problems/baco-error.js';
import type {Job} from '../../source/runs/catalogue/job.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {
	int,
	joined,
	nvarchar,
	sql,
} from '../../source/sql/statement.js';

/** Keeps the same job from running twice on a division, from any machine: the lock is held by the connection and goes with it. Rejects with JOB-RUNNING. */
export const takeLocks = async (connection: SqlConnection, job: Job, divisions: readonly string[]): Promise<void> => {
	const names = divisions.length === 0 ? ['*'] : divisions;
	const refused: string[] = [];
	for (let start = 0; start < names.length; start += mostAtOnce) {
		// eslint-disable-next-line no-await-in-loop -- one connection
		refused.push(...await takeSome(connection, job.id, names.slice(start, start + mostAtOnce)));
	}

	if (refused.length > 0) {
		throw new BacoError('JOB-RUNNING', {job: job.name, divisions: refused.filter(name => name !== '*'), holders: await holdersOf(connection, job.id, refused)});
	}
};

/** A statement takes 2,100 parameters. */
const mostAtOnce = 500;

const resourceOf = (job: string, division: string) => `GlobeConsole:${job}:${division}`;

const takeSome = async (connection: SqlConnection, job: string, names: readonly string[]) => {
	const takes = names.map(name => sql`
		EXEC @result = sp_getapplock @Resource = ${nvarchar(255, resourceOf(job, name))}, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0;
		IF @result < 0 INSERT INTO @refused (name) VALUES (${nvarchar(10, name)});
	`);
	const {rows} = await connection.query<{name: string}>(sql`
		SET NOCOUNT ON;
		DECLARE @result int;
		DECLARE @refused TABLE (name nvarchar(10) NOT NULL);
		${joined(takes, '\n')}
		SELECT name FROM @refused;
	`);
	return rows.map(({name}) => name);
};

/** Who holds the locks, as far as the login may see it. The server keeps 32 characters of a lock's name. */
const holdersOf = async (connection: SqlConnection, job: string, names: readonly string[]): Promise<string[]> => {
	const [name = '*'] = names;
	const start = resourceOf(job, name).slice(0, 32);
	try {
		const {rows} = await connection.query<{session: number; login: string | null; host: string | null; program: string | null; since: Date | null}>(sql`
			SELECT DISTINCT held.request_session_id AS session, other.login_name AS login, other.host_name AS host, other.program_name AS program
			FROM sys.dm_tran_locks AS held
			LEFT JOIN sys.dm_exec_sessions AS other ON other.session_id = held.request_session_id
			WHERE held.resource_type = N'APPLICATION' AND held.request_status = N'GRANT' AND held.request_session_id <> @@SPID
				AND CHARINDEX(${nvarchar(32, start)}, held.resource_description) > ${int(0)}
		`);
		return rows.map(({session, login, host, program}) => `session ${session}${login === null ? '' : ` of ${login}`}${host === null ? '' : ` on ${host.trim()}`}${program === null ? '' : ` (${program.trim()})`}`);
	} catch {
		// Without VIEW SERVER STATE the holder is not known.
		return [];
	}
};
