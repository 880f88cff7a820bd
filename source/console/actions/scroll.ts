import {topScreen} from '../state/screens.js';
import type {App} from './app.js';

/** Scrolls the text of the top screen, and stops at its last line. */
export const scroll = (app: App, lines: number): void => {
	app.store.update(state => {
		const screen = topScreen(state);
		if (!('scroll' in screen)) {
			return state;
		}

		const limit = app.scrollLimit(state);
		const from = Math.min(screen.scroll, limit);
		const wanted = Math.max(0, Math.min(limit, from + lines));
		return {...state, screens: [...state.screens.slice(0, -1), {...screen, scroll: wanted}]};
	});
};
