import {knownColumns} from '../divisions/known-columns.js';
import {text} from '../divisions/read-text.js';
import {parseServerPath} from '../divisions/server-path.js';
import {parseWebServer} from '../divisions/web-server.js';
import type {SqlConnection} from '../sql/contract.js';
import {sql} from '../sql/statement.js';
import {hostPart, isSameMachine} from './machine-name.js';

export type NamedServer = {readonly name: string; readonly source: string};

/**
SQL servers that other settings in Synergy still name, SCPPortals or another division's path, though this database is not there.
Names that are also an application server somewhere are left out: their row may be rightful. Rejects with SqlFailure.
*/
export const formerServers = async (synergy: SqlConnection, {division, expected, signal}: {readonly division: string; readonly expected: readonly string[]; readonly signal?: AbortSignal | undefined}): Promise<NamedServer[]> => {
	const {paths, applicationServers} = await readPaths(synergy, division, signal);
	const named = [...await readPortals(synergy, signal), ...paths];
	return named.filter(({name}) => [...expected, ...applicationServers].every(other => !isSameMachine(hostPart(other), hostPart(name))));
};

const readPaths = async (synergy: SqlConnection, division: string, signal: AbortSignal | undefined) => {
	const columns = await knownColumns(synergy, 'bedryf', {signal});
	if (!columns.has('backofficeserverpath') || !columns.has('backofficewebservice')) {
		return {paths: [], applicationServers: []};
	}

	const {rows} = await synergy.query<{bedrnr: string; BackOfficeServerPath: string | null; BackOfficeWebService: string | null}>(sql`
		SELECT bedrnr, BackOfficeServerPath, BackOfficeWebService FROM dbo.bedryf
		WHERE BackOfficeServerPath <> N'' OR BackOfficeWebService <> N''
	`, {signal});
	const paths = new Map<string, NamedServer>();
	const appServers = new Set<string>();
	for (const row of rows) {
		const server = parseServerPath(text(row.BackOfficeServerPath));
		const code = text(row.bedrnr).trim();
		if (code !== division && 'value' in server && !paths.has(server.value.host.toLowerCase())) {
			paths.set(server.value.host.toLowerCase(), {name: server.value.host, source: `is still named in the database path of division ${code}, but this database is not there`});
		}

		const webServer = parseWebServer(text(row.BackOfficeWebService));
		if ('value' in webServer) {
			appServers.add(webServer.value.host);
		}
	}

	return {paths: paths.values().toArray(), applicationServers: [...appServers]};
};

const readPortals = async (synergy: SqlConnection, signal: AbortSignal | undefined): Promise<NamedServer[]> => {
	const columns = await knownColumns(synergy, 'SCPPortals', {signal});
	if (!columns.has('globeserver')) {
		return [];
	}

	const {rows} = await synergy.query<{GlobeServer: string | null}>(sql`SELECT DISTINCT GlobeServer FROM dbo.SCPPortals WHERE GlobeServer <> N''`, {signal});
	return rows.map(row => ({name: text(row.GlobeServer), source: 'is still named in SCPPortals, but this database is not there'}));
};
