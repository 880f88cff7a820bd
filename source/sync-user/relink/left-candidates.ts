import os from 'node:os';
import process from 'node:process';
import type {Credentials} from '../../credentials/contract.js';
import {isRunning} from '../../platform/is-running.js';
import {toBacoError} from '../../problems/baco-error.js';
import {candidateStart, readTokens, type Tokens} from '../tokens/token-store.js';

/** Removes slots of a profile's relinks that a process left behind when it died between the tokens and the swap: they hold live tokens. One whose process runs belongs to another console. */
export const dropLeftCandidates = async (credentials: Credentials, profile: string, now = Date.now()): Promise<void> => {
	const names = await credentials.names().catch(() => []);
	const slots = names.filter(name => name.toLowerCase().startsWith(candidateStart(profile)));
	for (const name of slots) {
		// eslint-disable-next-line no-await-in-loop -- one write after the other
		if (await isLeft(credentials, name, now)) {
			await credentials.remove(name).catch(() => false); // eslint-disable-line no-await-in-loop
		}
	}
};

/** What cannot be read now may be another console's. */
const isLeft = async (credentials: Credentials, name: string, now: number): Promise<boolean> => {
	try {
		const tokens = await readTokens(credentials, name);
		return tokens !== undefined && (now - tokens.grantedAt > longestRelinkMs || isHolderGone(tokens));
	} catch (error) {
		return toBacoError(error).id === 'SYNC-STORE';
	}
};

const isHolderGone = ({holder}: Tokens) => holder?.host === os.hostname() && holder.pid !== process.pid && !isRunning(holder.pid);

const longestRelinkMs = 3_600_000;
