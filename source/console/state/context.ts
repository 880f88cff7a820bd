import type {Context} from '../keymap.js';
import type {AppState} from './app-state.js';
import {topScreen} from './screens.js';
import type {TextInput} from './text-input.js';

/** Which keys hold now. */
export const contextOf = (state: AppState): Context => {
	const screen = topScreen(state);
	if (screen.name === 'divisions') {
		return screen.input ? 'filter' : 'divisions';
	}

	if (screen.name === 'repair') {
		switch (screen.stage.name) {
			case 'typing': {
				return 'repair';
			}

			case 'planning':
			case 'preview':
			case 'applying': {
				return 'repair-preview';
			}

			default: {
				return 'repair-end';
			}
		}
	}

	return screen.name;
};

/** The text that is being typed, when there is one. */
export const openInput = (state: AppState): TextInput | undefined => {
	const screen = topScreen(state);
	if (screen.name === 'repair') {
		return screen.stage.name === 'typing' ? screen.input : undefined;
	}

	return 'input' in screen ? screen.input : undefined;
};
