import {knownColumns} from '../../divisions/known-columns.js';
import {text} from '../../divisions/read-text.js';
import {identifier, joined, sql} from '../../sql/statement.js';
import type {SqlConnection} from '../../sql/contract.js';
import type {Workspace} from '../../workspace/contract.js';
import {synergyProblem} from '../../workspace/synergy-problem.js';
import type {StoredSettings} from '../contract.js';
import {readStored} from '../read-settings.js';
import {textOf} from '../show-setting.js';
import type {TypedSettings} from '../parse-typed.js';
import {
	isMentioned,
	movedHost,
	movedServer,
	movedWebServer,
	type Move,
} from './moved-name.js';

/** A division that names the old server, and what it is to have instead. */
export type MovedDivision = {readonly code: string; readonly stored: StoredSettings; readonly typed: TypedSettings};

export type MovedPortal = {readonly key: string; readonly name: string; readonly division: string; readonly changes: ReadonlyArray<{readonly column: string; readonly before: string; readonly after: string}>};

/** A place that is only told of. */
export type Mention = {readonly place: string; readonly value: string; readonly advice: string};

export type Mentions = {
	readonly divisions: readonly MovedDivision[];
	readonly portals: readonly MovedPortal[];
	readonly reported: readonly Mention[];
	/** Every division, for the Globe databases that are on the new server already. */
	readonly all: readonly StoredSettings[];
};

/** Looks for the old name in the Synergy database: bedryf, SCPPortals, and, to be told only, IntegrationServers and company paths. Rejects with a SYN- problem. */
export const findMentions = async (workspace: Workspace, move: Move, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<Mentions> => {
	try {
		const connection = await workspace.synergy({signal});
		const all = await readStored(connection, {database: workspace.profile.database, signal});
		return {
			all,
			divisions: all.map(stored => movedDivision(stored, move)).filter(division => division !== undefined),
			portals: await movedPortals(connection, move, signal),
			reported: [...await integrationServers(connection, move, signal), ...await companyPaths(connection, move, signal)],
		};
	} catch (error) {
		throw synergyProblem(error, workspace.profile);
	}
};

const movedDivision = (stored: StoredSettings, move: Move): MovedDivision | undefined => {
	const serverPath = movedServer(textOf(stored, 'serverPath'), move);
	const webServer = movedWebServer(textOf(stored, 'webServer'), move);
	return serverPath === undefined && webServer === undefined
		? undefined
		: {code: stored.code, stored, typed: {...(serverPath !== undefined && {serverPath}), ...(webServer !== undefined && {webServer})}};
};

const movedPortals = async (connection: SqlConnection, move: Move, signal: AbortSignal | undefined): Promise<MovedPortal[]> => {
	const columns = await knownColumns(connection, 'SCPPortals', {signal});
	if (!columns.has('id')) {
		return [];
	}

	const wanted = ['Name', 'Division', 'GlobeServer', 'GlobeServiceHostName'].filter(column => columns.has(column.toLowerCase()));
	const {rows} = await connection.query(sql`SELECT ${joined(['ID', ...wanted].map(column => identifier(column)), ', ')} FROM dbo.SCPPortals ORDER BY ID`, {signal});
	return rows.map(row => {
		const places: ReadonlyArray<readonly [string, (value: string) => string | undefined]> = [
			['GlobeServer', value => movedServer(value, move)],
			['GlobeServiceHostName', value => movedHost(value, move)],
		];
		const changes = places.flatMap(([column, moved]) => {
			const before = row[column];
			const after = typeof before === 'string' ? moved(before.trimEnd()) : undefined;
			return after === undefined ? [] : [{column, before: before as string, after}];
		});
		return {
			key: text(row.ID), name: text(row.Name), division: text(row.Division).trim(), changes,
		};
	}).filter(({changes}) => changes.length > 0);
};

const integrationServers = async (connection: SqlConnection, move: Move, signal: AbortSignal | undefined): Promise<Mention[]> => {
	const columns = await knownColumns(connection, 'IntegrationServers', {signal});
	const wanted = ['InstanceName', 'EndPoint', 'ListenerEndPoint'].filter(column => columns.has(column.toLowerCase()));
	if (wanted.length === 0) {
		return [];
	}

	const {rows} = await connection.query(sql`SELECT ${joined(wanted.map(column => identifier(column)), ', ')} FROM dbo.IntegrationServers`, {signal});
	return rows.flatMap(row => wanted.filter(column => isMentioned(text(row[column]), move)).map(column => ({
		place: `IntegrationServers.${column}`, value: text(row[column]), advice: 'The integration server registers itself: a change by hand may stop solutions. Register it again with its own tool.',
	})));
};

/** Where the source administration of the replication is; changed on the division card. */
const companyPaths = async (connection: SqlConnection, move: Move, signal: AbortSignal | undefined): Promise<Mention[]> => {
	const columns = await knownColumns(connection, 'bedryf', {signal});
	if (!columns.has('companypath')) {
		return [];
	}

	const {rows} = await connection.query<{bedrnr: string; CompanyPath: string}>(sql`SELECT bedrnr, CompanyPath FROM dbo.bedryf WHERE CompanyPath <> '' ORDER BY bedrnr`, {signal});
	return rows.filter(row => isMentioned(row.CompanyPath, move)).map(row => ({
		place: `bedryf.CompanyPath of ${text(row.bedrnr).trim()}`, value: text(row.CompanyPath), advice: 'The replication reads it from the division card: change it there.',
	}));
};
