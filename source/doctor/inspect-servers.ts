import {inspectAccessServers} from '../access-servers/read-access-servers.js';
import {bacoLogin} from '../connection/globe-login.js';
import {encryptionChoices} from '../connection/globe-target.js';
import {openGlobe, type GlobeConnection} from '../connection/open-globe.js';
import {reachServers} from '../connection/reach-servers.js';
import {sideBySide} from '../connection/side-by-side.js';
import type {Endpoint} from '../profiles/endpoint.js';
import {inspectEncryption} from '../connection/tls/inspect-encryption.js';
import {socketCodeOf} from '../connection/network/open-port.js';
import type {Division} from '../divisions/contract.js';
import {firstOfEachServer} from '../divisions/first-of-each-server.js';
import {formatMacAddress, parseMacAddress} from '../divisions/mac-address.js';
import {parseServerPath} from '../divisions/server-path.js';
import {parseWebServer} from '../divisions/web-server.js';
import {shellWord} from '../platform/shell-word.js';
import {problemUnlessCancelled} from '../problems/unless-cancelled.js';
import {isHere, macCandidates} from '../settings/mac-candidates.js';
import type {Workspace} from '../workspace/contract.js';
import {namedDivisions} from '../divisions/named-divisions.js';
import {
	fail,
	pass,
	warn,
	type DoctorCheck,
} from './check.js';
import {judgeCertificate} from './judge-certificate.js';

/** One server of the settings, with the first of its divisions. */
type Server = {readonly path: string; readonly division: Division};

const atOnce = 8;

/** The SQL servers that the enabled divisions name, each once and several side by side: reached, their certificate, the login of Baco, and the MAC address in one Globe database of each. */
export const inspectServers = async (workspace: Workspace, enabled: readonly Division[], signal: AbortSignal): Promise<DoctorCheck[]> => {
	const servers = firstOfEachServer(enabled).map(division => ({path: division.serverPath.trim(), division}));
	const reached = await reachServers(workspace, servers.map(({path}) => path), {signal, atOnce});
	const checks = await sideBySide(servers, atOnce, async (server): Promise<DoctorCheck[]> => {
		const {endpoint, problem} = reached.get(server.path)!;
		return endpoint === undefined ? [fail('server', 'SQL server', `${server.path}, the SQL server of ${namedDivisions(enabled.filter(({serverPath}) => serverPath.trim().toLowerCase() === server.path.toLowerCase()).map(({code}) => code))}: ${problem.message}`, problem.explanation.fix)] : inspectOne(workspace, server, {endpoint, signal});
	});
	return [...withoutMac(workspace), ...checks.flat()];
};

type At = {readonly endpoint: Endpoint; readonly signal: AbortSignal};

const inspectOne = async (workspace: Workspace, server: Server, at: At): Promise<DoctorCheck[]> => [
	await inspectCertificate(workspace, server, at),
	...await inspectBaco(workspace, server, at.signal),
];

const inspectCertificate = async ({profile}: Workspace, {path}: Server, {endpoint, signal}: At): Promise<DoctorCheck> => {
	try {
		const choices = await encryptionChoices(profile, endpoint.name);
		const facts = await inspectEncryption({...endpoint, ...choices, signal: AbortSignal.any([signal, AbortSignal.timeout(8000)])});
		return judgeCertificate(path, facts, choices);
	} catch (error) {
		signal.throwIfAborted();
		return fail('certificate', 'Certificate', `${path}: it cannot be seen (${socketCodeOf(error)})`, 'baco test DIVISION shows where the handshake ends.');
	}
};

const inspectBaco = async (workspace: Workspace, {path, division}: Server, signal: AbortSignal): Promise<DoctorCheck[]> => {
	const {profile} = workspace;
	const parsed = parseServerPath(path);
	const kept = 'value' in parsed ? await bacoLogin(workspace, parsed.value) : undefined;
	if (kept?.password === undefined) {
		return [warn('baco-login', 'Login of Baco', `no password is kept for ${path}`, `baco credential set ${profile.name}/baco keeps one for all servers, ${profile.name}/baco@SERVER one for a single server.`)];
	}

	try {
		const globe = await openGlobe(workspace, division, {signal});
		try {
			const entered = pass('baco-login', 'Login of Baco', `${path} lets ${globe.login} in, database ${globe.database}`);
			return profile.macAddress === undefined ? [entered] : [entered, await inspectMac(workspace, {division, globe}, signal)];
		} finally {
			await globe.connection.close();
		}
	} catch (error) {
		const problem = problemUnlessCancelled(error);
		return [fail('baco-login', 'Login of Baco', `${path}: ${problem.message}`, problem.id === 'LOG-1' ? `Keep the right password: baco credential set ${shellWord(`${profile.name}/baco@${path}`)}. ${problem.explanation.fix}` : problem.explanation.fix)];
	}
};

const withoutMac = ({profile}: Workspace): DoctorCheck[] => profile.macAddress === undefined
	? [warn('mac', 'MAC address', 'none is chosen, though the back office page marks it as mandatory', 'Run getmac on the application server, and choose one: baco settings mac ADDRESS.')]
	: [];

/** What one Globe database has registered for the application server, against the address that is chosen. */
const inspectMac = async (workspace: Workspace, {division, globe}: {readonly division: Division; readonly globe: GlobeConnection}, signal: AbortSignal): Promise<DoctorCheck> => {
	const chosen = parseMacAddress(workspace.profile.macAddress ?? '');
	const shown = chosen === undefined ? workspace.profile.macAddress ?? '' : formatMacAddress(chosen);
	const webServer = parseWebServer(division.webService);
	const server = 'value' in webServer ? webServer.value.host : 'the application server';
	const place = `BacoAccessServers of division ${division.code}`;
	try {
		const {rows} = await inspectAccessServers(workspace, division, globe, {signal});
		const registered = macCandidates(rows, {isOwn: false}).map(({value}) => value);
		if (registered.includes(shown)) {
			return pass('mac', 'MAC address', `${shown} is registered for ${server} in ${place}${isHere(server) ? ', which is this machine' : ''}`);
		}

		return registered.length === 0
			? warn('mac', 'MAC address', `${place} has no MAC address for ${server}; chosen is ${shown}`, `baco access-servers list ${division.code} shows its rows.`)
			: fail('mac', 'MAC address', `${place} has ${registered.join(', ')} for ${server}; chosen is ${shown}`, `Run getmac on ${server}. When the registered one is right: baco settings mac ${registered[0]!}.`);
	} catch (error) {
		const problem = problemUnlessCancelled(error);
		return warn('mac', 'MAC address', `${place} cannot be read: ${problem.message}`, problem.explanation.fix);
	}
};
