import {access, readFile} from 'node:fs/promises';
import process from 'node:process';
import {isEntityService, probeServices} from '../connection/probe-services.js';
import {tryServiceAccount} from '../connection/try-service-account.js';
import type {Division} from '../divisions/contract.js';
import {listDivisions} from '../divisions/list-divisions.js';
import {countOf} from '../platform/count-of.js';
import {shellWord} from '../platform/shell-word.js';
import {errorCode} from '../platform/write-file.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {formatServer} from '../profiles/server-address.js';
import {readRights} from '../settings/rights.js';
import {checkServer} from '../setup/check-server.js';
import type {Workspace} from '../workspace/contract.js';
import {namedDivisions} from '../divisions/named-divisions.js';
import {
	fail,
	pass,
	warn,
	type DoctorCheck,
} from './check.js';
import {inspectServers} from './inspect-servers.js';
import {inspectTunnels} from './inspect-tunnels.js';
import {whyNotUsable} from './try-folder.js';
import {judgeCertificate} from './judge-certificate.js';

/** What the profile stands on, and the preconditions of the back office connection: account, division, certificates and tunnels, the login of Baco, the MAC address, entity service, .NET temporary folder. */
export const inspectConnection = async (workspace: Workspace, signal: AbortSignal): Promise<DoctorCheck[]> => {
	const {name} = workspace.profile;
	let divisions: Division[];
	try {
		divisions = await listDivisions(workspace, {signal});
	} catch (error) {
		const {explanation} = toBacoError(error);
		return [
			fail('synergy', 'Synergy', explanation.summary, explanation.fix),
			...await inspectSynergyCertificate(workspace, signal),
			...await inspectTunnels(workspace.profile, signal),
			...await inspectTemporaryFolder(),
		];
	}

	const enabled = divisions.filter(division => division.enabled);
	return [
		pass('synergy', 'Synergy', `profile ${name}: ${countOf(divisions.length, 'division')}, ${enabled.length} with a back office connection`),
		await inspectOperator(workspace, divisions, signal),
		...await inspectSynergyCertificate(workspace, signal),
		...await inspectTunnels(workspace.profile, signal),
		...await inspectServers(workspace, enabled, signal),
		...await inspectServices(workspace, enabled, signal),
		...await inspectAccount(workspace, enabled, signal),
		...await inspectTemporaryFolder(),
	];
};

const inspectOperator = async (workspace: Workspace, divisions: readonly Division[], signal: AbortSignal): Promise<DoctorCheck> => {
	const {person, operator, role} = await readRights(workspace, {signal});
	if (person === undefined) {
		return fail('operator', 'Operator', `${operator} is no user of Synergy`, `baco profile set ${workspace.profile.name} --operator USER names you.`);
	}

	const own = divisions.filter(({member, blocked}) => member !== false && blocked !== true).length;
	const seen = `${person.fullName}, of ${own} of ${countOf(divisions.length, 'division')}, role ${role.description} ${role.held === undefined ? 'not known' : (role.held ? 'held' : 'not held')}`;
	return role.held === false
		? warn('operator', 'Operator', seen, 'Settings can be read, not saved. Roles are given in Synergy: Modules > System > Setup > Security > Roles.')
		: pass('operator', 'Operator', seen);
};

/** The certificate that the profile itself is reached with. */
const inspectSynergyCertificate = async ({profile}: Workspace, signal: AbortSignal): Promise<DoctorCheck[]> => {
	try {
		const ca = profile.caFile === undefined ? undefined : await readFile(profile.caFile, 'utf8');
		const {facts} = await checkServer(profile, signal, ca);
		return [judgeCertificate(`Synergy, ${formatServer(profile.server)}`, facts, {...profile, ca})];
	} catch (error) {
		signal.throwIfAborted();
		const reason = error instanceof BacoError ? error.message : `${profile.caFile ?? ''} cannot be read (${errorCode(error)})`;
		return [fail('certificate', 'Certificate', `Synergy, ${formatServer(profile.server)}: ${reason}`, error instanceof BacoError ? error.explanation.fix : `baco profile set ${profile.name} --ca-file FILE names another one.`)];
	}
};

const inspectServices = async (workspace: Workspace, divisions: readonly Division[], signal: AbortSignal): Promise<DoctorCheck[]> => {
	const services = await probeServices(workspace, divisions, {signal});
	return services.map(service => {
		const {name, host, fault, probe} = service;
		const users = namedDivisions(service.divisions);
		if (fault !== undefined) {
			return warn('service', 'Entity service', `${name === '' ? '(empty)' : name}, the web server of ${users}: ${fault}`, `Correct the web server of ${users}: baco settings save ${service.divisions.length === 1 ? shellWord(service.divisions[0]!) : 'DIVISION'} --web-server HOST:PORT.`);
		}

		return isEntityService(service)
			? pass('service', 'Entity service', `${name} answers`)
			: fail('service', 'Entity service', `${name}, the web server of ${users}: ${probe?.error ?? 'what answers is no entity service'}`, /ENOTFOUND|EAI_AGAIN/v.test(probe?.error ?? '')
				? `The name ${host} does not resolve on this machine: correct the web server of ${users}, or DNS; baco test DIVISION tells more.`
				: 'Start the Exact entity Windows service there, or open the port; baco test DIVISION tells more.');
	});
};

/** The Windows account reads once, where it and its password are known. */
const inspectAccount = async (workspace: Workspace, divisions: readonly Division[], signal: AbortSignal): Promise<DoctorCheck[]> => {
	const {name, serviceUser: user} = workspace.profile;
	if (user === undefined) {
		return [];
	}

	const password = await workspace.credentials.read(`${name}/service`);
	if (password === undefined) {
		return [warn('account', 'Windows account', `no password is kept for ${user}`, `baco credential set ${name}/service keeps it.`)];
	}

	const tried = await tryServiceAccount(workspace, divisions, {user, password, signal});
	if (tried.outcome === 'read') {
		return [pass('account', 'Windows account', `${user} reads from the entity service at ${tried.at}`)];
	}

	return [tried.outcome === 'refused'
		? fail('account', 'Windows account', `${tried.at}: ${tried.problem.message}`, tried.problem.explanation.fix)
		: warn('account', 'Windows account', `${user} was not tried: no entity service that answers offers REST with NTLM`, 'Start the entity service; baco test DIVISION tells more.')];
};

/** The places of .NET that are there; the rights count for the person who uses the back office feature, on the Synergy web server only. */
export const inspectTemporaryFolder = async ({platform = process.platform, folders = temporaryFolders}: {readonly platform?: NodeJS.Platform; readonly folders?: readonly string[]} = {}): Promise<DoctorCheck[]> => {
	if (platform !== 'win32') {
		return [];
	}

	const there = await Promise.all(folders.map(async folder => access(folder).then(() => [folder]).catch(() => [])));
	const found = there.flat();
	if (found.length === 0) {
		return [pass('dotnet', '.NET temporary folder', `${folders[0]!} is not on this machine: run baco doctor on the Synergy web server to check it`)];
	}

	return Promise.all(found.map(async folder => {
		const reason = await whyNotUsable(folder);
		return reason === undefined
			? pass('dotnet', '.NET temporary folder', `${folder}: you can write and remove a file there; for others icacls "${folder}" shows their rights`)
			: fail('dotnet', '.NET temporary folder', `${folder} cannot be used by you: ${reason}`, `Grant the users of the back office rights on it: after a reset of IIS its pages are compiled under their accounts. icacls "${folder}" shows who has which.`);
	}));
};

const temporaryFolders = ['Framework', 'Framework64'].flatMap(framework => ['v2.0.50727', 'v4.0.30319'].map(version => String.raw`C:\Windows\Microsoft.NET` + `\\${framework}\\${version}\\Temporary ASP.NET Files`));
