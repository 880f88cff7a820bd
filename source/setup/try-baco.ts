import {openGlobe} from '../connection/open-globe.js';
import type {Division} from '../divisions/contract.js';
import type {BacoError} from '../problems/baco-error.js';
import {problemUnlessCancelled} from '../problems/unless-cancelled.js';
import type {Workspace} from '../workspace/contract.js';

export type BacoTry = {
	/** The credential of this very server. */
	readonly name: string;
	readonly password: string;
	readonly division: Division;
	readonly signal: AbortSignal;
};

/** Logs Baco in at the server of a division with a password; nobody is asked for another. Resolves with what is in the way, undefined when Baco is let in; rejects with CANCELLED only. */
export const tryBaco = async (workspace: Workspace, {name, password, division, signal}: BacoTry): Promise<BacoError | undefined> => {
	workspace.credentials.remember(name, password);
	try {
		const {connection} = await openGlobe(workspace, division, {signal});
		await connection.close();
		return undefined;
	} catch (error) {
		return problemUnlessCancelled(error);
	}
};
