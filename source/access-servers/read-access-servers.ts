import {openGlobe, type GlobeConnection} from '../connection/open-globe.js';
import type {Division} from '../divisions/contract.js';
import {parseMacAddress} from '../divisions/mac-address.js';
import {formatServerPath} from '../divisions/server-path.js';
import {parseWebServer} from '../divisions/web-server.js';
import {sqlProblem} from '../problems/sql-problem.js';
import type {Workspace} from '../workspace/contract.js';
import {classifyRows, type Knowledge} from './classify-rows.js';
import type {AccessServerRow, AccessServerTable} from './contract.js';
import {expectedNames} from './expected-names.js';
import {judgeRows} from './judge-rows.js';
import {keepForm} from './keep-form.js';
import {hostPart, isSameMachine} from './machine-name.js';
import {provenFormer} from './proven-former.js';
import {readRows, type ReadRows} from './read-rows.js';
import {unresolvedNames} from './resolve-names.js';

type Options = {readonly signal?: AbortSignal | undefined; readonly as?: 'baco' | 'operator' | undefined};

/** Addresses that the test has resolved already. */
export type KnownAddresses = {readonly application: readonly string[]; readonly sql: readonly string[]};

/** Reads and judges BacoAccessServers of a division's Globe database. Throws a BacoError: BAS-MISSING, PERM-1, or what keeps baco from logging in. */
export const readAccessServers = async (workspace: Workspace, division: Division, options: Options = {}): Promise<AccessServerTable> => {
	const globe = await openGlobe(workspace, division, options);
	try {
		return await inspectAccessServers(workspace, division, globe, options);
	} catch (error) {
		throw sqlProblem(error, {login: globe.login, database: globe.database, server: formatServerPath(globe.server)});
	} finally {
		await globe.connection.close();
	}
};

/** The same over a connection that is open already. Rejects with SqlFailure or BacoError. */
export const inspectAccessServers = async (workspace: Workspace, division: Division, globe: GlobeConnection, {signal, addresses = {application: [], sql: []}}: Options & {readonly addresses?: KnownAddresses} = {}): Promise<AccessServerTable> => {
	const {connection, login, database} = globe;
	const read = await readRows(connection, {login, database, signal});
	const knowledge = await gatherKnowledge(workspace, division, {
		globe, read, addresses, signal,
	});
	const rows = classifyRows(read.rows, knowledge);
	const findings = judgeRows(rows, {
		division: division.code,
		profile: workspace.profile.name,
		applicationServer: knowledge.applicationServer,
		selectedMac: knowledge.selectedMac,
		replacement: row => replacementOf(row, globe, addresses),
	});
	return {
		columns: read.columns.values().map(({name}) => name).toArray(),
		rows,
		verdict: findings.some(({severity}) => severity === 'fail') ? 'fail' : (findings.some(({severity}) => severity === 'warn') ? 'warn' : 'pass'),
		findings,
		expectedNames: [...new Set(knowledge.expected.map(({name}) => name))],
	};
};

type Gathered = {readonly globe: GlobeConnection; readonly read: ReadRows; readonly addresses: KnownAddresses; readonly signal: AbortSignal | undefined};

const gatherKnowledge = async (workspace: Workspace, division: Division, {globe, read, addresses, signal}: Gathered): Promise<Knowledge> => {
	const {profile} = workspace;
	const webServer = parseWebServer(division.webService);
	const appServer = 'value' in webServer ? webServer.value.host : undefined;
	const expected = await expectedNames(globe, {applicationServer: appServer, confirmed: profile.confirmedNames, signal});
	const former = await provenFormer(workspace, {division: division.code, expected: expected.map(({name}) => name), signal});
	const unknown = read.rows.map(({machineName}) => machineName).filter(name => name !== '' && [...expected, ...former].every(known => !isSameMachine(known.name, name)));
	return {
		expected,
		former,
		unresolved: await unresolvedNames(unknown, {
			profile, sqlHost: globe.server.host, knownHosts: [globe.server.host, ...(appServer === undefined ? [] : [appServer])], signal,
		}),
		applicationServer: appServer,
		applicationAddresses: addresses.application,
		sqlAddresses: addresses.sql,
		selectedMac: profile.macAddress === undefined ? undefined : parseMacAddress(profile.macAddress),
	};
};

/** The right value in the form of the old one; an address only when it is really the server's and not a tunnel's end. */
const replacementOf = ({staleColumn, machineName}: AccessServerRow, {server}: GlobeConnection, addresses: KnownAddresses): string | undefined => {
	if (staleColumn === 'IPAddress') {
		return addresses.sql.find(address => !address.startsWith('127.') && address.includes('.'));
	}

	const {value} = keepForm(machineName, formatServerPath({...server, port: undefined}));
	return hostPart(value) === '' ? undefined : value;
};
