import {listStart} from '../../state/list.js';
import {changeScreens, findScreen, push} from '../../state/screens.js';
import {toProblem, type App} from '../app.js';
import {keepListInPlace} from '../move.js';

/** Shows the catalogue of jobs with their last runs. */
export const openJobs = (app: App): void => {
	app.store.update(state => push(state, {name: 'jobs', list: listStart, lines: {status: 'loading', since: app.now()}}));
	app.run(async () => readJobs(app));
};

export const readJobs = async (app: App): Promise<void> => {
	const {services, store} = app;
	if (!services?.runs || !findScreen(store.get(), 'jobs')) {
		return;
	}

	try {
		const value = await services.runs.jobs();
		store.update(state => keepListInPlace(changeScreens(state, 'jobs', screen => ({...screen, lines: {status: 'ready', value}}))));
	} catch (error) {
		const problem = toProblem(error);
		store.update(state => changeScreens({...state, lastProblem: problem}, 'jobs', screen => ({...screen, lines: {status: 'failed', problem}})));
	}

	store.flush();
};
