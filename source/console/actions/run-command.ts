import type {SortKey} from '../state/screen-state.js';
import {parseCommand, type CommandName} from '../state/command-line.js';
import {pop, push, topScreen} from '../state/screens.js';
import {sortKeys, visibleDivisions} from '../state/visible-divisions.js';
import type {ActionName} from '../keymap.js';
import {openAccessServers} from './access-servers.js';
import {say, type App} from './app.js';
import {retry} from './connect.js';
import {changeDivisionList} from './move.js';
import {
	currentCode,
	openDivision,
	openHelp,
	openProfiles,
	openStatements,
	quit,
	requestSwitch,
	requestTestAll,
	showAudit,
} from './open.js';
import {startReport, writeReport} from './report.js';
import {cancelEverything, testDivision} from './run-tests.js';
import {whyNot} from './why-not.js';

/** Runs what was typed after `:`. A wrong command stays on the line, with what is wrong in the message line. */
export const runCommand = (app: App): void => {
	const screen = topScreen(app.store.get());
	if (screen.name !== 'command') {
		return;
	}

	const text = screen.input.value.trim();
	if (text === '') {
		app.store.update(pop);
		return;
	}

	const parsed = parseCommand(text);
	const refusal = 'refusal' in parsed ? parsed.refusal : refuse(app, parsed.name, parsed.argument);
	if (refusal !== undefined) {
		say(app, 'refused', refusal);
		return;
	}

	app.store.update(state => ({...pop(state), message: undefined, commandHistory: [...state.commandHistory.filter(line => line !== text), text].slice(-100)}));
	if ('name' in parsed) {
		perform(app, parsed.name, parsed.argument);
	}
};

const actionOf: Partial<Record<CommandName, ActionName>> = {
	cancel: 'cancel', audit: 'audit', retry: 'retry',
};

function refuse(app: App, name: CommandName, argument: string): string | undefined {
	const state = app.store.get();
	const code = findCode(app, argument);
	switch (name) {
		case 'division':
		case 'access-servers':
		case 'test': {
			if (name === 'test' && argument === 'all') {
				return whyNot({...state, screens: state.screens.slice(0, 1)}, 'test-all');
			}

			if (argument !== '' && code === undefined) {
				return `There is no division ${argument}.`;
			}

			return name === 'access-servers' && argument === '' && currentCode(state) === undefined ? 'Name a division.' : undefined;
		}

		case 'profile': {
			return argument === '' || state.profiles === undefined || state.profiles.some(profile => profile.name === argument) ? undefined : `There is no profile ${argument}.`;
		}

		case 'sort': {
			return sortKeys.includes(argument as SortKey) ? undefined : `Sort by one of: ${sortKeys.join(', ')}.`;
		}

		case 'report': {
			return whyNot({...state, screens: state.screens.slice(0, -1)}, 'report');
		}

		default: {
			const action = actionOf[name];
			return action && whyNot({...state, screens: state.screens.slice(0, -1)}, action);
		}
	}
}

function perform(app: App, name: CommandName, argument: string): void {
	const code = findCode(app, argument) ?? currentCode(app.store.get());
	const commands: Readonly<Record<CommandName, () => void>> = {
		division() {
openDivision(app, code!);},
		test() {
			if (argument === 'all') {
				requestTestAll(app);
				return;
			}

			openDivision(app, code!);
			app.run(async () => testDivision(app, code!));
		},
		cancel() {
cancelEverything(app);},
		'access-servers'() {
app.run(async () => openAccessServers(app, code!));},
		filter() {
			app.store.update(state => changeDivisionList({...state, screens: state.screens.slice(0, 1)}, screen => ({...screen, filter: argument})));
		},
		sort() {
			app.store.update(state => changeDivisionList(state, screen => ({...screen, sort: argument as SortKey})));
		},
		profile() {
			if (argument === '') {
				openProfiles(app);
			} else {
				requestSwitch(app, argument);
			}
		},
		audit() {
showAudit(app);},
		log() {
openStatements(app);},
		report() {
			const codes = topScreen(app.store.get()).name === 'divisions' ? visibleDivisions(app.store.get()).map(division => division.code) : [currentCode(app.store.get())!];
			const tested = codes.filter(candidate => app.store.get().tests.get(candidate)?.result);
			if (argument === '') {
				startReport(app, tested, new Date());
			} else {
				app.run(async () => writeReport(app, argument, tested));
			}
		},
		retry() {
app.run(async () => retry(app));},
		help() {
openHelp(app);},
		quit() {
quit(app);},
	};
	commands[name]();
}

function findCode(app: App, argument: string): string | undefined {
	return app.store.get().divisions.find(({code}) => code.toLowerCase() === argument.toLowerCase())?.code;
}

/** Opens the command line. */
export const openCommandLine = (app: App): void => {
	app.store.update(state => push(state, {
		name: 'command', input: {value: '', cursor: 0}, historyIndex: state.commandHistory.length, choices: [],
	}));
	if (app.store.get().profiles === undefined) {
		app.run(async () => {
			const profiles = await app.profiles.list();
			app.store.update(state => ({...state, profiles}));
		});
	}
};
