import {jobs} from '../../../runs/catalogue/jobs.js';
import {isOver} from '../../../runs/contract.js';
import {listStart} from '../../state/list.js';
import type {Loading} from '../../state/loading.js';
import {changeScreens, findScreen, push} from '../../state/screens.js';
import {toProblem} from '../../to-problem.js';
import type {App} from '../app.js';
import {keepListInPlace} from '../move.js';
import {followList} from './follow-list.js';

/** Shows the catalogue of jobs with their last runs. */
export const openJobs = (app: App): void => {
	const loading = {status: 'loading', since: app.now()} as const;
	app.store.update(state => push(state, {
		name: 'jobs', list: listStart, lines: loading, schedules: loading, leftovers: new Map(),
	}));
	app.run(async () => followList(app, {name: 'jobs', read: readRunsOfJobs, isMoving}));
	app.run(async () => readServer(app));
};

/** Reads everything of the list again. */
export const readJobs = async (app: App): Promise<void> => {
	await readRunsOfJobs(app);
	await readServer(app);
};

const isMoving = ({store}: App): boolean => {
	const screen = findScreen(store.get(), 'jobs');
	return screen?.lines.status === 'ready' && screen.lines.value.some(({last}) => last !== undefined && !isOver(last.state));
};

const readRunsOfJobs = async (app: App): Promise<void> => {
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

/** What the server tells comes later, or not at all: the list is of use without it. */
const readServer = async (app: App): Promise<void> => {
	const {services, store} = app;
	const signal = app.connecting?.signal ?? new AbortController().signal;
	const asked = async <Value>(ask: () => Promise<Value>): Promise<Loading<Value>> => {
		try {
			return {status: 'ready', value: await ask()};
		} catch (error) {
			return {status: 'failed', problem: toProblem(error)};
		}
	};

	const schedules = await asked(async () => services!.runs!.schedules({signal}));
	// An answer for a profile that was left says nothing of the next one.
	const isCurrent = () => app.services === services;
	if (!isCurrent()) {
		return;
	}

	store.update(state => changeScreens(state, 'jobs', screen => ({...screen, schedules})));
	const obsoleteJobs = jobs.filter(({obsolete}) => obsolete !== undefined);
	for (const job of obsoleteJobs) {
		// eslint-disable-next-line no-await-in-loop -- one connection takes one request at a time, and a server that did not answer is not waited for again
		const left = schedules.status === 'failed' ? schedules : await asked(async () => services!.runs!.leftovers(job, {signal}));
		if (!isCurrent()) {
			return;
		}

		store.update(state => changeScreens(state, 'jobs', screen => ({...screen, leftovers: new Map(screen.leftovers).set(job.id, left)})));
	}

	store.flush();
};
