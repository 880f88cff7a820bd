import type {Division} from '../divisions/contract.js';
import {parseWebServer} from '../divisions/web-server.js';
import {probeService, type ServiceProbe} from '../entity-service/probe-service.js';
import {reachedAddress} from '../profiles/reached-address.js';
import type {Workspace} from '../workspace/contract.js';
import {sideBySide} from './side-by-side.js';

/** An entity service that divisions name: what it offers, or why its name cannot be used. */
export type ProbedService = {
	readonly name: string;
	readonly host: string;
	/** The divisions that name it. */
	readonly divisions: readonly string[];
	readonly fault?: string;
	readonly probe?: ServiceProbe;
};

/** Looks at the entity service of every web server that the divisions name, each once and several side by side, without credentials. Rejects only with the reason of the signal. */
export const probeServices = async ({profile}: Pick<Workspace, 'profile'>, divisions: readonly Division[], {signal}: {readonly signal: AbortSignal}): Promise<ProbedService[]> => {
	const byName = Object.entries(Object.groupBy(divisions, ({webService}) => webService.trim()));
	return sideBySide(byName, 8, async ([name, own]) => {
		const parsed = parseWebServer(name);
		const common = {name, divisions: own!.map(({code}) => code)};
		if ('reason' in parsed) {
			return {...common, host: '', fault: parsed.reason};
		}

		const {host, port, secure} = parsed.value;
		return {...common, host, probe: await probeService({name: host, ...reachedAddress(profile.addresses, host, port), secure}, {signal, timeoutMs: 4000})};
	});
};

export const isEntityService = ({probe}: ProbedService): boolean => probe !== undefined && probe.error === undefined && (probe.wsdl === 'found' || probe.rest === 'found');
