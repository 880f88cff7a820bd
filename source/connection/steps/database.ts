import {tableState, type TableState} from '../../access-servers/table-state.js';
import {knownColumns} from '../../divisions/known-columns.js';
import {databaseStateText} from '../../problems/database-states.js';
import {finding, worstFinding, type Finding} from '../../problems/finding.js';
import type {SqlConnection} from '../../sql/contract.js';
import {nchar, sql} from '../../sql/statement.js';
import {needed, type Step, type StepContext} from '../step.js';

/** DB: the database is online and is the Globe database of this division. */
export const databaseStep: Step = {
	id: 'DB',
	needs: ['globe', 'database'],
	makes: ['globeTables'],
	deadlineMs: 20_000,
	async run(context) {
		const {globe: {connection, login}, database} = needed(context, 'globe', 'database');
		const state = await readState(connection, context.signal);
		const tables = await readTables(connection, context.signal);
		const facts = {database, login, server: state?.server};
		const findings = [
			...stateFindings(state, facts),
			...tableFindings(tables, facts),
		];
		const hasDivisions = tables.some(([table, found]) => table === 'bedryf' && found === 'present');
		const row = hasDivisions ? await readDivisionRow(connection, context) : undefined;
		if (row?.found === false) {
			findings.push(finding('DB-7', 'fail', {...facts, division: context.division.code, divisions: row.divisions}));
		}

		const isGlobe = missingTables(tables).length < 2;
		return {
			summary: worstFinding(findings)?.summary ?? `${database} is online and holds division ${context.division.code}`,
			evidence: {...state, tables: Object.fromEntries(tables), ...(row && {divisionRow: row.found})},
			findings,
			...(isGlobe && {makes: {globeTables: true}}),
		};
	},
};

type DatabaseState = {readonly server: string; readonly version: string; readonly state: string; readonly userAccess: string; readonly isReadOnly: boolean};

/** A readable secondary replica is not marked as read-only: only its property says that it takes no changes. */
const readState = async (connection: SqlConnection, signal: AbortSignal): Promise<DatabaseState | undefined> => {
	const {rows} = await connection.query<{server: string; version: string; state: string; access: string; isReadOnly: number}>(sql`
		SELECT @@SERVERNAME AS server, CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS version,
			state_desc AS state, user_access_desc AS access,
			CASE WHEN is_read_only = 1 OR CAST(DATABASEPROPERTYEX(name, 'Updateability') AS nvarchar(128)) = N'READ_ONLY' THEN 1 ELSE 0 END AS isReadOnly
		FROM sys.databases WHERE name = DB_NAME()
	`, {signal});
	return rows[0] && {
		server: rows[0].server, version: rows[0].version, state: databaseStateText(rows[0].state), userAccess: databaseStateText(rows[0].access), isReadOnly: rows[0].isReadOnly === 1,
	};
};

const stateFindings = (state: DatabaseState | undefined, facts: Readonly<Record<string, unknown>>): Finding[] => {
	if (state === undefined) {
		return [finding('PERM-3', 'info', {...facts, check: 'state of the database'})];
	}

	if (state.state !== 'online') {
		return [finding('DB-5', 'fail', {...facts, state: state.state})];
	}

	const limits = [state.userAccess !== 'multi user' && state.userAccess, state.isReadOnly && 'read-only'].filter(limit => limit !== false);
	return limits.map(limit => finding('DB-5', 'warn', {...facts, state: limit}));
};

const readTables = async (connection: SqlConnection, signal: AbortSignal): Promise<Array<[string, TableState]>> => {
	const states: Array<[string, TableState]> = [];
	for (const table of ['bedryf', 'humres', 'BacoAccessServers']) {
		// eslint-disable-next-line no-await-in-loop -- One connection runs one request at a time.
		states.push([table, await tableState(connection, table, {signal})]);
	}

	return states;
};

type Tables = ReadonlyArray<readonly [string, TableState]>;

const missingTables = (tables: Tables) => tables.filter(([, state]) => state === 'missing').map(([table]) => table);

/** One finding says that this is no Globe database: two of the three tables missing are no slip. What is wrong with BacoAccessServers alone is a finding of the steps that read it. */
const tableFindings = (tables: Tables, facts: Readonly<Record<string, unknown>>): Finding[] => {
	const missing = missingTables(tables);
	const others = tables.filter(([table]) => table !== 'BacoAccessServers');
	return [
		...(missing.length > 1 ? [finding('OBJ-1', 'fail', {...facts, objects: missing.map(table => `dbo.${table}`)})] : []),
		...(missing.length === 1 ? others.filter(([, state]) => state === 'missing').map(([table]) => finding('OBJ-1', 'fail', {...facts, object: `dbo.${table}`})) : []),
		...others.filter(([, state]) => state === 'denied').map(([table]) => finding('PERM-1', 'warn', {...facts, object: `dbo.${table}`, permission: 'SELECT'})),
	];
};

/** Globe numbers divisions as Synergy does; a database with other divisions only is another company's. */
const readDivisionRow = async (connection: SqlConnection, {division, signal}: StepContext) => {
	const columns = await knownColumns(connection, 'bedryf', {signal});
	if (!columns.has('bedrnr')) {
		return undefined;
	}

	const {rows} = await connection.query<{bedrnr: string}>(sql`SELECT TOP (20) bedrnr FROM dbo.bedryf WHERE LTRIM(RTRIM(bedrnr)) = ${nchar(3, division.code)}`, {signal});
	if (rows.length > 0) {
		return {found: true, divisions: []};
	}

	const others = await connection.query<{bedrnr: string}>(sql`SELECT TOP (20) bedrnr FROM dbo.bedryf ORDER BY bedrnr`, {signal});
	return {found: false, divisions: others.rows.map(row => row.bedrnr.trim())};
};
