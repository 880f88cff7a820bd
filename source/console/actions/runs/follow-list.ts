import {setTimeout as delay} from 'node:timers/promises';
import {findScreen, topScreen} from '../../state/screens.js';
import type {App} from '../app.js';

type Listing = {
	readonly name: 'runs' | 'jobs';
	readonly read: (app: App) => Promise<void>;
	/** Whether something that it shows goes on. */
	readonly isMoving: (app: App) => boolean;
};

const followers = new WeakMap<App, Map<Listing['name'], symbol>>();

/**
Reads a list of runs while it is shown, and again every other second while one of them goes on, one was started (here or by another
process), or the list is shown again. A list of what is over costs a look at the names in the folder, and writes nothing to the terminal.
*/
export const followList = async (app: App, {name, read, isMoving}: Listing): Promise<void> => {
	const {services, store} = app;
	if (!services?.runs) {
		return;
	}

	// The list may lie on the screens twice, or be opened again before the last look of its former follower: the newest one goes on alone.
	const own = Symbol(name);
	const followed = followers.get(app) ?? new Map<Listing['name'], symbol>();
	followers.set(app, followed.set(name, own));
	let seen: string | undefined;
	let wasTop = true;
	/* eslint-disable no-await-in-loop -- one look after another */
	while (app.services === services && followed.get(name) === own && findScreen(store.get(), name)) {
		const now = await services.runs.newest();
		const isTop = topScreen(store.get()).name === name;
		if (isTop && (now !== seen || !wasTop || isMoving(app))) {
			await read(app);
		}

		seen = now;
		wasTop = isTop;
		await delay(2000, undefined, {ref: false});
	}
	/* eslint-enable no-await-in-loop */
};
