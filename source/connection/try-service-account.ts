import type {Division} from '../divisions/contract.js';
import {parseWebServer} from '../divisions/web-server.js';
import {diagnoseResponse, diagnoseServiceError} from '../entity-service/diagnose-response.js';
import {probeService, type ServiceProbe} from '../entity-service/probe-service.js';
import {readDivisionEntity} from '../entity-service/read-division.js';
import {BacoError} from '../problems/baco-error.js';
import {reachedAddress} from '../profiles/reached-address.js';
import type {Workspace} from '../workspace/contract.js';
import {socketCodeOf, waitedOf} from './network/open-port.js';

export type ServiceAccount = {readonly user: string; readonly password: string};

/** Where the account read from, or why it did not; `untried` when no service offers REST with NTLM. */
export type AccountTry = {readonly outcome: 'read'; readonly at: string} | {readonly outcome: 'refused'; readonly at: string; readonly problem: BacoError} | {readonly outcome: 'untried'};

/** The port of the REST interface, when the configured port is that of SOAP. */
const restPort = 8020;

/** Reads one division through the first entity service that offers REST, as a Windows account. One service is asked, as every wrong password counts for a lockout. Rejects only with the reason of the signal. */
export const tryServiceAccount = async (workspace: Pick<Workspace, 'profile'>, divisions: readonly Division[], {user, password, signal}: ServiceAccount & {readonly signal: AbortSignal}): Promise<AccountTry> => {
	const tried = new Set<string>();
	for (const division of divisions) {
		const name = division.webService.trim().toLowerCase();
		if (tried.has(name)) {
			continue;
		}

		tried.add(name);
		const place = await findRest(workspace, division, signal); // eslint-disable-line no-await-in-loop -- the first one that offers it
		if (place !== undefined) {
			return readAs(place, division, {user, password, signal});
		}
	}

	return {outcome: 'untried'};
};

type Place = {readonly probe: ServiceProbe; readonly host: string; readonly port: number};

const findRest = async ({profile}: Pick<Workspace, 'profile'>, {webService}: Division, signal: AbortSignal): Promise<Place | undefined> => {
	const parsed = parseWebServer(webService);
	if ('reason' in parsed) {
		return undefined;
	}

	const {host, port, secure} = parsed.value;
	for (const [one, isSecure] of [[port, secure], [restPort, false]] as const) {
		// eslint-disable-next-line no-await-in-loop -- the usual port only when the configured one has no REST
		const probe = await probeService({name: host, ...reachedAddress(profile.addresses, host, one), secure: isSecure}, {signal, timeoutMs: 4000});
		if (probe.error === undefined && probe.rest === 'found' && probe.schemes.some(scheme => /^(?:ntlm|negotiate)$/iv.test(scheme))) {
			return {probe, host, port: one};
		}
	}

	return undefined;
};

const readAs = async ({probe, host, port}: Place, {serverPath, databaseName}: Division, {user, password, signal}: ServiceAccount & {readonly signal: AbortSignal}): Promise<AccountTry> => {
	const at = `${host}:${port}`;
	const facts = {host, port, user};
	try {
		const {status, message, isList} = await readDivisionEntity(probe, {user, password}, {server: serverPath.trim(), database: databaseName.trim(), signal});
		const id = diagnoseResponse(status, message) ?? (isList ? undefined : 'SVC-13');
		return id === undefined ? {outcome: 'read', at} : {outcome: 'refused', at, problem: new BacoError(id, {...facts, status, message})};
	} catch (error) {
		signal.throwIfAborted();
		const code = socketCodeOf(error);
		return {outcome: 'refused', at, problem: new BacoError(diagnoseServiceError(code), {...facts, code, ...waitedOf(error)}, {cause: error})};
	}
};
