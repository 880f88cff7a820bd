import {listStart} from '../../state/list.js';
import type {ProcessLogScreen} from '../../state/run-screens.js';
import {changeScreens, findScreen, push} from '../../state/screens.js';
import {hoursOf} from '../../state/visible-runs.js';
import {toProblem} from '../../to-problem.js';
import type {App} from '../app.js';
import {keepListInPlace} from '../move.js';

/** Shows the process report of Synergy. */
export const openProcessLog = (app: App): void => {
	app.store.update(state => push(state, {
		name: 'process-log', list: listStart, rows: {status: 'loading', since: app.now()}, unexplained: [], onlyErrors: false, time: 'all', job: '',
	}));
	app.run(async () => readProcessRows(app));
};

export const changeProcessLog = (app: App, change: (screen: ProcessLogScreen) => ProcessLogScreen): void => {
	app.store.update(state => changeScreens(state, 'process-log', screen => ({...change(screen), list: listStart, rows: {status: 'loading', since: app.now()}})));
	app.run(async () => readProcessRows(app));
};

/** Reads the rows that the filters ask for. An answer to a filter that was changed meanwhile is dropped. */
export const readProcessRows = async (app: App): Promise<void> => {
	const {services, store} = app;
	const asked = findScreen(store.get(), 'process-log');
	if (!asked || !services?.runs) {
		return;
	}

	const hours = hoursOf(asked.time);
	const isSame = ({onlyErrors, time, job}: ProcessLogScreen) => onlyErrors === asked.onlyErrors && time === asked.time && job === asked.job;
	try {
		const {rows: value, unexplained} = await services.runs.processLog({
			onlyErrors: asked.onlyErrors, limit: 500, ...(hours !== undefined && {since: {hours}}), ...(asked.job !== '' && {process: asked.job}),
		}, {signal: app.connecting?.signal ?? new AbortController().signal});
		store.update(state => keepListInPlace(changeScreens(state, 'process-log', screen => isSame(screen) ? {...screen, rows: {status: 'ready', value}, unexplained} : screen)));
	} catch (error) {
		const problem = toProblem(error);
		store.update(state => changeScreens({...state, lastProblem: problem}, 'process-log', screen => isSame(screen) ? {...screen, rows: {status: 'failed', problem}} : screen));
	}

	store.flush();
};
