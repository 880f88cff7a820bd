import type {SavedDivision} from '../../settings/save-settings.js';
import type {PlanTest} from '../../settings/test-plan.js';
import type {Problem} from './problem.js';

/** One division of a review: what a save would change, and whether the connection works with it. */
export type ReviewedDivision = {
	readonly code: string;
	readonly changes: ReadonlyArray<{readonly title: string; readonly isMandatory: boolean; readonly before: string; readonly after: string}>;
	readonly statement: string;
	readonly warnings: readonly string[];
	/** What another operator saved since the values were typed. */
	readonly meanwhile: string | undefined;
	/** `refused`: it cannot be planned, so nothing was tested. `same`: what was typed is stored already. */
	readonly verdict: PlanTest['verdict'] | 'refused' | 'same';
	readonly step: string | undefined;
	readonly detail: string;
	/** It is saved only when the operator says that the warnings are known. */
	readonly needsConsent: boolean;
};

export type Review = {
	readonly divisions: readonly ReviewedDivision[];
	/** What `save` needs; the console does not look into it. */
	readonly plan: unknown;
};

/** What became of one division of a review. */
export type ReviewOutcome = {
	readonly code: string;
	readonly outcome: SavedDivision['outcome'];
	/** Why it was not saved, or what is missing though it was. */
	readonly problem: Problem | undefined;
};

/** Whether a division may be saved as it was reviewed. */
export const isSavable = ({verdict, needsConsent}: ReviewedDivision, {acceptsWarnings}: {readonly acceptsWarnings: boolean}): boolean => !['refused', 'same', 'fail'].includes(verdict) && (!needsConsent || acceptsWarnings);
