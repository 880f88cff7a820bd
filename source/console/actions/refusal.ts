import type {ActionName} from '../keymap.js';
import type {AppState, Message} from '../state/app-state.js';
import {topScreen} from '../state/screens.js';
import type {App} from './app.js';
import {whyNot} from './why-not.js';

/** Says why a key does nothing here; with the action, as long as that is so. */
export const refuse = (app: App, text: string, action?: ActionName): void => {
	app.store.update(state => ({
		...state, message: {kind: 'refused', text, about: {screen: topScreen(state).name, ...(action !== undefined && {action})}},
	}));
};

/** Takes a refusal away whose reason is gone, and what was told of an action that cannot be done any more: what was waited for has come, or another screen. */
export const forgetOldMessage = ({store}: App): void => {
	const state = store.get();
	if (state.message?.about !== undefined && isOld(state, state.message, state.message.about)) {
		store.update(current => current.message === state.message ? {...current, message: undefined} : current);
	}
};

const isOld = (state: AppState, {kind, text}: Message, {screen, action}: NonNullable<Message['about']>): boolean => {
	const reason = action === undefined ? undefined : whyNot(state, action);
	return topScreen(state).name !== screen || (kind === 'refused' ? action !== undefined && reason !== text : reason !== undefined);
};
