import type {ActionName} from '../keymap.js';
import type {AppState} from '../state/app-state.js';
import {completeCommand} from '../state/command-line.js';
import {bodyRows} from '../state/layout.js';
import type {ListMove} from '../state/list.js';
import {repairOffer} from '../state/repair-offer.js';
import type {DivisionsScreen, ScreenState} from '../state/screen-state.js';
import {changeTop, push, topScreen} from '../state/screens.js';
import {selectedField} from '../state/settings-screen.js';
import {isSyncScreen} from '../state/sync-context.js';
import {textInput} from '../state/text-input.js';
import {isWithoutProfile} from '../state/without-profile.js';
import {visibleStatements} from '../state/visible-statements.js';
import {visibleAudit} from '../state/visible-audit.js';
import {selectedDivision, sortKeys, visibleDivisions} from '../state/visible-divisions.js';
import {accept} from './accept.js';
import {openAccessServers, readAccessServers} from './access-servers.js';
import {say, type App} from './app.js';
import {readAudit} from './audit.js';
import {lookAtConnections} from './connections.js';
import {retry} from './connect.js';
import {leaveScreen} from './leave-screen.js';
import {openMac, readMacPage, takeMac} from './mac.js';
import {changeDivisionList, keepListInPlace, move} from './move.js';
import {
	currentCode,
	openCode,
	openDivision,
	openHelp,
	openProblem,
	openProfiles,
	openStatements,
	quit,
	requestSwitch,
	requestTestAll,
	showAudit,
} from './open.js';
import {
	otherColumn,
	otherLogin,
	repairLine,
	startRepair,
} from './repair.js';
import {startReport} from './report.js';
import {openCommandLine} from './run-command.js';
import {cancelEverything, cancelTest, testDivision} from './run-tests.js';
import {acceptReviewWarnings, openReview, turnReviewWay} from './review.js';
import {runsPerformers} from './runs/perform-runs.js';
import {scroll} from './scroll.js';
import {
	editSetting,
	openNeighbour,
	openSettings,
	previewSettings,
	readSettingsPage,
} from './settings.js';
import {beginSetup, isSetupDone} from './setup.js';
import {openSync, syncPerformers} from './sync-actions.js';

type Performer = (app: App, screen: ScreenState) => void;

/** Does what a key means on the top screen. Whether it may be done was asked before. */
export const perform = (app: App, action: ActionName): void => {
	performers[action](app, topScreen(app.store.get()));
};

const moves = (how: ListMove): Performer => app => {
	app.store.update(state => move(state, how));
};

const changesList = (change: (screen: DivisionsScreen) => DivisionsScreen): Performer => app => {
	app.store.update(state => changeDivisionList(state, change));
};

const scrolls = (lines: (page: number) => number): Performer => app => {
	const page = Math.max(1, bodyRows(app.store.get().size) - 2);
	scroll(app, lines(page));
};

const recalls = (step: number): Performer => app => {
	app.store.update(state => changeTop(state, 'command', screen => {
		const historyIndex = Math.max(0, Math.min(state.commandHistory.length, screen.historyIndex + step));
		return {
			...screen, historyIndex, choices: [], isRefused: false, input: textInput(state.commandHistory[historyIndex] ?? ''),
		};
	}));
};

const performers: Readonly<Record<ActionName, Performer>> = {
	...runsPerformers,
	up: moves('up'),
	down: moves('down'),
	'page-up': moves('page-up'),
	'page-down': moves('page-down'),
	first: moves('first'),
	last: moves('last'),
	open,
	back: leaveScreen,
	accept,
	test(app) {
		const code = currentCode(app.store.get())!;
		app.run(async () => testDivision(app, code));
	},
	'test-all': requestTestAll,
	cancel(app, screen) {
		if (screen.name === 'division') {
			cancelTest(app, screen.code);
		} else {
			cancelEverything(app);
		}
	},
	filter(app, screen) {
		app.store.update(state => screen.name === 'audit' || screen.name === 'statements'
			? changeTop(state, screen.name, current => ({...current, input: textInput(current.filter)}))
			: changeDivisionList(state, current => ({...current, input: textInput(current.filter), before: current.filter})));
	},
	sort: changesList(screen => ({...screen, sort: sortKeys[(sortKeys.indexOf(screen.sort) + 1) % sortKeys.length]!})),
	reverse: changesList(screen => ({...screen, descending: !screen.descending})),
	retry: readAgain,
	profiles: openProfiles,
	audit: showAudit,
	statements: openStatements,
	command: openCommandLine,
	help: openHelp,
	'expand-error': openProblem,
	quit,
	leave(app) {
		if (app.store.get().writing) {
			say(app, 'info', 'A change is being written: the console waits for its end, then quits.');
			app.store.flush();
		}

		app.exit(isSetupDone(app) ? 0 : 130);
	},
	redraw(app) {
		app.repaint();
	},
	repair,
	'access-servers'(app) {
		const code = openCode(app.store.get());
		app.run(async () => openAccessServers(app, code));
	},
	report(app, screen) {
		const state = app.store.get();
		const codes = screen.name === 'divisions' ? visibleDivisions(state).map(({code}) => code) : [currentCode(state)!];
		startReport(app, codes.filter(code => state.tests.get(code)?.result), new Date());
	},
	'scroll-down': scrolls(() => 1),
	'scroll-up': scrolls(() => -1),
	'scroll-page-down': scrolls(page => page),
	'scroll-page-up': scrolls(page => -page),
	undo(app, screen) {
		const record = screen.name === 'audit' ? visibleAudit(app.store.get())?.[screen.list.index] : undefined;
		if (record) {
			app.store.update(state => push(state, {name: 'confirm', question: {kind: 'undo', record}}));
		}
	},
	follow(app) {
		app.store.update(follow);
	},
	settings(app) {
		const code = currentCode(app.store.get())!;
		app.run(async () => openSettings(app, code));
	},
	'settings-save'(app) {
		app.run(async () => previewSettings(app));
	},
	'settings-discard'(app, screen) {
		if (screen.name === 'settings') {
			app.store.update(state => push(state, {name: 'confirm', question: {kind: 'discard', code: screen.code}}));
		}
	},
	'next-division'(app) {
		openNeighbour(app, 1);
	},
	'previous-division'(app) {
		openNeighbour(app, -1);
	},
	review(app) {
		app.run(async () => openReview(app));
	},
	'review-way': turnReviewWay,
	'review-warnings': acceptReviewWarnings,
	'other-column': otherColumn,
	'other-login': otherLogin,
	complete(app) {
		app.store.update(state => changeTop(state, 'command', screen => {
			const {value, choices} = completeCommand(state, screen.input.value);
			return {
				...screen, input: textInput(value), isRefused: false, choices: choices.length > 1 ? choices : [],
			};
		}));
	},
	...syncPerformers,
	older: recalls(-1),
	newer: recalls(1),
};

function open(app: App, screen: ScreenState): void {
	if (isSyncScreen(screen)) {
		openSync(app, screen);
		return;
	}

	const state = app.store.get();
	if (screen.name === 'divisions' && isWithoutProfile(state)) {
		app.run(async () => beginSetup(app));
		return;
	}

	if (screen.name === 'divisions') {
		openDivision(app, selectedDivision(state)!.code);
		return;
	}

	if (screen.name === 'settings' && selectedField(screen)?.opens === 'mac') {
		app.run(async () => openMac(app, screen.code));
		return;
	}

	if (screen.name === 'mac') {
		takeMac(app);
		return;
	}

	if (screen.name === 'settings') {
		editSetting(app);
		return;
	}

	if (screen.name === 'profiles') {
		requestSwitch(app, state.profiles![screen.list.index]!.name);
		return;
	}

	if (screen.name === 'audit') {
		const records = state.audit!;
		const record = visibleAudit(state)![screen.list.index]!;
		app.store.update(current => push(current, {
			name: 'text', title: 'Change', content: {kind: 'change', record, records}, scroll: 0,
		}));
		return;
	}

	const record = screen.name === 'statements' ? visibleStatements(state)[screen.list.index] : undefined;
	if (record) {
		app.store.update(current => push(current, {
			name: 'text', title: 'Statement', content: {kind: 'statement', record}, scroll: 0,
		}));
	}
}

function readAgain(app: App, screen: ScreenState): void {
	if (screen.name === 'connections') {
		app.run(async () => lookAtConnections(app));
		return;
	}

	if (screen.name === 'audit') {
		app.run(async () => readAudit(app));
		return;
	}

	if (screen.name === 'settings') {
		app.run(async () => readSettingsPage(app, screen.code, {takesNote: true}));
		return;
	}

	if (screen.name === 'mac') {
		app.run(async () => readMacPage(app, screen.code));
		return;
	}

	app.run(async () => screen.name === 'access-servers' ? readAccessServers(app, screen.code) : retry(app));
}

function repair(app: App, screen: ScreenState): void {
	if (screen.name === 'access-servers' && screen.table.status === 'ready') {
		repairLine(app, screen.code, screen.table.value.lines[screen.list.index]!);
	} else if (screen.name === 'division') {
		const offer = repairOffer(app.store.get().tests.get(screen.code), screen.step);
		if (offer) {
			startRepair(app, {...offer, code: screen.code});
		}
	}
}

function follow(state: AppState): AppState {
	const last = visibleStatements(state).length - 1;
	const changed = changeTop(state, 'statements', screen => ({
		...screen, follows: !screen.follows, list: screen.follows ? screen.list : {...screen.list, index: last},
	}));
	return keepListInPlace(changed);
}
