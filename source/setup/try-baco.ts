import {openGlobe} from '../connection/open-globe.js';
import type {Division} from '../divisions/contract.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';

export type BacoTry = {
	readonly password: string;
	/** One of each server, in the order of trying. */
	readonly divisions: readonly Division[];
	/** Goes on after a refusal. Else the first one ends it, as long as no server let Baco in: every wrong login counts for a lockout. */
	readonly triesAll: boolean;
	readonly signal: AbortSignal;
};

/** Logs Baco in at one server after another with the same password; nobody is asked for others. Resolves with what was seen, in lines; rejects with SETUP-BACO. */
export const tryBaco = async (workspace: Workspace, {password, divisions, triesAll, signal}: BacoTry): Promise<string[]> => {
	const [open, others]: [string[], string[]] = [[], []];
	let refused = 0;
	for (const division of divisions) {
		const server = division.serverPath;
		// A server that refuses it makes the workspace forget it, and ask.
		workspace.credentials.remember(`${workspace.profile.name}/baco`, password);
		try {
			// eslint-disable-next-line no-await-in-loop -- one server after another
			const {connection} = await openGlobe(workspace, division, {signal});
			await connection.close(); // eslint-disable-line no-await-in-loop
			open.push(`${server}: lets Baco in.`);
		} catch (error) {
			const problem = toBacoError(error);
			if (problem.id === 'CANCELLED') {
				throw problem;
			}

			const isRefusal = problem.id.startsWith('LOG-');
			if (isRefusal && !triesAll && open.length === 0) {
				throw new BacoError('SETUP-BACO', {server, detail: problem.message});
			}

			refused += isRefusal ? 1 : 0;
			others.push(`${server}: ${problem.message}`);
		}
	}

	if (open.length === 0 && others.length > 0) {
		throw new BacoError('SETUP-BACO', {servers: others});
	}

	return [
		...open,
		...(others.length === 0 ? [] : ['The password differs, or could not be tried, on:', ...others]),
		...(refused === 0 ? [] : [`When the set-up is done, the password of such a server is kept with: baco credential set '${workspace.profile.name}/baco@SERVER'.`]),
	];
};
