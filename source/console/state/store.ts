import type {AppState} from './app-state.js';

export type Store = {
	readonly get: () => AppState;
	/** Changes the state at once; who draws it is told soon, and once for many changes. */
	readonly update: (change: (state: AppState) => AppState) => void;
	readonly subscribe: (listener: () => void) => () => void;
	/** Tells now: after a key, whose echo must not wait. */
	readonly flush: () => void;
};

/** At most ten frames a second for what happens by itself: more cannot be read, and costs a slow line. */
const pauseMs = 100;

export const createStore = (initial: AppState): Store => {
	let state = initial;
	let told = initial;
	let timer: NodeJS.Timeout | undefined;
	const listeners = new Set<() => void>();

	const tell = () => {
		clearTimeout(timer);
		timer = undefined;
		if (told === state) {
			return;
		}

		told = state;
		for (const listener of listeners) {
			listener();
		}
	};

	return {
		get: () => state,
		update(change) {
			state = change(state);
			timer ??= setTimeout(tell, pauseMs);
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		flush: tell,
	};
};
