import type {AppState} from '../state/app-state.js';

/** Why what is kept for a profile cannot be shown; undefined when it can. */
export const whyNotOpenProfile = ({isOpen, connection}: AppState, what: string): string | undefined => {
	if (isOpen) {
		return undefined;
	}

	return connection.status === 'failed' ? `The profile of ${what} could not be opened; R tries again.` : `The profile of ${what} is not open yet.`;
};
