import {listStart} from '../state/list.js';
import {changeScreens, push} from '../state/screens.js';
import {toProblem} from '../to-problem.js';
import type {App} from './app.js';
import {keepListInPlace} from './move.js';

/** Opens the table of a division and reads it. */
export const openAccessServers = async (app: App, code: string): Promise<void> => {
	app.store.update(state => push(state, {
		name: 'access-servers', code, list: listStart, table: {status: 'loading', since: app.now()},
	}));
	await readAccessServers(app, code);
};

/** Reads the table again; what is shown stays until the answer is there. */
export const readAccessServers = async (app: App, code: string): Promise<void> => {
	const {services, store} = app;
	const division = store.get().divisions.find(candidate => candidate.code === code);
	if (!services || !division) {
		return;
	}

	try {
		const table = await services.accessServers(division, {signal: app.connecting?.signal ?? new AbortController().signal});
		store.update(state => keepListInPlace(changeScreens(state, 'access-servers', screen => screen.code === code ? {...screen, table: {status: 'ready', value: table}} : screen)));
	} catch (error) {
		const problem = toProblem(error);
		store.update(state => ({
			...changeScreens(state, 'access-servers', screen => screen.code === code ? {...screen, table: {status: 'failed', problem}} : screen),
			lastProblem: problem,
		}));
	}
};
