import type {Division} from '../divisions/contract.js';
import {parseDatabaseName} from '../divisions/database-path.js';
import {formatServerPath, parseServerPath, type ServerPath} from '../divisions/server-path.js';
import {BacoError} from '../problems/baco-error.js';
import {sqlProblem} from '../problems/sql-problem.js';
import {connect} from '../sql/connect.js';
import type {SqlConnection} from '../sql/contract.js';
import {SqlFailure} from '../sql/sql-failure.js';
import type {Workspace} from '../workspace/contract.js';
import {instancePort} from '../workspace/instance-port.js';
import {endpointAt, endpointFacts, type Endpoint} from '../profiles/endpoint.js';
import {bacoLogin, operatorLogin} from './globe-login.js';
import {globeTarget} from './globe-target.js';

export type GlobeConnection = {
	readonly connection: SqlConnection;
	readonly login: string;
	readonly server: ServerPath;
	readonly database: string;
};

export type GlobeOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Whose SQL login: Baco's unless told. */
	readonly as?: 'baco' | 'operator' | undefined;
};

/** Logs in to the Globe database of a division, without the checks of the test. Throws a BacoError that says what stands in the way; the caller closes the connection. */
export const openGlobe = async (workspace: Workspace, division: Division, {signal, as = 'baco'}: GlobeOptions = {}): Promise<GlobeConnection> => {
	const server = parseServerPath(division.serverPath);
	if ('reason' in server) {
		throw new BacoError('CFG-4', {value: division.serverPath, reason: server.reason});
	}

	const database = parseDatabaseName(division.databaseName);
	if ('reason' in database) {
		throw new BacoError('CFG-5', {value: division.databaseName, reason: database.reason});
	}

	const kept = as === 'baco' ? await bacoLogin(workspace, server.value, {asks: true}) : await operatorLogin(workspace, {asks: true});
	const facts = {
		login: kept.user, server: formatServerPath(server.value), database: database.value, host: server.value.host, ...(server.value.instance !== undefined && {instance: server.value.instance}),
	};
	if (kept.password === undefined) {
		throw new BacoError('LOG-9', {...facts, credential: kept.credential, alternative: kept.alternative});
	}

	let way = {};
	try {
		const endpoint = await endpointOf(workspace, server.value, signal);
		way = {...endpointFacts(endpoint), profile: workspace.profile.name};
		const target = {...await globeTarget(workspace.profile, endpoint, {user: kept.user, password: kept.password, database: database.value}), ...workspace.connections};
		const connection = await connect(target, {signal, onStatement: workspace.recordStatement});
		return {
			connection, login: kept.user, server: server.value, database: database.value,
		};
	} catch (error) {
		if (error instanceof SqlFailure && error.kind === 'login') {
			// A mistyped password is asked again.
			workspace.credentials.forget(kept.credential);
		}

		throw sqlProblem(error, {...facts, ...way});
	}
};

/** Where a server of the settings is reached: its instance looked up, the profile's addresses applied. Rejects with SSRP-1, SSRP-2, SSRP-3 or SqlFailure. */
export const endpointOf = async ({profile}: Pick<Workspace, 'profile'>, {host, instance, port}: ServerPath, signal: AbortSignal | undefined): Promise<Endpoint> => {
	if (instance === undefined || port !== undefined) {
		return endpointAt(profile, host, port ?? 1433);
	}

	const found = await instancePort(profile, {host, instance, signal});
	return endpointAt(profile, host, found.port);
};
