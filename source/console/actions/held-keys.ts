import type {Key} from '../keys/key.js';
import {isConnecting} from '../state/is-connecting.js';
import {readingSince} from '../state/reading.js';
import {say, type App} from './app.js';

/** Keeps a key for later, and says so when it may take a server's time. */
export const hold = (app: App, key: Key): void => {
	app.heldKeys.push(key);
	const state = app.store.get();
	const since = readingSince(state);
	if (isConnecting(state) || (since !== undefined && app.now() - since > patienceMs)) {
		say(app, 'info', `Typed ahead: ${counted(app.heldKeys)}, done when ${since === undefined ? 'the divisions are there' : 'this is read'}; Esc drops this.`);
	}
};

/** What comes sooner needs no word. */
const patienceMs = 1000;

/** Forgets what waits. */
export const dropHeldKeys = (app: App, reason = ''): void => {
	if (app.heldKeys.length === 0) {
		return;
	}

	say(app, 'refused', `Dropped what was typed ahead (${counted(app.heldKeys)})${reason}.`);
	app.heldKeys.length = 0;
};

// Which keys they are is not shown: a password may be among them.
function counted(keys: readonly Key[]): string {
	return keys.length === 1 ? '1 key' : `${keys.length} keys`;
}
