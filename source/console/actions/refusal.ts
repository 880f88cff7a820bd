import type {ActionName} from '../keymap.js';
import {topScreen} from '../state/screens.js';
import type {App} from './app.js';
import {whyNot} from './why-not.js';

/** Says why a key does nothing here; with the action, as long as that is so. */
export const refuse = (app: App, text: string, action?: ActionName): void => {
	app.store.update(state => ({
		...state, message: {kind: 'refused', text, about: {screen: topScreen(state).name, ...(action !== undefined && {action})}},
	}));
};

/** Takes a refusal away whose reason is gone: what was waited for has come, or another screen. */
export const forgetOldRefusal = ({store}: App): void => {
	const state = store.get();
	const {about, text} = state.message ?? {};
	if (about !== undefined && (topScreen(state).name !== about.screen || (about.action !== undefined && whyNot(state, about.action) !== text))) {
		store.update(current => current.message === state.message ? {...current, message: undefined} : current);
	}
};
