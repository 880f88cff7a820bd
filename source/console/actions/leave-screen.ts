import type {ScreenState} from '../state/screen-state.js';
import {allRuns, showRunsFilter} from '../state/runs-filter.js';
import {changeTop, pop} from '../state/screens.js';
import type {App} from './app.js';
import {changeDivisionList, keepListInPlace} from './move.js';
import {answerQuestion} from './questions.js';
import {leaveMac} from './mac.js';
import {leaveRelink} from './relink.js';
import {leaveRepair} from './repair.js';
import {leaveSettings} from './settings.js';
import {leaveSetup} from './setup.js';
import {backToForm} from './runs/launch.js';
import {changeRuns} from './runs/runs.js';

/** Escape: one step back, which never ends the console and never loses anything. */
export const leaveScreen = (app: App, screen: ScreenState): void => {
	if (screen.name === 'repair') {
		leaveRepair(app);
		return;
	}

	if (screen.name === 'settings') {
		leaveSettings(app);
		return;
	}

	if (screen.name === 'setup') {
		leaveSetup(app);
		return;
	}

	if (screen.name === 'mac') {
		leaveMac(app);
		return;
	}

	if (screen.name === 'relink') {
		leaveRelink(app);
		return;
	}

	if (screen.name === 'divisions') {
		app.store.update(state => changeDivisionList(state, current => ({...current, filter: current.input ? current.before : '', input: undefined})));
		return;
	}

	if (screen.name === 'audit' && screen.input) {
		app.store.update(state => keepListInPlace(changeTop(state, 'audit', current => ({...current, input: undefined}))));
		return;
	}

	if (screen.name === 'launch' && screen.stage.name !== 'typing') {
		backToForm(app);
		return;
	}

	if (screen.name === 'runs' && showRunsFilter(screen) !== '') {
		changeRuns(app, current => ({...current, ...allRuns}));
		return;
	}

	app.store.update(pop);
	if (screen.name === 'secret') {
		answerQuestion(app, undefined);
	}
};
