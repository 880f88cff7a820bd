import {isOver} from '../../../runs/contract.js';
import {listStart} from '../../state/list.js';
import {
	changeScreens,
	changeTop,
	findScreen,
	push,
} from '../../state/screens.js';
import {stateFilters, timeFilters, type RunsScreen} from '../../state/run-screens.js';
import {allRuns} from '../../state/runs-filter.js';
import {choicesOf} from '../../state/visible-runs.js';
import {toProblem} from '../../to-problem.js';
import type {App} from '../app.js';
import {keepListInPlace} from '../move.js';
import {followList} from './follow-list.js';

/** Shows the runs of this machine through the open profile. */
export const openRuns = (app: App): void => {
	app.store.update(state => push(state, {
		name: 'runs', list: listStart, runs: {status: 'loading', since: app.now()}, damaged: [], ...allRuns,
	}));
	app.run(async () => followList(app, {name: 'runs', read: readRuns, isMoving}));
};

const isMoving = ({store}: App): boolean => {
	const screen = findScreen(store.get(), 'runs');
	return screen?.runs.status === 'ready' && screen.runs.value.some(({state}) => !isOver(state));
};

export const readRuns = async (app: App): Promise<void> => {
	const {services, store} = app;
	if (!services?.runs || !findScreen(store.get(), 'runs')) {
		return;
	}

	try {
		const {runs: value, damaged} = await services.runs.runs();
		store.update(state => keepListInPlace(changeScreens(state, 'runs', screen => ({...screen, runs: {status: 'ready', value}, damaged}))));
	} catch (error) {
		const problem = toProblem(error);
		store.update(state => changeScreens({...state, lastProblem: problem}, 'runs', screen => ({...screen, runs: {status: 'failed', problem}})));
	}

	store.flush();
};

export const changeRuns = ({store}: App, change: (screen: RunsScreen) => RunsScreen): void => {
	store.update(state => keepListInPlace(changeTop(state, 'runs', change)));
};

export const nextState = (app: App): void => {
	changeRuns(app, screen => ({...screen, state: after(stateFilters, screen.state)}));
};

/** The next job, or the next division, of those that occur. */
export const nextPart = (app: App, part: 'job' | 'division'): void => {
	changeRuns(app, screen => ({...screen, [part]: after(choicesOf(screen, part), screen[part])}));
};

/** The value after one in a list, round and round. */
export const after = <Value>(values: readonly Value[], value: Value): Value => values[(values.indexOf(value) + 1) % values.length]!;

export const nextTime = (app: App): void => {
	changeRuns(app, screen => ({...screen, time: after(timeFilters, screen.time)}));
};
