import {tableState, type TableState} from '../../access-servers/table-state.js';
import {knownColumns} from '../../divisions/known-columns.js';
import {finding, type Finding} from '../../problems/finding.js';
import type {SqlConnection} from '../../sql/contract.js';
import {nchar, sql} from '../../sql/statement.js';
import {needed, type Step, type StepContext} from '../step.js';

/** DB: the database is online and is the Globe database of this division. */
export const databaseStep: Step = {
	id: 'DB',
	title: 'Globe database',
	needs: ['globe', 'database'],
	makes: [],
	deadlineMs: 20_000,
	async run(context) {
		const {globe: {connection, login}, database} = needed(context, 'globe', 'database');
		const state = await readState(connection, context.signal);
		const tables = await readTables(connection, context.signal);
		const facts = {database, login, server: state?.server};
		const findings = [
			...stateFindings(state, facts),
			...tables.flatMap(([table, found]) => tableFindings(table, found, facts)),
		];
		const hasDivisions = tables.some(([table, found]) => table === 'bedryf' && found === 'present');
		const row = hasDivisions ? await readDivisionRow(connection, context) : undefined;
		if (row?.found === false) {
			findings.push(finding('DB-7', 'fail', {...facts, division: context.division.code, divisions: row.divisions}));
		}

		return {
			summary: findings.find(({severity}) => severity !== 'info')?.summary ?? `${database} is online and holds division ${context.division.code}`,
			evidence: {...state, tables: Object.fromEntries(tables), ...(row && {divisionRow: row.found})},
			findings,
		};
	},
};

type DatabaseState = {readonly server: string; readonly version: string; readonly state: string; readonly userAccess: string; readonly isReadOnly: boolean};

const readState = async (connection: SqlConnection, signal: AbortSignal): Promise<DatabaseState | undefined> => {
	const {rows} = await connection.query<{server: string; version: string; state: string; access: string; isReadOnly: boolean}>(sql`
		SELECT @@SERVERNAME AS server, CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS version,
			state_desc AS state, user_access_desc AS access, is_read_only AS isReadOnly
		FROM sys.databases WHERE name = DB_NAME()
	`, {signal});
	return rows[0] && {
		server: rows[0].server, version: rows[0].version, state: rows[0].state, userAccess: rows[0].access, isReadOnly: rows[0].isReadOnly,
	};
};

const stateFindings = (state: DatabaseState | undefined, facts: Readonly<Record<string, unknown>>): Finding[] => {
	if (state === undefined) {
		return [finding('PERM-3', 'info', {...facts, check: 'state of the database'})];
	}

	if (state.state !== 'ONLINE') {
		return [finding('DB-5', 'fail', {...facts, state: state.state.toLowerCase()})];
	}

	const limits = [state.userAccess !== 'MULTI_USER' && state.userAccess.toLowerCase().replaceAll('_', ' '), state.isReadOnly && 'read-only'].filter(limit => limit !== false);
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

const tableFindings = (table: string, state: TableState, facts: Readonly<Record<string, unknown>>): Finding[] => {
	if (state === 'missing') {
		return [finding('OBJ-1', 'fail', {...facts, object: `dbo.${table}`})];
	}

	// What is denied on BacoAccessServers is a finding of the steps that read it.
	return state === 'denied' && table !== 'BacoAccessServers' ? [finding('PERM-1', 'warn', {...facts, object: `dbo.${table}`, permission: 'SELECT'})] : [];
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
