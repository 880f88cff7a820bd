import type {Confirmation, ScreenState} from '../state/screen-state.js';
import {ofScreen, type ScreenTable} from '../state/screen-table.js';
import {changeTop, pop} from '../state/screens.js';
import {isSyncScreen} from '../state/sync-context.js';
import type {App} from './app.js';
import {undo} from './audit.js';
import {confirmUser, grantAccess} from './choose-sync-user.js';
import {switchProfile} from './connect.js';
import {changeDivisionList, followStatements} from './move.js';
import {answerQuestion} from './questions.js';
import {leaveScreen} from './leave-screen.js';
import {acceptMac} from './mac.js';
import {applyRepair, previewRepair} from './repair.js';
import {writeReport} from './report.js';
import {acceptReview} from './review.js';
import {runCommand} from './run-command.js';
import {testDivisions} from './run-tests.js';
import {stopRun} from './runs/run.js';
import {acceptSettings, discardSettings} from './settings.js';
import {acceptSetup} from './setup.js';
import {acceptSync} from './sync-actions.js';

/** Enter in an input, `y` in a question. */
export const accept = (app: App, screen: ScreenState): void => {
	if (isSyncScreen(screen)) {
		acceptSync(app, screen, () => {
			leaveScreen(app, screen);
		});
		return;
	}

	ofScreen(ownWays, screen)?.(app, screen);
};

const ownWays: ScreenTable<App, void> = {
	repair(app, {stage}) {
		app.run(async () => stage.name === 'typing' ? previewRepair(app) : applyRepair(app));
	},
	settings: acceptSettings,
	setup: acceptSetup,
	mac: acceptMac,
	review: acceptReview,
	report(app, {input, codes}) {
		app.run(async () => writeReport(app, input.value, codes));
	},
	secret(app, {input}) {
		app.store.update(pop);
		answerQuestion(app, input.value);
	},
	confirm(app, {question}) {
		app.store.update(pop);
		confirm(app, question);
	},
	command: runCommand,
	statements({store}) {
		store.update(state => followStatements(changeTop(state, 'statements', current => ({...current, filter: current.input?.value.trim() ?? current.filter, input: undefined}))));
	},
	audit({store}) {
		store.update(state => changeTop(state, 'audit', current => ({...current, filter: current.input?.value.trim() ?? current.filter, input: undefined})));
	},
	divisions({store}) {
		store.update(state => changeDivisionList(state, screen => ({...screen, filter: screen.input?.value.trim() ?? screen.filter, input: undefined})));
	},
};

function confirm(app: App, question: Confirmation): void {
	switch (question.kind) {
		case 'quit': {
			app.exit(0);
			break;
		}

		case 'discard': {
			discardSettings(app, question.code);
			break;
		}

		case 'grant': {
			grantAccess(app, question);
			break;
		}

		case 'choose-user': {
			app.run(async () => confirmUser(app));
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
