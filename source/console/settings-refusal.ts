import {BacoError} from '../problems/baco-error.js';
import {readRights, refuseReadOnlyProfile, refuseWithoutRights} from '../settings/rights.js';
import type {Workspace} from '../workspace/contract.js';

/** Why the operator can save nothing, in words; undefined when it is permitted. Without codes the divisions do not matter. */
export const refusalOf = async (workspace: Workspace, codes: readonly string[], signal: AbortSignal): Promise<string | undefined> => {
	try {
		refuseReadOnlyProfile(workspace);
		refuseWithoutRights(await readRights(workspace, {signal}), codes);
		return undefined;
	} catch (error) {
		if (error instanceof BacoError && error.id.startsWith('SET-')) {
			return `${error.explanation.summary} ${error.explanation.fix}`;
		}

		throw error;
	}
};
