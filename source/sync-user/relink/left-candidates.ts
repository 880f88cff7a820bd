import type {Credentials} from '../../credentials/contract.js';
import {candidateName, readTokens, type LinkName} from '../tokens/token-store.js';

/** Removes slots that a process left behind when it died between the tokens and the swap. One that is young may belong to another console. */
export const dropLeftCandidates = async (credentials: Credentials, link: LinkName, now = Date.now()): Promise<void> => {
	const start = candidateName(link, '').toLowerCase();
	const names = await credentials.names().catch(() => []);
	for (const name of names) {
		if (!name.toLowerCase().startsWith(start)) {
			continue;
		}

		// eslint-disable-next-line no-await-in-loop -- one write after the other
		const tokens = await readTokens(credentials, name).catch(() => undefined);
		if (tokens === undefined || now - tokens.grantedAt > longestRelinkMs) {
			await credentials.remove(name).catch(() => false); // eslint-disable-line no-await-in-loop
		}
	}
};

const longestRelinkMs = 3_600_000;
