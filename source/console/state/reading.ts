import type {AppState} from './app-state.js';
import type {Loading} from './loading.js';
import type {ScreenState} from './screen-state.js';
import {ofScreen, type ScreenTable} from './screen-table.js';
import {topScreen} from './screens.js';

/** What the top screen shows is still to come. */
export const isReading = (state: AppState): boolean => {
	const screen = topScreen(state);
	return loadingOf(screen)?.status === 'loading'
		|| (screen.name === 'run' && screen.now === undefined && screen.problem === undefined)
		|| (screen.name === 'audit' && !state.audit && !screen.problem)
		|| (screen.name === 'profiles' && !state.profiles && !screen.problem);
};

/** Since when the server is waited for, on the clock of the console. */
export const readingSince = (state: AppState): number | undefined => {
	const loading = loadingOf(topScreen(state));
	return loading?.status === 'loading' ? loading.since : undefined;
};

const loadingOf = (screen: ScreenState): Loading<unknown> | undefined => ofScreen(loadings, screen)?.(undefined, screen);

const loadings: ScreenTable<undefined, Loading<unknown>> = {
	settings: (_, {page}) => page,
	mac: (_, {page}) => page,
	'access-servers': (_, {table}) => table,
	jobs: (_, {lines}) => lines,
	runs: (_, {runs}) => runs,
	'process-log': (_, {rows}) => rows,
	connections: (_, {statuses}) => statuses,
	'sync-users': (_, {users}) => users,
};
