import {countOf} from '../platform/count-of.js';
import {cutAtWord} from '../platform/cut-at-word.js';
import {knownColumns, type Columns} from '../divisions/known-columns.js';
import {text} from '../divisions/read-text.js';
import {BacoError} from '../problems/baco-error.js';
import {jobsNamed} from '../runs/catalogue/find-job.js';
import type {Profile} from '../profiles/profile.js';
import {
	datetime,
	identifier,
	int,
	joined,
	nvarchar,
	smallint,
	sql,
	type Composable,
} from '../sql/statement.js';
import type {Workspace} from '../workspace/contract.js';
import {
	errorRows,
	kindOf,
	kindOfWritten,
	ownKind,
	ownRows,
	unexplainedRows,
	vendorRows,
} from './error-rows.js';
import {readUnendedStarts, type UnendedStart} from './unended-starts.js';
import type {
	LogTypeUse,
	LogWriter,
	ProcessLog,
	ProcessLogFilter,
	ProcessLogRow,
	WrittenTypeUse,
} from './contract.js';

type Options = {readonly signal?: AbortSignal | undefined};

/** The process report, newest first. Rejects with PLOG-NONE where the table is missing, PLOG-TYPES when errors are asked for, none is known to be there, and some may be. */
export const readProcessLog = async (workspace: Workspace, filter: ProcessLogFilter = {}, {signal}: Options = {}): Promise<ProcessLog> => {
	const connection = await workspace.synergy({signal});
	const columns = await columnsOf(workspace, {signal});
	const conditions = conditionsOf(filter, columns);
	const optional = ['HumresID', 'CommandLine', 'Server', 'Division'].filter(name => columns.has(name.toLowerCase()));
	const unended = filter.onlyErrors === true ? await readUnendedStarts(connection, {conditions, columns, limit: filter.limit ?? mostRows}, {signal}) : [];
	const errors = filter.onlyErrors === true ? [sql`(${errorRows(workspace.profile, columns)} OR ${amongRows(unended)})`] : [];
	const {rows: found} = await connection.query(sql`
		SELECT TOP (${int(filter.limit ?? mostRows)}) ${joined(['LogID', 'LogDate', 'ProcessName', 'LogType', 'LogText', ...optional].map(name => identifier(name)), ', ')}
		FROM dbo.BacoProcessLog
		WHERE ${joined([...conditions, ...errors], ' AND ')}
		ORDER BY LogDate DESC, LogID DESC
	`, {signal});
	const rows = found.map(row => noted(toRow(workspace.profile, row), unended));
	const unknown = filter.onlyErrors === true ? unexplainedRows(workspace.profile, columns) : undefined;
	const unexplained = unknown === undefined ? [] : await readTypes(workspace, joined([...conditions, unknown], ' AND '), {signal});
	if (rows.length === 0 && unexplained.length > 0) {
		throw new BacoError('PLOG-TYPES', {profile: workspace.profile.name, used: unexplained.map(use => typeText(use))});
	}

	return {rows, unexplained};
};

const mostRows = 200;

const amongRows = (unended: readonly UnendedStart[]): Composable => unended.length === 0 ? sql`1 = 0` : sql`LogID IN (${joined(unended.map(({logId}) => int(logId)), ', ')})`;

const noted = (row: ProcessLogRow, unended: readonly UnendedStart[]): ProcessLogRow => {
	const note = unended.find(({logId}) => logId === row.id)?.note;
	return note === undefined ? row : {...row, note};
};

/** `0 (4 rows, such as "Replication finished.")`. */
export const typeText = ({type, rows, example}: LogTypeUse): string => `${type} (${countOf(rows, 'row')}, such as "${example}")`;

/** A row as it is read, with what its number stands for. */
export const toRow = (profile: Pick<Profile, 'processLogTypes'>, row: Readonly<Record<string, unknown>>): ProcessLogRow => {
	const found = {process: text(row.ProcessName).trim(), commandLine: text(row.CommandLine), type: Number(row.LogType)};
	return {
		id: Number(row.LogID),
		at: row.LogDate as Date,
		person: Number(row.HumresID ?? 0),
		...found,
		kind: kindOf(profile, found.type) ?? ownKind(found),
		text: text(row.LogText),
		server: text(row.Server).trim(),
		division: divisionOf(row),
	};
};

/** A number in its column; where that is empty the message may begin with it. */
const divisionOf = ({Division, LogText}: Readonly<Record<string, unknown>>): string => {
	const own = typeof Division === 'number' ? String(Division) : text(Division).trim();
	return own === '' ? /^Division (?<code>\d{1,5}):/v.exec(text(LogText))?.groups?.code ?? '' : own;
};

/** The numbers in LogType that occur, by who wrote the rows, with an example of each. The vendor documents none. */
export const readLogTypes = async (workspace: Workspace, options: Options = {}): Promise<WrittenTypeUse[]> => {
	const columns = await columnsOf(workspace, options);
	const connection = await workspace.synergy(options);
	const writer = columns.has('commandline') ? sql`CASE WHEN ${ownRows()} THEN N'baco' WHEN ${vendorRows()} THEN N'vendor' ELSE N'' END` : sql`N''`;
	const {rows} = await connection.query<{LogType: number; writer: LogWriter | ''; number: number; example: string | null}>(sql`
		SELECT LogType, writer, COUNT(*) AS number, MAX(LEFT(LogText, 120)) AS example
		FROM (SELECT LogType, LogText, ${writer} AS writer FROM dbo.BacoProcessLog) AS written
		GROUP BY LogType, writer
		ORDER BY LogType, writer
	`, options);
	return rows.map(({LogType: type, writer: written, number, example}) => ({
		type, writer: written === '' ? undefined : written, kind: kindOfWritten(workspace.profile, type, written === 'baco'), rows: number, example: cutAtWord(text(example), longestExample),
	}));
};

const readTypes = async (workspace: Workspace, condition: Composable, {signal}: Options): Promise<LogTypeUse[]> => {
	const connection = await workspace.synergy({signal});
	const {rows} = await connection.query<{LogType: number; number: number; example: string | null}>(sql`
		SELECT LogType, COUNT(*) AS number, MAX(LEFT(LogText, 120)) AS example
		FROM dbo.BacoProcessLog
		WHERE ${condition}
		GROUP BY LogType
		ORDER BY LogType
	`, {signal});
	return rows.map(({LogType, number, example}) => ({
		type: LogType, kind: kindOf(workspace.profile, LogType), rows: number, example: cutAtWord(text(example), longestExample),
	}));
};

const longestExample = 60;

const columnsOf = async (workspace: Workspace, options: Options): Promise<Columns> => {
	const connection = await workspace.synergy(options);
	const columns = await knownColumns(connection, 'BacoProcessLog', options);
	const missing = ['LogID', 'LogDate', 'ProcessName', 'LogType', 'LogText'].filter(name => !columns.has(name.toLowerCase()));
	if (missing.length > 0) {
		throw new BacoError('PLOG-NONE', {database: workspace.profile.database, missing: columns.size === 0 ? undefined : missing});
	}

	return columns;
};

const conditionsOf = ({since, process, division, text: part}: ProcessLogFilter, columns: Columns): Composable[] => [
	sql`1 = 1`,
	// The server's clock counts: its times have no zone.
	...(since === undefined ? [] : ['hours' in since ? sql`LogDate >= DATEADD(minute, ${int(-Math.round(since.hours * 60))}, GETDATE())` : sql`LogDate >= ${datetime(since.at)}`]),
	...(process === undefined ? [] : [processCondition(process)]),
	...(part === undefined ? [] : [sql`CHARINDEX(${nvarchar(200, part)}, LogText) > 0`]),
	...(division === undefined || !columns.has('division') ? [] : [sql`Division = ${smallint(division)}`]),
];

/** The job of that name in any spelling; else the jobs, and any process, whose name has it as a part. */
const processCondition = (wanted: string): Composable => {
	const {found, isExact} = jobsNamed(wanted);
	const names = found.flatMap(({name}) => [name, `${name}.exe`]).map(name => sql`ProcessName = ${nvarchar(60, name)}`);
	return sql`(${joined([...(isExact ? [] : [sql`CHARINDEX(${nvarchar(60, wanted.trim().toLowerCase())}, LOWER(ProcessName)) > 0`]), ...names], ' OR ')})`;
};
