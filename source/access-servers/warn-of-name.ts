import type {GlobeConnection} from '../connection/open-globe.js';
import type {Division} from '../divisions/contract.js';
import {parseWebServer} from '../divisions/web-server.js';
import type {Profile} from '../profiles/profile.js';
import {expectedNames} from './expected-names.js';
import {isSameMachine} from './machine-name.js';
import {resolveName} from './resolve-names.js';

type Context = {readonly profile: Profile; readonly division: Division; readonly globe: GlobeConnection; readonly signal?: AbortSignal | undefined};

/** What speaks against a new machine name: nothing expects it, and what DNS says of it. A name may still be right, of a workstation say, so this only warns. */
export const warnOfName = async (name: string, {profile, division, globe, signal}: Context): Promise<string[]> => {
	const webServer = parseWebServer(division.webService);
	const appServer = 'value' in webServer ? webServer.value.host : undefined;
	const expected = await expectedNames(globe, {applicationServer: appServer, confirmed: profile.confirmedNames, signal});
	if (expected.some(known => isSameMachine(known.name, name))) {
		return [];
	}

	const {host} = globe.server;
	const answer = await resolveName(name, {
		profile, sqlHost: host, knownHosts: [host, ...(appServer === undefined ? [] : [appServer])], signal,
	});
	const names = [...new Set(expected.map(known => known.name))].join(', ');
	return [`${name} is none of the names that this connection expects: ${names}; ${answers[answer]}.`];
};

const answers: Readonly<Record<Awaited<ReturnType<typeof resolveName>>, string>> = {
	found: 'DNS knows a machine of this name',
	absent: 'DNS knows no machine of this name',
	unknown: 'DNS gave no answer about it',
	'not asked': 'DNS was not asked, because this profile reaches the SQL server through an address of its own',
};
