import {toBacoError, type BacoError} from '../problems/baco-error.js';
import type {AccountingSystem} from '../profiles/profile.js';
import type {Workspace} from '../workspace/contract.js';
import type {Adapter} from './adapter.js';
import {exactOnlineAdapter} from './exact-online/adapter.js';
import {freshTokens} from './tokens/fresh-tokens.js';
import {isSilent} from './tokens/token-failure.js';

/** The link of a division's fixed user, as the connection test sees it. Holds no token. */
export type DivisionLink = {
	readonly id: string;
	/** `valid`: the token is good, refreshed when it had expired; `lost`: only a new consent helps; `unknown`: nobody answered. */
	readonly state: 'valid' | 'lost' | 'unknown';
	readonly isRefreshed: boolean;
	readonly expiresAt: Date | undefined;
	readonly problem: BacoError | undefined;
};

/** The systems whose link can be a federated identity. Not the list of all: the Globe adapter is itself a user of the connection test. */
const linkable: Readonly<Partial<Record<AccountingSystem['system'], Adapter>>> = {'exact-online': exactOnlineAdapter};

/** Looks at the link that the profile names for a division, and refreshes its token when that has expired. Undefined when it names none. */
export const divisionLink = async ({profile, credentials}: Workspace, division: string, signal: AbortSignal): Promise<DivisionLink | undefined> => {
	const [id, settings] = Object.entries(profile.accountingSystems ?? {}).find(([, entry]) => entry.division === division && linkable[entry.system] !== undefined) ?? [];
	const oauth = settings === undefined ? undefined : linkable[settings.system]?.oauth;
	if (id === undefined || oauth === undefined) {
		return undefined;
	}

	try {
		const {tokens, isRefreshed} = await freshTokens({
			credentials, link: {profile: profile.name, id}, oauth, signal,
		});
		return {
			id, state: 'valid', isRefreshed, expiresAt: new Date(tokens.accessExpiresAt), problem: undefined,
		};
	} catch (error) {
		signal.throwIfAborted();
		const problem = toBacoError(error);
		return {
			id, state: isSilent(problem) ? 'unknown' : 'lost', isRefreshed: false, expiresAt: undefined, problem,
		};
	}
};
