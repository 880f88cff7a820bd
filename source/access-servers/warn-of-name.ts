import type {GlobeConnection} from '../connection/open-globe.js';
import type {Division} from '../divisions/contract.js';
import {parseWebServer} from '../divisions/web-server.js';
import {isSynergyProblem} from '../workspace/synergy-problem.js';
import type {Workspace} from '../workspace/contract.js';
import {expectedNames} from './expected-names.js';
import type {NamedServer} from './former-servers.js';
import {isSameMachine} from './machine-name.js';
import {formerByProfile, provenFormer} from './proven-former.js';
import {resolveName} from './resolve-names.js';

type Context = {readonly workspace: Workspace; readonly division: Division; readonly globe: GlobeConnection; readonly signal?: AbortSignal | undefined};

/** What speaks against a new machine name: nothing expects it, and what DNS says of it. A name may still be right, of a workstation say, so this only warns. */
export const warnOfName = async (name: string, {workspace, division, globe, signal}: Context): Promise<string[]> => {
	const {profile} = workspace;
	const webServer = parseWebServer(division.webService);
	const appServer = 'value' in webServer ? webServer.value.host : undefined;
	const expected = await expectedNames(globe, {applicationServer: appServer, confirmed: profile.confirmedNames, signal});
	if (expected.some(known => isSameMachine(known.name, name))) {
		return [];
	}

	const former = await formerOf(workspace, {division: division.code, expected: expected.map(known => known.name), signal});
	const old = former.servers.find(known => isSameMachine(known.name, name));
	if (old !== undefined) {
		return [`${name} is a former server: ${old.name} ${old.source}. With it the row stays stale, and the test fails as before.`];
	}

	const {host} = globe.server;
	const answer = await resolveName(name, {
		profile, sqlHost: host, knownHosts: [host, ...(appServer === undefined ? [] : [appServer])], signal,
	});
	const names = [...new Set(expected.map(known => known.name))].join(', ');
	return [`${name} is none of the names that this connection expects: ${names}; ${answers[answer]}.`, ...former.notes];
};

/** A repair needs no Synergy: where it cannot be asked, the profile's own word is all there is. */
const formerOf = async (workspace: Workspace, question: Parameters<typeof provenFormer>[1]): Promise<{readonly servers: readonly NamedServer[]; readonly notes: readonly string[]}> => {
	try {
		return {servers: await provenFormer(workspace, question), notes: []};
	} catch (error) {
		if (!isSynergyProblem(error)) {
			throw error;
		}

		return {servers: formerByProfile(workspace), notes: ['Whether it is a former server by the settings of Synergy is not known: Synergy could not be asked.']};
	}
};

const answers: Readonly<Record<Awaited<ReturnType<typeof resolveName>>, string>> = {
	found: 'DNS knows a machine of this name',
	absent: 'DNS knows no machine of this name',
	unknown: 'DNS gave no answer about it',
	'not asked': 'DNS was not asked, because this profile reaches the SQL server through an address of its own',
};
