import {parseServerPath} from '../divisions/server-path.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {diagnoseSocketCode} from '../problems/diagnose.js';
import {sqlProblem} from '../problems/sql-problem.js';
import type {Workspace} from '../workspace/contract.js';
import {endpointFacts, type Endpoint} from '../profiles/endpoint.js';
import {openPort, socketCodeOf, waitedOf} from './network/open-port.js';
import {endpointOf} from './open-globe.js';
import {sideBySide} from './side-by-side.js';

/** Where a server is reached and listens, or what is in the way. */
export type ReachedServer = {readonly endpoint: Endpoint; readonly problem?: undefined} | {readonly endpoint?: undefined; readonly problem: BacoError};

export type ReachedServers = {
	/** By the server part of a database path, in any case. Undefined for one that was not among those asked. */
	readonly get: (serverPath: string) => ReachedServer | undefined;
};

type Options = {readonly signal: AbortSignal; readonly atOnce?: number; readonly timeoutMs?: number};

/** Looks which SQL servers can be reached, each once and several side by side, without a login: one that is gone is waited for no longer than the slowest of the others. Rejects with CANCELLED only. */
export const reachServers = async (workspace: Pick<Workspace, 'profile'>, serverPaths: readonly string[], {signal, atOnce = 8, timeoutMs = 5000}: Options): Promise<ReachedServers> => {
	const distinct = new Map(serverPaths.map(path => [keyOf(path), path])).values().toArray();
	const reached = new Map(await sideBySide(distinct, atOnce, async path => [keyOf(path), await reachServer(workspace, path, {signal, timeoutMs})] as const));
	return {get: path => reached.get(keyOf(path))};
};

const keyOf = (path: string) => path.trim().toLowerCase();

const reachServer = async (workspace: Pick<Workspace, 'profile'>, path: string, {signal, timeoutMs}: Required<Omit<Options, 'atOnce'>>): Promise<ReachedServer> => {
	const server = parseServerPath(path);
	if ('reason' in server) {
		return {problem: new BacoError('CFG-4', {value: path, reason: server.reason})};
	}

	let endpoint: Endpoint | undefined;
	try {
		endpoint = await endpointOf(workspace, server.value, signal);
		await openPort({...endpoint, timeoutMs, signal});
		return {endpoint};
	} catch (error) {
		if (signal.aborted) {
			throw new BacoError('CANCELLED', {}, {cause: error});
		}

		return {problem: endpoint === undefined ? toBacoError(sqlProblem(error, {host: server.value.host})) : portProblem(error, endpoint)};
	}
};

const portProblem = (error: unknown, endpoint: Endpoint): BacoError => {
	const code = socketCodeOf(error);
	return new BacoError(diagnoseSocketCode(code) ?? 'TCP-3', {
		...endpointFacts(endpoint), code, ...waitedOf(error),
	}, {cause: error});
};
