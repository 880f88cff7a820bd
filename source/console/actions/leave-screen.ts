import type {ScreenState} from '../state/screen-state.js';
import {ofScreen, type ScreenTable} from '../state/screen-table.js';
import {allRuns, showRunsFilter} from '../state/runs-filter.js';
import {changeTop, pop, topScreen} from '../state/screens.js';
import type {App} from './app.js';
import {readAudit} from './audit.js';
import {changeDivisionList, followStatements, keepListInPlace} from './move.js';
import {answerQuestion} from './questions.js';
import {leaveMac} from './mac.js';
import {leaveRelink} from './relink.js';
import {leaveRepair} from './repair.js';
import {leaveReview} from './review.js';
import {leaveSettings} from './settings.js';
import {leaveSetup} from './setup.js';
import {backToForm} from './runs/launch.js';
import {filterLog} from './runs/run.js';
import {changeRuns} from './runs/runs.js';

/** Escape: one step back, which never ends the console and never loses anything. */
export const leaveScreen = (app: App, screen: ScreenState): void => {
	const leave = ofScreen(ownWays, screen) ?? takeAway;
	leave(app, screen);
};

const takeAway = ({store}: App) => {
	store.update(pop);
};

const ownWays: ScreenTable<App, void> = {
	repair: leaveRepair,
	settings: leaveSettings,
	setup: leaveSetup,
	mac: leaveMac,
	review: leaveReview,
	relink: leaveRelink,
	divisions({store}) {
		store.update(state => changeDivisionList(state, current => ({...current, filter: current.input ? current.before : '', input: undefined})));
	},
	audit(app, {input}) {
		if (input) {
			app.store.update(state => keepListInPlace(changeTop(state, 'audit', current => ({...current, input: undefined}))));
		} else {
			takeAway(app);
		}
	},
	statements(app, {input, filter}) {
		if (input !== undefined || filter !== '') {
			// The first Escape ends the typing, or shows all again; the next one leaves.
			app.store.update(state => followStatements(changeTop(state, 'statements', current => ({...current, filter: input ? filter : '', input: undefined}))));
		} else {
			takeAway(app);
		}
	},
	launch(app, {stage}) {
		if (stage.name === 'typing') {
			takeAway(app);
		} else {
			backToForm(app);
		}
	},
	run(app, {filter, onlyErrors}) {
		if (filter === '' && !onlyErrors) {
			takeAway(app);
		} else {
			filterLog(app, {filter: '', onlyErrors: false});
		}
	},
	runs(app, screen) {
		if (showRunsFilter(screen) === '') {
			takeAway(app);
		} else {
			changeRuns(app, current => ({...current, ...allRuns}));
		}
	},
	text(app) {
		takeAway(app);
		if (topScreen(app.store.get()).name === 'audit') {
			// Another baco may have settled it while it was read.
			app.run(async () => readAudit(app));
		}
	},
	secret(app) {
		takeAway(app);
		answerQuestion(app, undefined);
	},
};
