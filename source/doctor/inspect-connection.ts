import {access, constants} from 'node:fs/promises';
import process from 'node:process';
import {bacoLogin} from '../connection/globe-login.js';
import type {Division} from '../divisions/contract.js';
import {listDivisions} from '../divisions/list-divisions.js';
import {parseServerPath} from '../divisions/server-path.js';
import {parseWebServer} from '../divisions/web-server.js';
import {probeService} from '../entity-service/probe-service.js';
import {errorCode} from '../platform/write-file.js';
import {toBacoError} from '../problems/baco-error.js';
import {reachedAddress} from '../profiles/reached-address.js';
import {readRights} from '../settings/rights.js';
import type {Workspace} from '../workspace/contract.js';
import {
	fail,
	pass,
	warn,
	type DoctorCheck,
} from './check.js';

/** What the profile stands on, and the preconditions of the back office connection: account, division, entity service, .NET temporary folder. */
export const inspectConnection = async (workspace: Workspace, signal: AbortSignal): Promise<DoctorCheck[]> => {
	const {name} = workspace.profile;
	let divisions: Division[];
	try {
		divisions = await listDivisions(workspace, {signal});
	} catch (error) {
		const {explanation} = toBacoError(error);
		return [fail('synergy', 'Synergy', explanation.summary, explanation.fix), ...await inspectTemporaryFolder()];
	}

	const enabled = divisions.filter(division => division.enabled);
	return [
		pass('synergy', 'Synergy', `profile ${name}: ${divisions.length} divisions, ${enabled.length} with a back office connection`),
		await inspectOperator(workspace, divisions, signal),
		...await inspectPasswords(workspace, enabled),
		...await inspectServices(workspace, enabled, signal),
		...await inspectTemporaryFolder(),
	];
};

const inspectOperator = async (workspace: Workspace, divisions: readonly Division[], signal: AbortSignal): Promise<DoctorCheck> => {
	const {person, operator, role} = await readRights(workspace, {signal});
	if (person === undefined) {
		return fail('operator', 'Operator', `${operator} is no user of Synergy`, `baco profile set ${workspace.profile.name} --operator USER names you.`);
	}

	const own = divisions.filter(({member, blocked}) => member !== false && blocked !== true).length;
	const seen = `${person.fullName}, of ${own} of ${divisions.length} divisions, role ${role.description} ${role.held === undefined ? 'not known' : (role.held ? 'held' : 'not held')}`;
	return role.held === false
		? warn('operator', 'Operator', seen, 'Settings can be read, not saved. Roles are given in Synergy: Modules > System > Setup > Security > Roles.')
		: pass('operator', 'Operator', seen);
};

const inspectPasswords = async (workspace: Workspace, divisions: readonly Division[]): Promise<DoctorCheck[]> => {
	const paths = [...new Set(divisions.map(({serverPath}) => serverPath.trim()).filter(path => path !== ''))];
	const missing: string[] = [];
	for (const path of paths) {
		const server = parseServerPath(path);
		// eslint-disable-next-line no-await-in-loop -- stores are asked one after another
		const kept = 'value' in server ? await bacoLogin(workspace, server.value) : undefined;
		if (kept !== undefined && kept.password === undefined) {
			missing.push(path);
		}
	}

	return [missing.length === 0
		? pass('baco', 'Password of Baco', `kept for ${paths.length} ${paths.length === 1 ? 'server' : 'servers'}, not tried: baco test --all logs in with it`)
		: warn('baco', 'Password of Baco', `not kept for ${missing.join(', ')}`, `baco credential set ${workspace.profile.name}/baco keeps one for all servers, ${workspace.profile.name}/baco@SERVER one for a single server.`)];
};

const inspectServices = async ({profile}: Workspace, divisions: readonly Division[], signal: AbortSignal): Promise<DoctorCheck[]> => {
	const names = [...new Set(divisions.map(({webService}) => webService.trim()))];
	const checks: DoctorCheck[] = [];
	for (const name of names) {
		const parsed = parseWebServer(name);
		if ('reason' in parsed) {
			checks.push(warn('service', 'Entity service', `${name === '' ? '(empty)' : name}: ${parsed.reason}`, 'Correct the web server of these divisions: baco settings save DIVISION --web-server HOST:PORT.'));
			continue;
		}

		const {host, port, secure} = parsed.value;
		// eslint-disable-next-line no-await-in-loop -- one service after another
		const probe = await probeService({name: host, ...reachedAddress(profile.addresses, host, port), secure}, {signal, timeoutMs: 4000});
		checks.push(probe.error === undefined && (probe.wsdl === 'found' || probe.rest === 'found')
			? pass('service', 'Entity service', `${name} answers`)
			: fail('service', 'Entity service', `${name}: ${probe.error ?? 'what answers is no entity service'}`, /ENOTFOUND|EAI_AGAIN/v.test(probe.error ?? '')
				? `The name ${host} does not resolve on this machine: correct the web server of the division, or DNS; baco test DIVISION tells more.`
				: 'Start the Exact entity Windows service there, or open the port; baco test DIVISION tells more.'));
	}

	return checks;
};

/** The default place; the rights count for the person who uses the back office feature, on the Synergy web server only. */
export const inspectTemporaryFolder = async ({platform = process.platform, folder = temporaryFolder}: {readonly platform?: NodeJS.Platform; readonly folder?: string} = {}): Promise<DoctorCheck[]> => {
	if (platform !== 'win32') {
		return [];
	}

	try {
		await access(folder);
	} catch {
		return [pass('dotnet', '.NET temporary folder', `${folder} is not on this machine: run baco doctor on the Synergy web server to check it`)];
	}

	try {
		// eslint-disable-next-line no-bitwise -- access takes a set of bits
		await access(folder, constants.R_OK | constants.W_OK);
		return [pass('dotnet', '.NET temporary folder', `${folder} can be read and written by you`)];
	} catch (error) {
		return [fail('dotnet', '.NET temporary folder', `${folder} cannot be used by you: ${errorCode(error)}`, 'Grant the users of the back office rights on it: after a reset of IIS its pages are compiled under their accounts.')];
	}
};

const temporaryFolder = String.raw`C:\Windows\Microsoft.NET\Framework\v2.0.50727\Temporary ASP.NET Files`;
