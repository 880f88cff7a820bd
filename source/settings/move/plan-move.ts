import {keepForm} from '../../access-servers/keep-form.js';
import {hostPart, isSameMachine} from '../../access-servers/machine-name.js';
import {readRows} from '../../access-servers/read-rows.js';
import {openGlobe} from '../../connection/open-globe.js';
import {parseMacAddress} from '../../divisions/mac-address.js';
import type {Division} from '../../divisions/contract.js';
import {listDivisions} from '../../divisions/list-divisions.js';
import {toBacoError, BacoError} from '../../problems/baco-error.js';
import {sqlProblem} from '../../problems/sql-problem.js';
import type {Workspace} from '../../workspace/contract.js';
import type {StoredSettings} from '../contract.js';
import {proposedDivision} from '../plan-save.js';
import {readRights, refuseReadOnlyProfile, refuseWithoutRights} from '../rights.js';
import {textOf} from '../show-setting.js';
import {
	findMentions,
	type Mention,
	type MovedDivision,
	type MovedPortal,
} from './find-mentions.js';
import {checkMove, movedServer, type Move} from './moved-name.js';

/** A row of BacoAccessServers that names the old server. */
export type MovedRow = {readonly rowId: number; readonly column: 'MachineName'; readonly before: string; readonly after: string};

/** A Globe database on the new server, with its rows. */
export type MovedDatabase = {
	readonly server: string;
	readonly database: string;
	/** A division of it, as it will be: the way to open it. */
	readonly division: Division;
	readonly rows: readonly MovedRow[];
	/** Why its rows are not known. */
	readonly problem: BacoError | undefined;
};

export type MovePlan = Move & {
	readonly divisions: readonly MovedDivision[];
	/** Divisions that you may not change: not yours, or blocked. */
	readonly refused: ReadonlyArray<{readonly code: string; readonly problem: BacoError}>;
	readonly databases: readonly MovedDatabase[];
	readonly portals: readonly MovedPortal[];
	readonly reported: readonly Mention[];
};

export type PlanMoveOptions = {readonly signal?: AbortSignal | undefined; readonly onDatabase?: (name: string, count: number, of: number) => void};

/**
Looks for the old name everywhere: bedryf of all divisions, BacoAccessServers of every Globe database that is (or will be) on the new
server, SCPPortals; IntegrationServers and company paths are told only. Nothing is written. Throws MOVE-NAME, MOVE-NONE, or the refusal
for want of a right.
*/
export const planMove = async (workspace: Workspace, wanted: Move, {signal, onDatabase}: PlanMoveOptions = {}): Promise<MovePlan> => {
	refuseReadOnlyProfile(workspace);
	const move = checkMove(wanted);
	const rights = await readRights(workspace, {signal});
	refuseWithoutRights(rights, []);
	const {divisions, portals, reported, all} = await findMentions(workspace, move, {signal});
	const listed = await listDivisions(workspace, {signal});
	const known = new Map(listed.map(division => [division.code, division]));
	const refused: Array<{readonly code: string; readonly problem: BacoError}> = [];
	const own = divisions.filter(({code}) => {
		try {
			refuseWithoutRights(rights, [code]);
			return true;
		} catch (error) {
			refused.push({code, problem: toBacoError(error)});
			return false;
		}
	});
	const withoutRight = new Set(refused.map(({code}) => code));
	const databases = await readDatabases(workspace, placesOf(all, move, known, withoutRight), move, {signal, onDatabase});
	if (own.length === 0 && refused.length === 0 && portals.length === 0 && databases.every(({rows}) => rows.length === 0)) {
		throw new BacoError('MOVE-NONE', {from: move.from});
	}

	return {
		...move, divisions: own, refused, databases, portals, reported,
	};
};

type Place = Pick<MovedDatabase, 'server' | 'database' | 'division'>;

/** Each database once: those that move, and those that are on the new server already, as after a move that was broken off. */
const placesOf = (all: readonly StoredSettings[], move: Move, known: ReadonlyMap<string, Division>, refused: ReadonlySet<string>): Place[] => {
	const places = new Map<string, Place>();
	for (const stored of all) {
		const before = textOf(stored, 'serverPath');
		const server = movedServer(before, move) ?? (isOnTarget(before, move) ? before : undefined);
		const database = textOf(stored, 'databaseName');
		const division = known.get(stored.code);
		if (server === undefined || database === '' || division === undefined || refused.has(stored.code)) {
			continue;
		}

		const key = `${server}\n${database}`.toLowerCase();
		if (!places.has(key)) {
			places.set(key, {server, database, division: {...division, ...proposedDivision(stored), serverPath: server}});
		}
	}

	return places.values().toArray();
};

const isOnTarget = (path: string, {to}: Move) => path !== '' && isSameMachine(hostPart(path.split(',', 1)[0]!), hostPart(to.split(',', 1)[0]!));

const readDatabases = async (workspace: Workspace, places: readonly Place[], move: Move, {signal, onDatabase}: PlanMoveOptions): Promise<MovedDatabase[]> => {
	const databases: MovedDatabase[] = [];
	for (const [index, place] of places.entries()) {
		onDatabase?.(`${place.server} ${place.database}`, index + 1, places.length);
		try {
			// eslint-disable-next-line no-await-in-loop -- one login after another: a wrong password must not lock Baco out
			databases.push({...place, rows: await rowsOf(workspace, place, move, signal), problem: undefined});
		} catch (error) {
			const problem = toBacoError(error);
			if (problem.id === 'CANCELLED') {
				throw problem;
			}

			databases.push({...place, rows: [], problem});
		}
	}

	return databases;
};

const rowsOf = async (workspace: Workspace, {division, server}: Place, move: Move, signal: AbortSignal | undefined): Promise<MovedRow[]> => {
	const {connection, login, database} = await openGlobe(workspace, division, {signal});
	try {
		const {rows} = await readRows(connection, {login, database, signal});
		return rows.map(({id, machineName}) => movedRow(id, machineName, move)).filter(row => row !== undefined);
	} catch (error) {
		throw sqlProblem(error, {login, database, server});
	} finally {
		await connection.close();
	}
};

/** The form of the old value is kept; a MAC address or an opaque value in the column is none of ours. */
const movedRow = (rowId: number, machineName: string, {from, to}: Move): MovedRow | undefined => {
	if (machineName === '' || parseMacAddress(machineName) !== undefined || !isSameMachine(machineName, from.split(',', 1)[0]!)) {
		return undefined;
	}

	const {value: after} = keepForm(machineName, to.split(',', 1)[0]!);
	return after.toLowerCase() === machineName.toLowerCase()
		? undefined
		: {
			rowId, column: 'MachineName', before: machineName, after,
		};
};
