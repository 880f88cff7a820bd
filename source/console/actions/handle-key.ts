import {
	bindingsOf,
	dialogContexts,
	findBinding,
	listContexts,
	type Context,
} from '../keymap.js';
import {keyName} from '../key-names.js';
import type {Key} from '../keys/key.js';
import type {AppState} from '../state/app-state.js';
import {contextOf, openInput} from '../state/context.js';
import {withText} from '../state/launch-form.js';
import {changeTop, topScreen} from '../state/screens.js';
import {
	editText,
	textInput,
	withoutColon,
	type TextInput,
} from '../state/text-input.js';
import {visibleDivisions} from '../state/visible-divisions.js';
import type {App} from './app.js';
import {dropHeldKeys, hold} from './held-keys.js';
import {
	changeDivisionList,
	followStatements,
	keepListInPlace,
	listLength,
	moveTo,
} from './move.js';
import {perform} from './perform.js';
import {showNextQuestion} from './questions.js';
import {refuse} from './refusal.js';
import {isTypedAhead, replayHeldKeys} from './typed-ahead.js';
import {whyNot} from './why-not.js';

/** Everything that a key does begins here. The state changes before the next key is looked at, so that glued keys mean what single ones mean. */
export const handleKey = (app: App, key: Key): void => {
	if (key.name === 'escape' && app.heldKeys.length > 0) {
		dropHeldKeys(app);
		app.store.flush();
		return;
	}

	if (isTypedAhead(app, key)) {
		hold(app, key);
		app.store.flush();
		return;
	}

	act(app, key);
};

/** What was typed ahead is done when that is there which it was typed for. */
export const goOnWithHeldKeys = (app: App): void => {
	replayHeldKeys(app, act);
};

function act(app: App, key: Key): void {
	const before = app.store.get();
	const context = contextOf(before);
	const binding = findBinding(context, key.name);
	if (binding?.action !== 'redraw') {
		app.store.update(forgetMessage);
	}

	const input = openInput(before);
	const edited = input && (!binding || key.text !== undefined) ? editText(isReplaced(before, key) ? textInput() : input, key) : undefined;
	if (edited) {
		setInput(app, edited);
	} else if (/^\d$/v.test(key.name) && listContexts.has(context)) {
		goToDigits(app, before.digits + key.name);
	} else if (binding) {
		app.store.update(state => ({...state, digits: ''}));
		const refusal = whyNot(app.store.get(), binding.action);
		if (refusal === undefined) {
			perform(app, binding.action);
		} else {
			refuse(app, refusal, binding.action);
		}
	} else {
		app.store.update(state => ({...state, digits: ''}));
		explainKey(app, context, key);
	}

	showNextQuestion(app);
	app.store.flush();
}

// The text of the last time, or one that was refused, goes with the first key that writes; one that moves keeps it.
function isReplaced(state: AppState, key: Key): boolean {
	const screen = topScreen(state);
	const isWriting = key.text !== undefined;
	return (screen.name === 'line' && screen.isSelected && (isWriting || key.name === 'backspace' || key.name === 'delete')) || ((screen.name === 'setup' || screen.name === 'command') && screen.isRefused && isWriting);
}

// What was refused or done is read by the time of the next key; an error stays.
function forgetMessage(state: AppState): AppState {
	return state.message && state.message.kind !== 'error' ? {...state, message: undefined} : state;
}

function setInput(app: App, input: TextInput): void {
	app.store.update(state => {
		const screen = topScreen(state);
		if (screen.name === 'divisions') {
			return changeDivisionList(state, current => ({...current, input}));
		}

		if (screen.name === 'repair') {
			return changeTop(state, 'repair', current => ({...current, input, stage: {name: 'typing'}}));
		}

		if (screen.name === 'launch') {
			return changeTop(state, 'launch', current => withText(current, input));
		}

		if (screen.name === 'setup') {
			return changeTop(state, 'setup', current => ({...current, input, isRefused: false}));
		}

		if (screen.name === 'command') {
			return changeTop(state, 'command', current => ({
				...current, input: withoutColon(input), choices: [], ...(current.isRefused && {isRefused: false, historyIndex: state.commandHistory.length}),
			}));
		}

		if (screen.name === 'audit' || screen.name === 'statements') {
			return followStatements(keepListInPlace(changeTop(state, screen.name, current => ({...current, input}))));
		}

		if (screen.name === 'line') {
			return changeTop(state, 'line', current => ({...current, input, isSelected: false}));
		}

		return 'input' in screen ? {...state, screens: [...state.screens.slice(0, -1), {...screen, input}]} : state;
	});
}

function goToDigits(app: App, digits: string): void {
	const state = app.store.get();
	const index = rowOfDigits(state, digits);
	if (index === undefined) {
		const again = digits.length > 1 ? rowOfDigits(state, digits.at(-1)!) : undefined;
		refuse(app, `There is no ${topScreen(state).name === 'divisions' ? 'division that begins with' : 'row'} ${digits}.`);
		app.store.update(current => ({...current, digits: again === undefined ? '' : digits.at(-1)!}));
		return;
	}

	app.store.update(current => ({
		...moveTo(current, index), digits, message: {kind: 'info', text: `Go to ${digits}`},
	}));
}

// A division is meant by its code, with or without the leading noughts; any other row by its number.
function rowOfDigits(state: AppState, digits: string): number | undefined {
	const screen = topScreen(state);
	if (screen.name === 'divisions') {
		const divisions = visibleDivisions(state);
		const index = divisions.findIndex(({code}) => code.startsWith(digits));
		const shortened = index === -1 ? divisions.findIndex(({code}) => code.replace(/^0+/v, '').startsWith(digits)) : index;
		return shortened === -1 ? undefined : shortened;
	}

	const row = Number(digits);
	return row >= 1 && row <= listLength(state) ? row - 1 : undefined;
}

function explainKey(app: App, context: Context, {name}: Key): void {
	if (name === 'paste') {
		refuse(app, 'There is nothing to paste into here.');
	} else if (['confirm', 'repair-preview', 'settings-preview', 'review'].includes(context)) {
		const answers = bindingsOf(context).filter(({footer, action}) => footer !== undefined && whyNot(app.store.get(), action) === undefined).map(({keys, label}) => `${keyName(keys[0]!)} ${label}`);
		refuse(app, `Answer with ${answers.join(', or ')}.`);
	} else if (dialogContexts.has(context) && openInput(app.store.get())) {
		// A key that means nothing to a text is no mistake worth a word.
	} else {
		refuse(app, dialogContexts.has(context) ? `${keyName(name)} does nothing here; Esc closes.` : `${keyName(name)} does nothing here; ? shows the keys.`);
	}
}
