import {keepForm} from '../../access-servers/keep-form.js';
import {hostPart, isSameMachine} from '../../access-servers/machine-name.js';
import {readRows} from '../../access-servers/read-rows.js';
import {obtainPasswords} from '../../connection/obtain-passwords.js';
import {openGlobe} from '../../connection/open-globe.js';
import {reachServers} from '../../connection/reach-servers.js';
import {sideBySide} from '../../connection/side-by-side.js';
import {parseMacAddress} from '../../divisions/mac-address.js';
import type {Division} from '../../divisions/contract.js';
import {listDivisions} from '../../divisions/list-divisions.js';
import {toBacoError, BacoError} from '../../problems/baco-error.js';
import {problemUnlessCancelled} from '../../problems/unless-cancelled.js';
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
import {unreadOf} from './unread-of.js';

/** A row of BacoAccessServers that names the old server. */
export type MovedRow = {readonly rowId: number; readonly column: 'MachineName'; readonly before: string; readonly after: string};

/** A Globe database, with its rows that name the old server. */
export type MovedDatabase = {
	readonly server: string;
	readonly database: string;
	/** A division of it, as it will be: the way to open it. */
	readonly division: Division;
	readonly rows: readonly MovedRow[];
	/** On the old server or the new one: without its rows the move is not whole. */
	readonly isMoved: boolean;
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
Looks for the old name everywhere: bedryf of all divisions, BacoAccessServers of every Globe database, SCPPortals; IntegrationServers and company paths are told only. Nothing is written. Throws MOVE-NAME, MOVE-NONE, or the refusal
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
		throw new BacoError('MOVE-NONE', {from: move.from, unread: unreadOf(databases)});
	}

	return {
		...move, divisions: own, refused, databases, portals, reported,
	};
};

type Place = Pick<MovedDatabase, 'server' | 'database' | 'division' | 'isMoved'>;

/** Each database once, wherever it is: those that move, those that are on the new server already, as after a move that was broken off, and those of other servers, whose rows may name the old one too. */
const placesOf = (all: readonly StoredSettings[], move: Move, known: ReadonlyMap<string, Division>, refused: ReadonlySet<string>): Place[] => {
	const places = new Map<string, Place>();
	for (const stored of all) {
		const before = textOf(stored, 'serverPath').trim();
		const moved = movedServer(before, move);
		const server = moved ?? before;
		const database = textOf(stored, 'databaseName');
		const division = known.get(stored.code);
		if (server === '' || database === '' || division === undefined || refused.has(stored.code) || (moved === undefined && !division.enabled)) {
			continue;
		}

		const key = `${server}\n${database}`.toLowerCase();
		if (!places.has(key)) {
			places.set(key, {
				server, database, division: {...division, ...proposedDivision(stored), serverPath: server}, isMoved: moved !== undefined || isOnTarget(before, move),
			});
		}
	}

	return places.values().toArray();
};

const isOnTarget = (path: string, {to}: Move) => path !== '' && isSameMachine(hostPart(path.split(',', 1)[0]!), hostPart(to.split(',', 1)[0]!));

/** Servers are read side by side, each looked at once; the databases of one server one after another: a wrong password must not lock Baco out. */
const readDatabases = async (workspace: Workspace, places: readonly Place[], move: Move, {signal = new AbortController().signal, onDatabase}: PlanMoveOptions): Promise<MovedDatabase[]> => {
	const reached = await reachServers(workspace, places.map(({server}) => server), {signal});
	await obtainPasswords(workspace, places.filter(({server}) => reached.get(server)?.endpoint !== undefined).map(({division}) => division), signal);
	let count = 0;
	const read = await sideBySide(Object.values(Object.groupBy(places, ({server}) => server.toLowerCase())), 8, async own => {
		const databases: MovedDatabase[] = [];
		let refusal = reached.get(own![0]!.server)?.problem;
		for (const place of own!) {
			count += 1;
			onDatabase?.(`${place.server} ${place.database}`, count, places.length);
			// eslint-disable-next-line no-await-in-loop -- one login after another
			const outcome: Pick<MovedDatabase, 'rows' | 'problem'> = refusal === undefined ? await readOne(workspace, place, move, signal) : {rows: [], problem: refusal};
			refusal ??= outcome.problem?.id.startsWith('LOG-') === true ? outcome.problem : undefined;
			databases.push({...place, ...outcome});
		}

		return databases;
	});
	return read.flat();
};

const readOne = async (workspace: Workspace, place: Place, move: Move, signal: AbortSignal): Promise<Pick<MovedDatabase, 'rows' | 'problem'>> => {
	try {
		return {rows: await rowsOf(workspace, place, move, signal), problem: undefined};
	} catch (error) {
		return {rows: [], problem: problemUnlessCancelled(error)};
	}
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
