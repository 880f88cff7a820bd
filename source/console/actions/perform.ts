import type {ActionName} from '../keymap.js';
import {completeCommand} from '../state/command-line.js';
import {bodyRows} from '../state/layout.js';
import {repairOffer} from '../state/repair-offer.js';
import {
	changeTop,
	pop,
	push,
	topScreen,
} from '../state/screens.js';
import {textInput} from '../state/text-input.js';
import {selectedDivision, sortKeys, visibleDivisions} from '../state/visible-divisions.js';
import type {ScreenState} from '../state/screen-state.js';
import {openAccessServers, readAccessServers} from './access-servers.js';
import type {App} from './app.js';
import {readAudit, undo} from './audit.js';
import {retry, switchProfile} from './connect.js';
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
import {answerQuestion} from './questions.js';
import {
	applyRepair,
	leaveRepair,
	otherColumn,
	previewRepair,
	repairLine,
	startRepair,
} from './repair.js';
import {startReport, writeReport} from './report.js';
import {openCommandLine, runCommand} from './run-command.js';
import {
	cancelEverything,
	cancelTest,
	testDivision,
	testDivisions,
} from './run-tests.js';

/** Does what a key means on the top screen. Whether it may be done was asked before. */
export const perform = (app: App, action: ActionName): void => {
	performers[action](app, topScreen(app.store.get()));
};

const performers: Readonly<Record<ActionName, (app: App, screen: ScreenState) => void>> = {
	up(app) {app.store.update(state => move(state, 'up'));
},
	down(app) {app.store.update(state => move(state, 'down'));
},
	'page-up'(app) {app.store.update(state => move(state, 'page-up'));
},
	'page-down'(app) {app.store.update(state => move(state, 'page-down'));
},
	first(app) {app.store.update(state => move(state, 'first'));
},
	last(app) {app.store.update(state => move(state, 'last'));
},
	open,
	back,
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
	filter(app) {app.store.update(state => changeTop(state, 'divisions', screen => ({...screen, input: textInput(screen.filter), before: screen.filter})));
},
	sort(app) {app.store.update(state => changeDivisionList(state, screen => ({...screen, sort: sortKeys[(sortKeys.indexOf(screen.sort) + 1) % sortKeys.length]!})));
},
	reverse(app) {app.store.update(state => changeDivisionList(state, screen => ({...screen, descending: !screen.descending})));
},
	retry(app, screen) {
		if (screen.name === 'audit') {
			app.run(async () => readAudit(app));
		} else if (screen.name === 'access-servers') {
			app.run(async () => readAccessServers(app, screen.code));
		} else {
			app.run(async () => retry(app));
		}
	},
	profiles: openProfiles,
	audit: showAudit,
	statements: openStatements,
	command: openCommandLine,
	help: openHelp,
	'expand-error': openProblem,
	quit,
	leave(app) {app.exit(0);
},
	redraw(app) {app.repaint();
},
	repair(app, screen) {
		const state = app.store.get();
		if (screen.name === 'access-servers' && screen.table.status === 'ready') {
			repairLine(app, screen.code, screen.table.value.lines[screen.list.index]!);
		} else if (screen.name === 'division') {
			const offer = repairOffer(state.tests.get(screen.code), screen.step);
			if (offer) {
				startRepair(app, {...offer, code: screen.code});
			}
		}
	},
	'access-servers'(app) {app.run(async () => openAccessServers(app, openCode(app.store.get())));
},
	report(app, screen) {
		const state = app.store.get();
		const codes = screen.name === 'divisions' ? visibleDivisions(state).map(({code}) => code) : [currentCode(state)!];
		startReport(app, codes.filter(code => state.tests.get(code)?.result), new Date());
	},
	'scroll-down'(app) {scroll(app, 1);
},
	'scroll-up'(app) {scroll(app, -1);
},
	'scroll-page-down'(app) {scroll(app, Math.max(1, bodyRows(app.store.get().size) - 2));
},
	'scroll-page-up'(app) {scroll(app, -Math.max(1, bodyRows(app.store.get().size) - 2));
},
	undo(app, screen) {
		const record = screen.name === 'audit' ? app.store.get().audit?.[screen.list.index] : undefined;
		if (record) {
			app.store.update(state => push(state, {name: 'confirm', question: {kind: 'undo', record}}));
		}
	},
	follow(app) {app.store.update(state => keepListInPlace(changeTop(state, 'statements', screen => ({
			...screen, follows: !screen.follows, list: screen.follows ? screen.list : {...screen.list, index: state.statements.length - 1},
		}))));
},
	accept,
	reject: back,
	'other-column': otherColumn,
	complete(app) {app.store.update(state => changeTop(state, 'command', screen => {
			const {value, choices} = completeCommand(state, screen.input.value);
			return {...screen, input: textInput(value), choices: choices.length > 1 ? choices : []};
		}));
},
	older(app) {recall(app, -1);
},
	newer(app) {recall(app, 1);
},
};

function open(app: App, screen: ScreenState): void {
	const state = app.store.get();
	switch (screen.name) {
		case 'divisions': {
			openDivision(app, selectedDivision(state)!.code);

			break;
		}

		case 'profiles': {
			requestSwitch(app, state.profiles![screen.list.index]!.name);

			break;
		}

		case 'statements': {
			app.store.update(current => push(current, {
				name: 'text', title: 'Statement', content: {kind: 'statement', record: state.statements[screen.list.index]!}, scroll: 0,
			}));

			break;
		}
	// No default
	}
}

function back(app: App, screen: ScreenState): void {
	switch (screen.name) {
		case 'repair': {
			leaveRepair(app);

			break;
		}

		case 'secret': {
			app.store.update(pop);
			answerQuestion(app, undefined);

			break;
		}

		case 'divisions': {
			app.store.update(state => changeDivisionList(state, current => ({...current, filter: current.input ? current.before : '', input: undefined})));

			break;
		}

		default: {
			app.store.update(pop);
		}
	}
}

function accept(app: App, screen: ScreenState): void {
	switch (screen.name) {
		case 'divisions': {
			app.store.update(state => changeDivisionList(state, current => ({...current, filter: current.input?.value.trim() ?? current.filter, input: undefined})));
			break;
		}

		case 'repair': {
			app.run(async () => screen.stage.name === 'typing' ? previewRepair(app) : applyRepair(app));
			break;
		}

		case 'command': {
			runCommand(app);
			break;
		}

		case 'report': {
			app.run(async () => writeReport(app, screen.input.value, screen.codes));
			break;
		}

		case 'secret': {
			app.store.update(pop);
			answerQuestion(app, screen.input.value);
			break;
		}

		case 'confirm': {
			app.store.update(pop);
			confirmed(app, screen.question);
			break;
		}

		default:
	}
}

function confirmed(app: App, question: Extract<ScreenState, {readonly name: 'confirm'}>['question']): void {
	switch (question.kind) {
		case 'quit': {
			app.exit(0);
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

		case 'test-all': {
			const codes = new Set(question.codes);
			app.run(async () => testDivisions(app, app.store.get().divisions.filter(({code}) => codes.has(code))));
			break;
		}
	}
}

// The view knows how many lines there are and stops at the last one; see `scrollLimit`.
function scroll(app: App, lines: number): void {
	app.store.update(state => {
		const screen = topScreen(state);
		if (!('scroll' in screen)) {
			return state;
		}

		const limit = app.scrollLimit(state);
		const from = Math.min(screen.scroll, limit);
		return {...state, screens: [...state.screens.slice(0, -1), {...screen, scroll: Math.max(0, Math.min(limit, from + lines))}]};
	});
}

function recall(app: App, step: number): void {
	app.store.update(state => changeTop(state, 'command', screen => {
		const historyIndex = Math.max(0, Math.min(state.commandHistory.length, screen.historyIndex + step));
		return {
			...screen, historyIndex, choices: [], input: textInput(state.commandHistory[historyIndex] ?? ''),
		};
	}));
}
