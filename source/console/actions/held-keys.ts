import type {Key} from '../keys/key.js';
import {isConnecting} from '../state/is-connecting.js';
import {say, type App} from './app.js';

/** Keeps a key for later, and says so when it may take a server's time. */
export const hold = (app: App, key: Key): void => {
	app.heldKeys.push(key);
	if (isConnecting(app.store.get())) {
		say(app, 'info', `Typed ahead: ${counted(app.heldKeys)}, done when the divisions are there; Esc drops this.`);
	}
};

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
