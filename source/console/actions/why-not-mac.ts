import type {AppState} from '../state/app-state.js';
import {topScreen} from '../state/screens.js';

/** Why no address can be chosen. */
export const whyNotTakeMac = (state: AppState): string | undefined => {
	const screen = topScreen(state);
	return screen.name === 'mac' && screen.page.status === 'ready' ? screen.page.value.refusal : 'The addresses are not read yet.';
};

/** Why Enter or y does nothing now. */
export const whyNotAcceptMac = (state: AppState): string | undefined => {
	const screen = topScreen(state);
	if (screen.name !== 'mac') {
		return undefined;
	}

	if (screen.input !== undefined) {
		return screen.judge(screen.input.value);
	}

	const reasons: Partial<Record<typeof screen.stage.name, string | undefined>> = {
		testing: 'Wait for the end of the test, or cancel it (Esc).',
		saving: 'The change is being written.',
		preview: screen.stage.name === 'preview' && screen.stage.preview.refusal !== undefined ? `${screen.stage.preview.refusal} n goes back.` : undefined,
	};
	return reasons[screen.stage.name];
};
