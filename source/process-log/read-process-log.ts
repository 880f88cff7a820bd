import {countOf} from '../platform/count-of.js';
import {knownColumns, type Columns} from '../divisions/known-columns.js';
import {text} from '../divisions/read-text.js';
import {BacoError} from '../problems/baco-error.js';
import {jobs} from '../runs/catalogue/jobs.js';
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
	return rows.map(row => toRow(workspace.profile, row));
};

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

/** What a built-in job means by its numbers. It writes its name as the command; the vendor's programs write the file. */
const ownKind = ({process, commandLine, type}: Pick<ProcessLogRow, 'process' | 'commandLine' | 'type'>): LogKind | undefined =>
	ownNames.has(process) && `${commandLine} `.startsWith(`${process} `) ? ownKinds[type] : undefined;

/** Another program that writes its own name as the command is none of ours. */
const ownNames = new Set(jobs.filter(({builtIn}) => builtIn !== undefined).map(({name}) => name));
const ownKinds: readonly LogKind[] = ['information', 'warning', 'error'];
const ownError = ownKinds.indexOf('error');

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

const conditionsOf = async (workspace: Workspace, {onlyErrors = false, since, process, division, text: part}: ProcessLogFilter, columns: Columns, options: Options): Promise<Composable[]> => {
	const conditions: Composable[] = onlyErrors ? [await errorCondition(workspace, columns, options)] : [];
	if (since !== undefined) {
		// The server's clock counts: its times have no zone.
		conditions.push('hours' in since ? sql`LogDate >= DATEADD(minute, ${int(-Math.round(since.hours * 60))}, GETDATE())` : sql`LogDate >= ${datetime(since.at)}`);
	}

	if (process !== undefined) {
		conditions.push(processCondition(process));
	}

	if (part !== undefined) {
		conditions.push(sql`CHARINDEX(${nvarchar(200, part)}, LogText) > 0`);
	}

	if (division !== undefined && columns.has('division')) {
		conditions.push(sql`Division = ${smallint(division)}`);
	}

	return conditions;
};

/** Rows of the numbers that the operator named, and those that baco's jobs wrote. */
const errorCondition = async (workspace: Workspace, columns: Columns, options: Options): Promise<Composable> => {
	const errors = workspace.profile.processLogTypes?.error ?? [];
	const own = columns.has('commandline') ? [sql`(LogType = ${int(ownError)} AND ProcessName IN (${joined([...ownNames].map(name => nvarchar(60, name)), ', ')}) AND CommandLine + N' ' LIKE RTRIM(ProcessName) + N' %')`] : [];
	if (errors.length > 0) {
		return sql`(${joined([sql`LogType IN (${joined(errors.map(type => int(type)), ', ')})`, ...own], ' OR ')})`;
	}

	const connection = await workspace.synergy(options);
	const found = own.length === 0 ? {rows: []} : await connection.query(sql`SELECT TOP (1) LogID FROM dbo.BacoProcessLog WHERE ${own[0]!}`, options);
	if (found.rows.length === 0) {
		const used = await readLogTypes(workspace, options);
		throw new BacoError('PLOG-TYPES', {profile: workspace.profile.name, used: used.map(({type, rows, example}) => `${type} (${countOf(rows, 'row')}, such as "${example}")`)});
	}

	return own[0]!;
};

/** The jobs of that name in any spelling, and any process whose name has it. */
const processCondition = (wanted: string): Composable => {
	const plain = (name: string) => name.toLowerCase().replace(/\.exe$/v, '').replaceAll(/[^\da-z]/gv, '');
	const part = plain(wanted);
	const names = jobs.filter(({id, name, document}) => document === wanted.trim() || (part !== '' && (plain(id).includes(part) || plain(name).includes(part)))).flatMap(({name}) => [name, `${name}.exe`]);
	return sql`(${joined([sql`CHARINDEX(${nvarchar(60, wanted.trim())}, ProcessName) > 0`, ...names.map(name => sql`ProcessName = ${nvarchar(60, name)}`)], ' OR ')})`;
};
