import type {ConnectionStatus} from '../../sync-user/contract.js';
import {listStart} from '../state/list.js';
import type {ScreenState} from '../state/screen-state.js';
import {changeScreens, push, topScreen} from '../state/screens.js';
import {statusOf} from '../state/sync-screens.js';
import type {AppState} from '../state/app-state.js';
import {toProblem} from '../to-problem.js';
import {sayProblem, type App} from './app.js';
import {keepListInPlace} from './move.js';

/** Opens the list of accounting system connections: what was last seen at once, then what is so now. */
export const openConnections = (app: App): void => {
	app.store.update(state => push(state, {
		name: 'connections', list: listStart, statuses: {status: 'loading', since: app.now()}, looking: false,
	}));
	app.run(async () => {
		await showLast(app);
		await lookAtConnections(app);
	});
};

const showLast = async ({services, store, connecting}: App) => {
	try {
		const last = await services?.sync?.last({signal: connecting?.signal ?? new AbortController().signal});
		store.update(state => changeScreens(state, 'connections', screen => last !== undefined && last.length > 0 && screen.statuses.status === 'loading' ? {...screen, statuses: {status: 'ready', value: last}} : screen));
		store.flush();
	} catch {
		// The look that follows tells what is wrong.
	}
};

/** Looks at all connections again, or at one; what is shown stays until the answer is there. */
export const lookAtConnections = async (app: App, id?: string, {isWithRights = false}: {readonly isWithRights?: boolean} = {}): Promise<void> => {
	const {services, store, connecting} = app;
	if (services?.sync === undefined) {
		return;
	}

	store.update(state => changeScreens(state, 'connections', screen => ({...screen, looking: true})));
	try {
		const {statuses: seen, officeProblem} = await services.sync.look({signal: connecting?.signal ?? new AbortController().signal, isWithRights, ...(id !== undefined && {id})});
		store.update(state => keepListInPlace(changeScreens(state, 'connections', screen => ({
			...screen, looking: false, office: officeProblem && toProblem(officeProblem), statuses: {status: 'ready', value: id !== undefined && screen.statuses.status === 'ready' ? merged(screen.statuses.value, seen) : seen},
		}))));
	} catch (error) {
		const problem = toProblem(error);
		store.update(state => ({
			...changeScreens(state, 'connections', screen => ({...screen, looking: false, statuses: screen.statuses.status === 'ready' ? screen.statuses : {status: 'failed', problem}})),
			lastProblem: problem,
		}));
		sayProblem(app, problem);
	}

	store.flush();
};

const merged = (before: readonly ConnectionStatus[], seen: readonly ConnectionStatus[]) => {
	const byId = new Map(seen.map(status => [status.id, status]));
	return before.map(status => byId.get(status.id) ?? status);
};

/** Opens the evidence of one connection. */
export const openConnection = (app: App, id: string): void => {
	app.store.update(state => push(state, {name: 'connection', id, scroll: 0}));
};

/** The connection that the operator means: the open one, or the selected one of the list. */
export const meantConnection = (state: AppState): ConnectionStatus | undefined => {
	const screen: ScreenState = topScreen(state);
	if (screen.name === 'connections') {
		return screen.statuses.status === 'ready' ? screen.statuses.value[screen.list.index] : undefined;
	}

	return 'id' in screen ? statusOf(state.screens, screen.id) : undefined;
};
