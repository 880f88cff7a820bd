import {formatServerPath, type ServerPath} from '../divisions/server-path.js';
import type {Workspace} from '../workspace/contract.js';

/** A SQL login with the password kept for it; `password` is undefined when none is kept. */
export type KeptLogin = {
	readonly user: string;
	readonly password: string | undefined;
	/** The credential it came from, or the first one asked for. */
	readonly credential: string;
	readonly alternative?: string;
};

/** The login of the Globe servers: its password for this very server, else the one for all servers of the profile. `asks`: else the person, where one is there. */
export const bacoLogin = async ({profile, credentials}: Workspace, server: ServerPath, {asks = false}: {readonly asks?: boolean} = {}): Promise<KeptLogin> => {
	const names = [`${profile.name}/baco@${formatServerPath(server)}`, `${profile.name}/baco`] as const;
	for (const credential of names) {
		// eslint-disable-next-line no-await-in-loop -- The second store is asked only when the first has nothing.
		const password = await credentials.read(credential);
		if (password !== undefined) {
			return {user: profile.globeUser, password, credential};
		}
	}

	const typed = asks ? await credentials.obtain(names[0], `Password of ${profile.globeUser} on ${formatServerPath(server)}`) : undefined;
	return {
		user: profile.globeUser, password: typed, credential: names[0], alternative: names[1],
	};
};

/** The operator's own login, which may see more than Baco. */
export const operatorLogin = async ({profile, credentials}: Workspace, {asks = false}: {readonly asks?: boolean} = {}): Promise<KeptLogin> => {
	const credential = `${profile.name}/operator`;
	return {user: profile.user, password: await (asks ? credentials.obtain(credential, `Password of ${profile.user} on ${profile.name}`) : credentials.read(credential)), credential};
};
