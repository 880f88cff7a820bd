import type {Confirmation, ScreenState} from '../state/screen-state.js';
import {changeTop, pop} from '../state/screens.js';
import {isSyncScreen} from '../state/sync-context.js';
import type {App} from './app.js';
import {undo} from './audit.js';
import {grantAccess} from './choose-sync-user.js';
import {switchProfile} from './connect.js';
import {changeDivisionList} from './move.js';
import {answerQuestion} from './questions.js';
import {leaveScreen} from './leave-screen.js';
import {acceptMac} from './mac.js';
import {applyRepair, previewRepair} from './repair.js';
import {writeReport} from './report.js';
import {runCommand} from './run-command.js';
import {testDivisions} from './run-tests.js';
import {stopRun} from './runs/run.js';
import {acceptSettings} from './settings.js';
import {acceptSetup} from './setup.js';
import {acceptSync} from './sync-actions.js';

/** Enter in an input, `y` in a question. */
export const accept = (app: App, screen: ScreenState): void => {
	if (screen.name === 'repair') {
		app.run(async () => screen.stage.name === 'typing' ? previewRepair(app) : applyRepair(app));
		return;
	}

	if (screen.name === 'settings') {
		acceptSettings(app);
		return;
	}

	if (screen.name === 'setup') {
		acceptSetup(app);
		return;
	}

	if (screen.name === 'mac') {
		acceptMac(app);
		return;
	}

	if (isSyncScreen(screen)) {
		acceptSync(app, screen, () => {
			leaveScreen(app, screen);
		});
		return;
	}

	if (screen.name === 'report') {
		app.run(async () => writeReport(app, screen.input.value, screen.codes));
		return;
	}

	if (screen.name === 'secret') {
		app.store.update(pop);
		answerQuestion(app, screen.input.value);
		return;
	}

	if (screen.name === 'confirm') {
		app.store.update(pop);
		confirm(app, screen.question);
		return;
	}

	if (screen.name === 'command') {
		runCommand(app);
		return;
	}

	if (screen.name === 'audit') {
		app.store.update(state => changeTop(state, 'audit', current => ({...current, filter: current.input?.value.trim() ?? current.filter, input: undefined})));
		return;
	}

	keepFilter(app);
};

function keepFilter({store}: App): void {
	store.update(state => changeDivisionList(state, screen => ({...screen, filter: screen.input?.value.trim() ?? screen.filter, input: undefined})));
}

function confirm(app: App, question: Confirmation): void {
	switch (question.kind) {
		case 'quit': {
			app.exit(0);
			break;
		}

		case 'grant': {
			grantAccess(app, question);
			break;
		}

		case 'switch': {
			switchProfile(app, question.profile);
			break;
		}

		case 'undo': {
			app.run(async () => undo(app, question.record));
			break;
		}

		case 'kill-run': {
			stopRun(app, question.id, 'kill');
			break;
		}

		case 'test-all': {
			const codes = new Set(question.codes);
			const divisions = app.store.get().divisions.filter(({code}) => codes.has(code));
			app.run(async () => testDivisions(app, divisions));
			break;
		}
	}
}
