import {cutTo} from '../text/fit.js';
import {clean} from '../text/width.js';
import type {AppState} from '../state/app-state.js';
import {openInput} from '../state/context.js';
import {topScreen} from '../state/screens.js';
import type {Theme} from '../theme.js';
import {inputText} from './input-text.js';

/** The line above the footer: what was done or refused, or the text being typed for a filter or a command. */
export const messageLine = (state: AppState, theme: Theme): string => {
	const {columns} = state.size;
	const {name} = topScreen(state);
	const input = openInput(state);
	if (input && !state.message && ['divisions', 'command', 'audit'].includes(name)) {
		return ` ${theme.paint(name === 'command' ? ':' : '/', {bold: true})}${inputText(input, columns - 3, theme)}`;
	}

	const {message} = state;
	if (!message) {
		return '';
	}

	const hint = message.kind === 'error' ? '  (e shows cause and fix)' : '';
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
