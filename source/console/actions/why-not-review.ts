import type {AppState} from '../state/app-state.js';
import {whyNothingSaved} from '../state/review-screen.js';
import {topScreen} from '../state/screens.js';
import {unsavedSettings} from '../state/settings-drafts.js';

/** Why there is nothing to review. */
export const whyNotReview = (state: AppState): string | undefined => unsavedSettings(state).length === 0 ? 'No settings are typed and not saved; c shows those of a division.' : undefined;

/** Why the way of the save, or the consent, cannot be chosen now. */
export const whyNotTurnReview = (state: AppState): string | undefined => {
	const screen = topScreen(state);
	return screen.name === 'review' && screen.stage.name === 'testing' ? 'Wait for the end of the tests, or cancel them (Esc).' : undefined;
};

export const whyNotAcceptWarnings = (state: AppState): string | undefined => {
	const screen = topScreen(state);
	return whyNotTurnReview(state) ?? (screen.name === 'review' && screen.stage.name === 'preview' && screen.stage.review.divisions.every(({needsConsent}) => !needsConsent) ? 'There is no warning to accept.' : undefined);
};

/** Why y does nothing now. */
export const whyNotAcceptReview = (state: AppState): string | undefined => {
	const screen = topScreen(state);
	if (screen.name !== 'review') {
		return undefined;
	}

	switch (screen.stage.name) {
		case 'testing': {
			return 'Wait for the end of the tests, or cancel them (Esc).';
		}

		case 'saving': {
			return 'The changes are being written.';
		}

		case 'preview': {
			return whyNothingSaved(screen, screen.stage.review);
		}

		case 'failed':
		case 'done': {
			return undefined;
		}
	}
};
