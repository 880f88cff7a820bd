import {
	dialogContexts,
	findBinding,
	type ActionName,
	type Context,
} from '../keymap.js';
import type {Key} from '../keys/key.js';
import type {AppState} from '../state/app-state.js';
import {parseCommand, type CommandName} from '../state/command-line.js';
import {contextOf} from '../state/context.js';
import {isConnecting} from '../state/is-connecting.js';
import {isReading} from '../state/reading.js';
import {topScreen} from '../state/screens.js';
import type {App} from './app.js';
import {whyNot} from './why-not.js';

/**
What is typed ahead of what it is meant for is kept, and done in its order when that is there: on a slow line several keys come as one piece, and must mean what single ones mean.
Keys that need nothing of the server are done at once, as long as no other key waits before them.
*/
export const isTypedAhead = (app: App, key: Key): boolean => !neverHeld.has(key.name) && (app.heldKeys.length > 0 || isTooEarly(app.store.get(), key));

/** Does what waits, as far as it is no longer too early. */
export const replayHeldKeys = (app: App, act: (app: App, key: Key) => void): void => {
	while (app.heldKeys.length > 0 && !isTooEarly(app.store.get(), app.heldKeys[0]!)) {
		act(app, app.heldKeys.shift()!);
	}
};

const neverHeld: ReadonlySet<string> = new Set(['escape', 'ctrl-c', 'ctrl-l']);

/** Of the screens that fill while the profile is being opened, what needs nothing of it. */
const needNoServer: ReadonlySet<ActionName> = new Set(['profiles', 'statements', 'command', 'help', 'quit', 'leave', 'redraw', 'back']);
const needNoServerCommands: ReadonlySet<CommandName> = new Set(['profile', 'log', 'help', 'quit']);

/** On a list that is being read, what asks nothing of its rows: another screen, and which rows are read. */
const needNoRows: ReadonlySet<ActionName> = new Set([...needNoServer, 'audit', 'jobs', 'runs', 'connections', 'process-log', 'errors-only', 'next-time', 'process-job', 'retry', 'read-again']);

/** What is refused only until the profile is open, or its server has answered. */
const openLater: ReadonlySet<ActionName> = new Set(['audit', 'jobs', 'runs', 'connections', 'process-log', 'undo']);

const filling: ReadonlySet<Context> = new Set(['divisions', 'filter', 'statements']);

function isTooEarly(state: AppState, key: Key): boolean {
	const context = contextOf(state);
	if (isReading(state)) {
		const action = findBinding(context, key.name)?.action;
		return action === undefined || !needNoRows.has(action);
	}

	if (!isConnecting(state)) {
		return false;
	}

	if (context === 'command') {
		return isTooEarlyForCommand(state, key);
	}

	const action = findBinding(context, key.name)?.action;
	return action !== undefined && openLater.has(action) ? whyNot(state, action) !== undefined : filling.has(context) && !(action !== undefined && !dialogContexts.has(context) && needNoServer.has(action));
}

function isTooEarlyForCommand(state: AppState, key: Key): boolean {
	const screen = topScreen(state);
	const text = screen.name === 'command' ? screen.input.value.trimStart() : '';
	if (key.name === 'tab') {
		return /\s/v.test(text);
	}

	const parsed = parseCommand(text);
	return key.name === 'return' && 'name' in parsed && !needNoServerCommands.has(parsed.name);
}
