import type {GlobeConnection} from '../connection/open-globe.js';
import {formatServerPath} from '../divisions/server-path.js';
import type {SqlConnection} from '../sql/contract.js';
import {sql} from '../sql/statement.js';
import type {NamedServer} from './former-servers.js';

/** The names of 3.1: of the path, of the server itself, of the application server, and those the operator confirmed. */
export const expectedNames = async ({connection, server}: GlobeConnection, {applicationServer, confirmed, signal}: {readonly applicationServer: string | undefined; readonly confirmed: readonly string[]; readonly signal?: AbortSignal | undefined}): Promise<NamedServer[]> => {
	const own = await ownNames(connection, signal);
	return [
		{name: formatServerPath({...server, port: undefined}), source: 'the SQL server of the database path'},
		...own.map(name => ({name, source: 'a name of this SQL server'})),
		...(applicationServer === undefined ? [] : [{name: applicationServer, source: 'the application server'}]),
		...confirmed.map(name => ({name, source: 'confirmed in the profile'})),
	];
};

const ownNames = async (connection: SqlConnection, signal: AbortSignal | undefined): Promise<string[]> => {
	const {rows} = await connection.query<Record<string, string | null>>(sql`
		SELECT @@SERVERNAME AS servername, CAST(SERVERPROPERTY('ServerName') AS nvarchar(256)) AS serverProperty,
			CAST(SERVERPROPERTY('MachineName') AS nvarchar(256)) AS machineName, CAST(SERVERPROPERTY('ComputerNamePhysicalNetBIOS') AS nvarchar(256)) AS physicalName
	`, {signal});
	return [...new Set(Object.values(rows[0] ?? {}).filter(name => name !== null && name !== ''))] as string[];
};
