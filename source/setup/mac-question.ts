import {readAccessServers} from '../access-servers/read-access-servers.js';
import {bacoLogin} from '../connection/globe-login.js';
import type {Division} from '../divisions/contract.js';
import {formatMacAddress, parseMacAddress} from '../divisions/mac-address.js';
import {parseServerPath} from '../divisions/server-path.js';
import {parseWebServer} from '../divisions/web-server.js';
import {BacoError} from '../problems/baco-error.js';
import {problemUnlessCancelled} from '../problems/unless-cancelled.js';
import {
	isHere,
	macCandidates,
	macOriginText,
	type MacCandidate,
} from '../settings/mac-candidates.js';
import type {Workspace} from '../workspace/contract.js';
import {findDbConfig} from './db-config.js';
import {serverOf, wayBlocked, type GlobeSeen} from './globe-seen.js';
import type {SetupContext, SetupQuestion} from './question.js';

/** The MAC address of the application server, from its own list as far as it can be seen from here. */
export const macQuestion: SetupQuestion = {
	id: 'macAddress',
	title: 'MAC address of the application server',
	kind: 'choice',
	explain: 'Chosen on the back office page, one for all divisions. The list is of the application server, not of this machine; its own one: run getmac there.',
	async choices(context) {
		const {candidates} = await macList(context);
		return [...candidates.map(({value, source}) => ({value, text: `${value}, ${source}`})), {value: '', text: 'none: the MAC addresses of BacoAccessServers are then not judged'}];
	},
	other: 'another address, typed',
	async fallback(context) {
		const {candidates} = await macList(context);
		return candidates[0]?.value ?? '';
	},
	async check(answer, context) {
		const digits = parseMacAddress(answer);
		if (answer !== '' && digits === undefined) {
			throw new BacoError('SET-MAC', {value: answer});
		}

		if (digits === undefined) {
			return {says: ['The MAC addresses of BacoAccessServers are then not judged.'], answers: {macAddress: ''}};
		}

		const value = formatMacAddress(digits);
		const {candidates, says} = await macList(context);
		const known = candidates.find(one => one.value === value);
		return {says: known === undefined ? [`${value} is not among the addresses that were found; the tests say which divisions it does not fit.`, ...says] : [`${value}: ${known.source}.`], answers: {macAddress: value}};
	},
};

export type MacList = {readonly candidates: readonly MacCandidate[]; readonly says: readonly string[]};

/** Databases that are looked into for the list. */
const longestLook = 3;

/** A list that was found is not looked for again, as long as the same servers are open. */
const found = new WeakMap<GlobeSeen, {readonly key: string; readonly list: MacList}>();

/** Of the first Globe database that has an address for the application server that its division names. Nobody is asked for a password here. */
const macList = async (context: SetupContext): Promise<MacList> => {
	const {workspace, seen, signal} = context;
	const open = workspace();
	const says: string[] = [];
	const divisions = await openServers(open, context);
	const key = divisions.map(({code}) => code).join(' ');
	const known = found.get(seen);
	if (known?.key === key) {
		return known.list;
	}

	for (const division of divisions) {
		const webServer = parseWebServer(division.webService);
		const appServer = 'value' in webServer ? webServer.value.host : undefined;
		const isOwn = isHere(appServer) || await findDbConfig() !== undefined; // eslint-disable-line no-await-in-loop -- until one has an address
		try {
			const {rows} = await readAccessServers(open, division, {signal}); // eslint-disable-line no-await-in-loop
			const candidates = macCandidates(rows, {isOwn});
			const origin = macOriginText({
				applicationServer: appServer, division: division.code, isOwn, count: candidates.length,
			});
			if (candidates.length > 0) {
				const list = {candidates, says: [origin]};
				found.set(seen, {key, list});
				return list;
			}

			says.push(origin);
		} catch (error) {
			const problem = problemUnlessCancelled(error);
			says.push(`BacoAccessServers of division ${division.code} cannot be read: ${problem.message}`);
		}
	}

	const candidates = macCandidates([], {isOwn: await findDbConfig() !== undefined});
	return {candidates, says: says.length === 0 && seen.logins.size === 0 ? ['No Globe database was looked into: no password of Baco was given.'] : says};
};

/** Divisions of servers that can be reached and have a password which was not refused. */
const openServers = async (open: Workspace, {seen, signal}: SetupContext): Promise<Division[]> => {
	const [servers, reached] = [await seen.servers(open, signal), await seen.reached(open, signal)];
	const usable: Division[] = [];
	for (const division of servers) {
		const parsed = parseServerPath(division.serverPath);
		if (wayBlocked(reached, division) !== undefined || seen.logins.get(serverOf(division).toLowerCase())?.isOpen === false || 'reason' in parsed) {
			continue;
		}

		const {password} = await bacoLogin(open, parsed.value); // eslint-disable-line no-await-in-loop -- stores are asked one after another
		if (password !== undefined) {
			usable.push(division);
		}
	}

	return usable.slice(0, longestLook);
};
