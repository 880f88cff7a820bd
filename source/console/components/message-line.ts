import {cutTo} from '../text/fit.js';
import {clean} from '../text/width.js';
import type {AppState, Message} from '../state/app-state.js';
import {openInput} from '../state/context.js';
import {topScreen} from '../state/screens.js';
import type {ScreenName} from '../state/screen-state.js';
import type {Theme} from '../theme.js';
import {inputText} from './input-text.js';

/** The line above the footer: what was done or refused, or the text being typed for a filter or a command. */
export const messageLine = (state: AppState, theme: Theme): string => {
	const {columns} = state.size;
	const {name} = topScreen(state);
	const input = openInput(state);
	const {message} = state;
	if (input && inputScreens.has(name)) {
		// What is typed stays visible: a command has its message above the list of commands, a filter beside itself.
		const width = message && name !== 'command' ? Math.floor(columns / 2) : columns;
		const typed = ` ${theme.paint(name === 'command' ? ':' : '/', {bold: true})}${inputText(input, width - 3, theme)}`;
		return width === columns ? typed : `${typed} ${messageText(message!, columns - width, theme)}`;
	}

	return message ? messageText(message, columns, theme, message.kind === 'error' ? '  (e shows cause and fix)' : '') : '';
};

const inputScreens: ReadonlySet<ScreenName> = new Set(['divisions', 'command', 'audit', 'statements']);

/** A message with its sign in at most `columns`. */
export const messageText = (message: Message, columns: number, theme: Theme, hint = ''): string => {
	const text = cutTo(clean(message.text), columns - 3 - hint.length);
	switch (message.kind) {
		case 'error': {
			return ` ${theme.paint(`${theme.glyphs.fail} ${text}`, {color: 'red', bold: true})}${theme.paint(hint, {dim: true})}`;
		}

		case 'done': {
			return ` ${theme.paint(theme.glyphs.pass, {color: 'green'})} ${text}`;
		}

		case 'refused': {
			return ` ${theme.paint(theme.glyphs.warn, {color: 'yellow', bold: true})} ${text}`;
		}

		case 'info': {
			return ` ${text}`;
		}
	}
};
