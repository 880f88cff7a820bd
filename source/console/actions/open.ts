import type {AppState} from '../state/app-state.js';
import {contextOf} from '../state/context.js';
import {isSomethingRunning, runningCodes} from '../state/live-test.js';
import {listStart} from '../state/list.js';
import {
	changeScreens,
	findScreen,
	push,
	topScreen,
} from '../state/screens.js';
import {unsavedSettings} from '../state/settings-drafts.js';
import {selectedDivision, visibleDivisions} from '../state/visible-divisions.js';
import {toProblem} from '../to-problem.js';
import type {App} from './app.js';
import {openAudit} from './audit.js';
import {switchProfile} from './connect.js';
import {keepListInPlace} from './move.js';
import {testDivisions} from './run-tests.js';

/** More divisions than this are tested after a question only. */
const manyDivisions = 25;

/** The division that the operator means: the open one, or the selected one of the list. */
export const currentCode = (state: AppState): string | undefined => {
	const open = state.screens.findLast(screen => 'code' in screen);
	return open && 'code' in open ? open.code : selectedDivision(state)?.code;
};

export const openDivision = (app: App, code: string): void => {
	app.store.update(state => push({...state, screens: state.screens.slice(0, 1)}, {
		name: 'division', code, step: firstTrouble(state, code), scroll: 0, follows: true,
	}));
};

export const openHelp = (app: App): void => {
	app.store.update(state => push(state, {
		name: 'text', title: 'Help', content: {kind: 'help', context: contextOf(state)}, scroll: 0,
	}));
};

export const openProblem = (app: App): void => {
	app.store.update(state => state.lastProblem
		? push({...state, message: undefined}, {
			name: 'text', title: 'Error', content: {kind: 'problem', problem: state.lastProblem}, scroll: 0,
		})
		: state);
};

export const openStatements = (app: App): void => {
	app.store.update(state => keepListInPlace(push(state, {
		name: 'statements', list: {index: state.statements.length - 1, top: 0}, follows: true, filter: '', input: undefined,
	})));
};

export const openProfiles = (app: App): void => {
	app.store.update(state => push({...state, profiles: undefined}, {name: 'profiles', list: listStart, problem: undefined}));
	app.run(async () => {
		try {
			const profiles = await app.profiles.list();
			const open = app.store.get().profile?.name;
			const index = Math.max(0, profiles.findIndex(({name}) => name === open));
			app.store.update(state => keepListInPlace(changeScreens({...state, profiles}, 'profiles', screen => ({...screen, problem: undefined, list: {...screen.list, index}}))));
		} catch (error) {
			const problem = toProblem(error);
			app.store.update(state => changeScreens({...state, lastProblem: problem}, 'profiles', screen => ({...screen, problem})));
		}

		app.store.flush();
	});
};

export const showAudit = (app: App): void => {
	app.run(async () => openAudit(app));
};

/** Tests what the list shows; asks when that is much. */
export const requestTestAll = (app: App): void => {
	const divisions = visibleDivisions(app.store.get());
	if (divisions.length > manyDivisions) {
		app.store.update(state => push(state, {name: 'confirm', question: {kind: 'test-all', codes: divisions.map(({code}) => code)}}));
		return;
	}

	app.run(async () => testDivisions(app, divisions));
};

/** Switches the profile; asks when a test would be cancelled by it, or what was typed be lost. */
export const requestSwitch = (app: App, profile: string): void => {
	if (runningCodes(app.store.get()).length > 0 || unsavedSettings(app.store.get()).length > 0) {
		app.store.update(state => push(state, {name: 'confirm', question: {kind: 'switch', profile}}));
		return;
	}

	switchProfile(app, profile);
};

/** Quits, after a question when something would be cancelled or lost. */
export const quit = (app: App): void => {
	const state = app.store.get();
	if (state.writing || unsavedSettings(state).length > 0 || (isSomethingRunning(state) && state.connection.status !== 'connecting')) {
		app.store.update(current => push(current, {name: 'confirm', question: {kind: 'quit'}}));
		return;
	}

	app.exit(0);
};

/** What the lower screens show of a division. */
export const openCode = (state: AppState): string => {
	const screen = topScreen(state);
	return 'code' in screen ? screen.code : findScreen(state, 'division')!.code;
};

function firstTrouble(state: AppState, code: string): number {
	const steps = state.tests.get(code)?.result?.steps ?? [];
	const failed = steps.findIndex(({status}) => status === 'fail');
	return Math.max(0, failed === -1 ? steps.findIndex(({status}) => status === 'warn') : failed);
}
