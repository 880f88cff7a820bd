import type {AppState} from '../state/app-state.js';
import {topScreen} from '../state/screens.js';
import {faultsOf, selectedField} from '../state/settings-screen.js';

/** Why the selected setting cannot be changed. */
export const whyNotEditSetting = (state: AppState): string | undefined => {
	const screen = topScreen(state);
	if (screen.name !== 'settings' || screen.page.status !== 'ready') {
		return 'The settings are not read yet.';
	}

	const field = selectedField(screen);
	if (field?.opens !== undefined) {
		return undefined;
	}

	if (screen.page.value.refusal !== undefined) {
		return screen.page.value.refusal;
	}

	return field?.name === undefined ? field?.hint ?? 'There is nothing to change.' : undefined;
};

/** Why nothing can be tested and saved. */
export const whyNotSaveSettings = (state: AppState): string | undefined => {
	const screen = topScreen(state);
	if (screen.name !== 'settings' || screen.page.status !== 'ready') {
		return 'The settings are not read yet.';
	}

	if (screen.page.value.refusal !== undefined) {
		return screen.page.value.refusal;
	}

	if (Object.keys(screen.typed).length === 0) {
		return 'Nothing is changed yet; Enter changes the selected value.';
	}

	const [fault] = Object.values(faultsOf(screen));
	return fault === undefined ? undefined : `A value cannot be used: ${fault}.`;
};

/** Why there is nothing to forget. */
export const whyNotDiscardSettings = (state: AppState): string | undefined => {
	const screen = topScreen(state);
	return screen.name === 'settings' && Object.keys(screen.typed).length > 0 ? undefined : 'Nothing is typed for this division.';
};

/** Why Enter or y does nothing now. */
export const whyNotAcceptSettings = (state: AppState): string | undefined => {
	const screen = topScreen(state);
	if (screen.name !== 'settings') {
		return undefined;
	}

	const field = selectedField(screen);
	if (screen.input !== undefined) {
		const fault = field?.name === undefined ? undefined : faultsOf(screen)[field.name];
		return fault === undefined ? undefined : `${field!.title}: ${fault}.`;
	}

	switch (screen.stage.name) {
		case 'testing': {
			return 'Wait for the end of the test, or cancel it (Esc).';
		}

		case 'saving': {
			return 'The change is being written.';
		}

		case 'preview': {
			return screen.stage.preview.verdict === 'fail' ? 'The connection does not work with these values, so they are not saved; n goes back.' : undefined;
		}

		case 'editing':
		case 'refused':
		case 'done': {
			return undefined;
		}
	}
};
