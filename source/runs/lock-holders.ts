import type {SqlConnection} from '../sql/contract.js';
import {int, nvarchar, sql} from '../sql/statement.js';
import {lockName, wholeDatabase} from './lock-name.js';

/** Who holds the lock of the first division, as far as the login may see it: `session 57 of sa on APP02 (baco LogHandler)`. The server shows 32 characters of a lock's name, in brackets. */
export const lockHolders = async (connection: SqlConnection, job: string, divisions: readonly string[], options: {readonly signal?: AbortSignal | undefined} = {}): Promise<string[]> => {
	const shown = `[${lockName(job, divisions[0] ?? wholeDatabase).slice(0, 32)}]`;
	try {
		const {rows} = await connection.query<{session: number; login: string | null; host: string | null; program: string | null}>(sql`
			SELECT DISTINCT held.request_session_id AS session, other.login_name AS login, other.host_name AS host, other.program_name AS program
			FROM sys.dm_tran_locks AS held
			LEFT JOIN sys.dm_exec_sessions AS other ON other.session_id = held.request_session_id
			WHERE held.resource_type = N'APPLICATION' AND held.request_status = N'GRANT' AND held.request_session_id <> @@SPID
				AND held.resource_database_id = DB_ID() AND CHARINDEX(${nvarchar(34, shown)}, held.resource_description) > ${int(0)}
		`, options);
		return rows.map(({session, login, host, program}) => `session ${session}${login === null ? '' : ` of ${login}`}${host === null ? '' : ` on ${host.trim()}`}${program === null ? '' : ` (${program.trim()})`}`);
	} catch {
		// Without VIEW SERVER STATE the holder is not known.
		return [];
	}
};
