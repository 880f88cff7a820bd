import type {SqlConnection} from '../sql/contract.js';
import {storedSeconds} from '../platform/show-time.js';
import {SqlFailure} from '../sql/sql-failure.js';
import {int, nvarchar, sql} from '../sql/statement.js';
import {lockName, wholeDatabase} from './lock-name.js';

/** Sessions in words, or why they are not known. */
export type LockHolders = {
	readonly sessions: readonly string[];
	readonly whyNone?: string;
	/** The process of each session, as it said itself; undefined where one did not say, or was not seen. */
	readonly processes?: ReadonlyArray<{readonly host: string; readonly pid: number}>;
};

/** Who holds the lock of the first division: `session 57 of sa on APP02 (baco LogHandler), logged in at 2026-11-28 05:00:10 of the server's clock`. The server shows 32 characters of a lock's name, in brackets. */
export const lockHolders = async (connection: SqlConnection, job: string, divisions: readonly string[], options: {readonly signal?: AbortSignal | undefined} = {}): Promise<LockHolders> => {
	const shown = `[${lockName(job, divisions[0] ?? wholeDatabase).slice(0, 32)}]`;
	try {
		const {rows} = await connection.query<{session: number; login: string | null; host: string | null; program: string | null; loggedIn: Date | null; pid: number | null}>(sql`
			SELECT DISTINCT held.request_session_id AS session, other.login_name AS login, other.host_name AS host, other.program_name AS program, other.login_time AS loggedIn, other.host_process_id AS pid
			FROM sys.dm_tran_locks AS held
			LEFT JOIN sys.dm_exec_sessions AS other ON other.session_id = held.request_session_id
			WHERE held.resource_type = N'APPLICATION' AND held.request_status = N'GRANT' AND held.request_session_id <> @@SPID
				AND held.resource_database_id = DB_ID() AND CHARINDEX(${nvarchar(34, shown)}, held.resource_description) > ${int(0)}
		`, options);
		return rows.length === 0
			? {sessions: [], whyNone: 'it has gone meanwhile', processes: []}
			: {sessions: rows.map(row => sessionText(row)), ...processesOf(rows)};
	} catch (error) {
		return {sessions: [], whyNone: isForbidden(error) ? 'this login may not see which: it needs VIEW SERVER STATE' : `which could not be asked: ${error instanceof Error ? error.message : String(error)}`};
	}
};

type Session = {readonly session: number; readonly login: string | null; readonly host: string | null; readonly program: string | null; readonly loggedIn: Date | null; readonly pid: number | null};

const sessionText = ({session, login, host, program, loggedIn, pid}: Session): string => [
	`session ${session}`,
	...(login === null ? [] : [` of ${login}`]),
	...(host === null ? [] : [` on ${host.trim()}`]),
	...(program === null && pid === null ? [] : [` (${[...(program === null ? [] : [program.trim()]), ...(pid === null ? [] : [`process ${pid}`])].join(', ')})`]),
	...(loggedIn === null ? [] : [`, logged in at ${storedSeconds(loggedIn)} of the server's clock`]),
].join('');

const processesOf = (rows: readonly Session[]): Pick<LockHolders, 'processes'> => {
	const processes = rows.flatMap(({host, pid}) => host === null || pid === null || pid <= 0 ? [] : [{host: host.trim(), pid}]);
	return processes.length === rows.length ? {processes} : {};
};

/** 297 and 300: a permission of the server is missing, which later releases name VIEW SERVER PERFORMANCE STATE. */
const isForbidden = (error: unknown): boolean => error instanceof SqlFailure && error.messages.some(({number}) => number === 297 || number === 300);
