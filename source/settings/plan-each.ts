import {toBacoError, type BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import {
	planSave,
	type PlanOptions,
	type SavePlan,
	type SaveRequest,
} from './plan-save.js';

/** A division of which nothing can be planned: a value that cannot be used, a missing right, or nothing that differs. */
export type Unplanned = {readonly code: string; readonly problem: BacoError};

export type EachPlan = {
	/** Undefined when nothing can be planned of any division. */
	readonly plan: SavePlan | undefined;
	readonly unplanned: readonly Unplanned[];
};

/**
Plans a save of several divisions as `planSave` does, but one that cannot be planned has its own verdict and does not stop the others.
Rejects with what concerns all of them: a read-only profile, a server that does not answer, CANCELLED.
*/
export const planEach = async (workspace: Workspace, requests: readonly SaveRequest[], options: PlanOptions = {}): Promise<EachPlan> => {
	const plans: SavePlan[] = [];
	const unplanned: Unplanned[] = [];
	for (const request of requests) {
		try {
			// eslint-disable-next-line no-await-in-loop -- one connection answers one question after another
			plans.push(await planSave(workspace, [request], options));
		} catch (error) {
			const problem = toBacoError(error);
			if (!ofOneDivision.has(problem.id)) {
				throw error;
			}

			unplanned.push({code: request.code, problem});
		}
	}

	const [first] = plans;
	return {plan: first && {...first, divisions: plans.flatMap(({divisions}) => divisions)}, unplanned};
};

const ofOneDivision: ReadonlySet<string> = new Set(['SET-VALUE', 'SET-NOTHING', 'SET-BLOCKED', 'SET-MEMBER', 'CFG-9']);
