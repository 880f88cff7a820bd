import {isSavable, type Review, type ReviewOutcome} from './review.js';
import type {Problem} from './problem.js';
import type {SettingsDraft} from './settings-draft.js';

/** What a division's test is at: `undefined` before it begins. */
export type ReviewProgress = Readonly<Record<string, string | undefined>>;

/** The review of all settings that are not saved, and how far their save is. */
export type ReviewScreen = {
	readonly name: 'review';
	readonly drafts: readonly SettingsDraft[];
	/** Saves each division for itself, those that work; else all or none. */
	readonly isEach: boolean;
	readonly acceptsWarnings: boolean;
	readonly stage:
		| {readonly name: 'testing'; readonly progress: ReviewProgress}
		| {readonly name: 'failed'; readonly problem: Problem}
		| {readonly name: 'preview'; readonly review: Review}
		| {readonly name: 'saving'; readonly review: Review}
		| {readonly name: 'done'; readonly outcomes: readonly ReviewOutcome[]};
	readonly scroll: number;
};

/** The divisions that `y` would write, and those that it would leave as drafts. */
export const savedByReview = ({isEach, acceptsWarnings}: Pick<ReviewScreen, 'isEach' | 'acceptsWarnings'>, {divisions}: Review): {readonly saved: readonly string[]; readonly left: readonly string[]} => {
	const codesOf = (isWanted: boolean) => divisions.filter(division => division.verdict !== 'same' && isSavable(division, {acceptsWarnings}) === isWanted).map(({code}) => code);
	const left = codesOf(false);
	return !isEach && left.length > 0 ? {saved: [], left: [...codesOf(true), ...left]} : {saved: codesOf(true), left};
};

/** Why `y` writes nothing as things stand; undefined when it writes. */
export const whyNothingSaved = (screen: ReviewScreen, review: Review): string | undefined => {
	if (savedByReview(screen, review).saved.length > 0) {
		return undefined;
	}

	const failing = review.divisions.filter(({verdict}) => verdict === 'fail' || verdict === 'refused').map(({code}) => code);
	const unaccepted = review.divisions.filter(division => division.needsConsent && !failing.includes(division.code) && !isSavable(division, screen)).map(({code}) => code);
	if (review.divisions.every(({verdict}) => verdict === 'same')) {
		return 'What you typed is stored already: there is nothing to save. n goes back.';
	}

	if (failing.length > 0 && review.divisions.every(({code, verdict}) => verdict === 'same' || failing.includes(code))) {
		return 'None of them works with its new values, so nothing is saved; n goes back.';
	}

	return unaccepted.length > 0 && (screen.isEach || failing.length === 0) ? `There are warnings (${unaccepted.join(', ')}): w accepts them, n goes back.` : `All or none: ${failing.join(', ')} cannot be saved, so none is. o saves those that work, n goes back.`;
};
