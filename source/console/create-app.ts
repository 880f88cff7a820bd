import {setTimeout as delay} from 'node:timers/promises';
import {sayProblem, type App} from './actions/app.js';
import {toProblem} from './to-problem.js';
import {leaveProfile, openProfile} from './actions/connect.js';
import {goOnWithHeldKeys} from './actions/handle-key.js';
import {beginSetup, endSetup, setupStart} from './actions/setup.js';
import {forgetOldMessage} from './actions/refusal.js';
import {refillLog} from './actions/runs/run.js';
import {keepListInPlace} from './actions/move.js';
import {scrollLimit} from './screens/frame.js';
import type {Size} from './state/app-state.js';
import {initialState} from './state/initial-state.js';
import {isSomethingRunning} from './state/live-test.js';
import {createStore} from './state/store.js';
import {push} from './state/screens.js';
import type {Profiles} from './services.js';
import type {SetupServices} from './setup-services.js';
import type {Theme} from './theme.js';

export type CreateAppOptions = {
	readonly profiles: Profiles;
	readonly profile?: string;
	readonly setup?: SetupServices | undefined;
	/** Begins with the first-time set-up instead of a profile. */
	readonly isSetup?: boolean;
	readonly size: Size;
	readonly theme: Theme;
	readonly repaint: () => void;
	readonly copy?: (text: string) => void;
	readonly exit: (code: number) => void;
	readonly now?: () => number;
};

/** The console without a terminal: state, actions, and a clock that ticks only while something runs. */
export const createApp = ({profiles, profile, setup, isSetup = false, size, theme, repaint, copy = () => undefined, exit, now = () => performance.now()}: CreateAppOptions) => {
	const first = initialState(size, profile, now());
	const store = createStore(isSetup ? push(first, setupStart) : first);
	const app: App = {
		store,
		profiles,
		setup,
		now,
		repaint,
		copy,
		exit,
		scrollLimit: state => scrollLimit(state, theme),
		services: undefined,
		connecting: undefined,
		opening: undefined,
		batch: undefined,
		tests: new Map(),
		questions: [],
		heldKeys: [],
		writes: new Set(),
		run(work) {
			work().catch((error: unknown) => {
				sayProblem(app, toProblem(error));
			});
		},
	};
	let clock: NodeJS.Timeout | undefined;
	const stopWatching = store.subscribe(() => {
		goOnWithHeldKeys(app);
		forgetOldMessage(app);
		if (isSomethingRunning(store.get())) {
			if (clock === undefined) {
				clock = setInterval(() => {
					store.update(state => ({...state, now: now()}));
					store.flush();
				}, 1000);
				// The time on the screen stood still since the last work: the first frame would count from then.
				store.update(state => ({...state, now: now()}));
			}
		} else {
			clearInterval(clock);
			clock = undefined;
		}
	});
	return {
		app,
		/** Connects. Called when the first frame is on the screen. */
		start() {
			app.run(async () => isSetup ? beginSetup(app) : openProfile(app, profile));
		},
		resize(next: Size) {
			store.update(state => keepListInPlace({...state, size: next}));
			store.flush();
			refillLog(app);
		},
		/** Lets a change that is being written come to its end, cancels the rest. */
		async stop() {
			stopWatching();
			clearInterval(clock);
			await Promise.allSettled(app.writes);
			const left = leaveProfile(app);
			endSetup(app);
			await Promise.race([Promise.allSettled([app.opening, left]), delay(longestClosingMs, undefined, {ref: false})]);
		},
	};
};

const longestClosingMs = 2000;
