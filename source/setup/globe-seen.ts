import {reachServers, type ReachedServers} from '../connection/reach-servers.js';
import type {Division} from '../divisions/contract.js';
import {firstOfEachServer} from '../divisions/first-of-each-server.js';
import {listDivisions} from '../divisions/list-divisions.js';
import {type BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';

/** What a set-up has seen of the Globe servers so far. It is of one Synergy database and one list of tunnels: others begin a new one. */
export type GlobeSeen = {
	/** One division of each server that the enabled ones name. */
	readonly servers: (workspace: Workspace, signal: AbortSignal) => Promise<readonly Division[]>;
	/** Which of them can be reached: looked at once, side by side. */
	readonly reached: (workspace: Workspace, signal: AbortSignal) => Promise<ReachedServers>;
	/** The password of Baco that was taken for each server, by its path in lower case. */
	readonly passwords: Map<string, string>;
	/** What each server said to Baco, by its path in lower case. */
	readonly logins: Map<string, {readonly isOpen: boolean; readonly text: string}>;
};

export const globeSeen = (): GlobeSeen => {
	let servers: Promise<readonly Division[]> | undefined;
	let reached: Promise<ReachedServers> | undefined;
	const listed: GlobeSeen['servers'] = async (workspace, signal) => {
		servers ??= listDivisions(workspace, {signal}).then(divisions => firstOfEachServer(divisions.filter(division => division.enabled)));
		return unlessFailed(servers, () => {
			servers = undefined;
		});
	};

	return {
		servers: listed,
		async reached(workspace, signal) {
			reached ??= listed(workspace, signal).then(async divisions => reachServers(workspace, divisions.map(({serverPath}) => serverPath), {signal}));
			return unlessFailed(reached, () => {
				reached = undefined;
			});
		},
		passwords: new Map(),
		logins: new Map(),
	};
};

export const isUsable = ({enabled, serverPath, databaseName}: Division): boolean => enabled && serverPath.trim() !== '' && databaseName.trim() !== '';

/** What was ended by Escape is looked at again the next time. */
const unlessFailed = async <T>(work: Promise<T>, forget: () => void): Promise<T> => {
	try {
		return await work;
	} catch (error) {
		forget();
		throw error;
	}
};

/** The server path in the words of a question. */
export const serverOf = ({serverPath}: Division): string => serverPath.trim();

/** What is in the way of a server; undefined when it can be reached. */
export const wayBlocked = (reached: ReachedServers, division: Division): BacoError | undefined => reached.get(division.serverPath)?.problem;
