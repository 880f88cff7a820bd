import {knownColumns, type Columns} from '../divisions/known-columns.js';
import {text} from '../divisions/read-text.js';
import {BacoError} from '../problems/baco-error.js';
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
import type {
	LogKind,
	LogTypeUse,
	ProcessLogFilter,
	ProcessLogRow,
} from './contract.js';

type Options = {readonly signal?: AbortSignal | undefined};

/** The process report, newest first. Rejects with PLOG-NONE where the table is missing, PLOG-TYPES when errors are asked for and no number is known to be one. */
export const readProcessLog = async (workspace: Workspace, filter: ProcessLogFilter = {}, {signal}: Options = {}): Promise<ProcessLogRow[]> => {
	const connection = await workspace.synergy({signal});
	const columns = await columnsOf(workspace, {signal});
	const conditions = await conditionsOf(workspace, filter, columns, {signal});
	const optional = ['HumresID', 'CommandLine', 'Server', 'Division'].filter(name => columns.has(name.toLowerCase()));
	const {rows} = await connection.query(sql`
		SELECT TOP (${int(filter.limit ?? 200)}) ${joined(['LogID', 'LogDate', 'ProcessName', 'LogType', 'LogText', ...optional].map(name => identifier(name)), ', ')}
		FROM dbo.BacoProcessLog
		WHERE ${joined([sql`1 = 1`, ...conditions], ' AND ')}
		ORDER BY LogDate DESC, LogID DESC
	`, {signal});
	return rows.map(row => ({
		id: Number(row.LogID),
		at: row.LogDate as Date,
		person: Number(row.HumresID ?? 0),
		process: text(row.ProcessName).trim(),
		type: Number(row.LogType),
		kind: kindOf(workspace.profile, Number(row.LogType)),
		text: text(row.LogText),
		commandLine: text(row.CommandLine),
		server: text(row.Server).trim(),
		division: text(row.Division).trim(),
	}));
};

/** The numbers in LogType that occur, with an example of each. The vendor documents none. */
export const readLogTypes = async (workspace: Workspace, {signal}: Options = {}): Promise<LogTypeUse[]> => {
	await columnsOf(workspace, {signal});
	const connection = await workspace.synergy({signal});
	const {rows} = await connection.query<{LogType: number; number: number; example: string | null}>(sql`
		SELECT LogType, COUNT(*) AS number, MAX(LEFT(LogText, 60)) AS example
		FROM dbo.BacoProcessLog
		GROUP BY LogType
		ORDER BY LogType
	`, {signal});
	return rows.map(({LogType, number, example}) => ({
		type: LogType, kind: kindOf(workspace.profile, LogType), rows: number, example: text(example),
	}));
};

/** The operator's word for a number. */
export const kindOf = ({processLogTypes = {}}: Pick<Profile, 'processLogTypes'>, type: number): LogKind | undefined =>
	(['error', 'warning', 'information'] as const).find(kind => processLogTypes[kind]?.includes(type));

const columnsOf = async (workspace: Workspace, options: Options): Promise<Columns> => {
	const connection = await workspace.synergy(options);
	const columns = await knownColumns(connection, 'BacoProcessLog', options);
	const missing = ['LogID', 'LogDate', 'ProcessName', 'LogType', 'LogText'].filter(name => !columns.has(name.toLowerCase()));
	if (missing.length > 0) {
		throw new BacoError('PLOG-NONE', {database: workspace.profile.database, missing: columns.size === 0 ? undefined : missing});
	}

	return columns;
};

const conditionsOf = async (workspace: Workspace, {onlyErrors = false, since, process, division}: ProcessLogFilter, columns: Columns, options: Options): Promise<Composable[]> => {
	const conditions: Composable[] = [];
	if (onlyErrors) {
		const errors = workspace.profile.processLogTypes?.error ?? [];
		if (errors.length === 0) {
			const used = await readLogTypes(workspace, options);
			throw new BacoError('PLOG-TYPES', {profile: workspace.profile.name, used: used.map(({type, rows, example}) => `${type} (${rows} rows, such as "${example}")`)});
		}

		conditions.push(sql`LogType IN (${joined(errors.map(type => int(type)), ', ')})`);
	}

	if (since !== undefined) {
		// The server's clock counts: its times have no zone.
		conditions.push('hours' in since ? sql`LogDate >= DATEADD(minute, ${int(-Math.round(since.hours * 60))}, GETDATE())` : sql`LogDate >= ${datetime(since.at)}`);
	}

	if (process !== undefined) {
		const name = process.replace(/\.exe$/iv, '');
		conditions.push(sql`(ProcessName = ${nvarchar(60, name)} OR ProcessName = ${nvarchar(60, `${name}.exe`)})`);
	}

	if (division !== undefined && columns.has('division')) {
		conditions.push(sql`Division = ${smallint(division)}`);
	}

	return conditions;
};
