import {hasKeptSecretsOf} from '../../platform/redact.js';
import type {SortKey} from '../state/screen-state.js';
import {readRunWords} from '../state/run-request.js';
import {parseCommand, type CommandName} from '../state/command-line.js';
import {
	changeTop,
	pop,
	push,
	topScreen,
} from '../state/screens.js';
import {sortKeys, visibleDivisions} from '../state/visible-divisions.js';
import type {ActionName} from '../keymap.js';
import {openAccessServers} from './access-servers.js';
import {say, type App} from './app.js';
import {retry} from './connect.js';
import {openConnections} from './connections.js';
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
import {openReview} from './review.js';
import {startReport, writeReport} from './report.js';
import {cancelEverything, testDivision} from './run-tests.js';
import {openJobs} from './runs/jobs.js';
import {openLaunch} from './runs/launch.js';
import {openProcessLog} from './runs/process-log.js';
import {openRuns} from './runs/runs.js';
import {whyNotOpenProfile} from './why-not-open-profile.js';
import {openSettings} from './settings.js';
import {whyNot} from './why-not.js';

/** Runs what was typed after `:`. A wrong command stays on the line, with what is wrong above it, until the next one is typed; the history has it too. */
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

	if (hasKeptSecretsOf(text)) {
		// Neither repeated in a refusal nor kept in the history.
		app.store.update(pop);
		say(app, 'refused', 'An address with a code is pasted where a relink asks for it: r on its connection (C).');
		return;
	}

	const parsed = parseCommand(text);
	const refusal = 'refusal' in parsed ? parsed.refusal : rules[parsed.name].refuse?.(app, parsed.argument);
	if (refusal !== undefined) {
		app.store.update(state => {
			const commandHistory = remember(state.commandHistory, text);
			return changeTop({...state, commandHistory}, 'command', current => ({
				...current, isRefused: true, choices: [], historyIndex: commandHistory.length - 1,
			}));
		});
		say(app, 'refused', refusal);
		return;
	}

	app.store.update(state => ({...pop(state), message: undefined, commandHistory: remember(state.commandHistory, text)}));
	if ('name' in parsed) {
		rules[parsed.name].run(app, parsed.argument);
	}
};

const remember = (history: readonly string[], text: string) => [...history.filter(line => line !== text), text].slice(-100);

type CommandRule = {
	/** Why it cannot be run; undefined when it can. */
	readonly refuse?: (app: App, argument: string) => string | undefined;
	readonly run: (app: App, argument: string) => void;
};

/** What may be done below the command line is asked of the screen that it covers. */
const asked = (action: ActionName) => ({store}: App) => {
	const state = store.get();
	return whyNot({...state, screens: state.screens.slice(0, -1)}, action);
};

const needsDivision = (app: App, argument: string) => findCode(app, argument) === undefined ? `There is no division ${argument}.` : undefined;

const rules: Readonly<Record<CommandName, CommandRule>> = {
	division: {
		refuse: needsDivision,
		run(app, argument) {
			openDivision(app, findCode(app, argument)!);
		},
	},
	test: {
		refuse(app, argument) {
			const state = app.store.get();
			return argument === 'all' ? whyNot({...state, screens: state.screens.slice(0, 1)}, 'test-all') : needsDivision(app, argument);
		},
		run: testByName,
	},
	cancel: {refuse: asked('cancel'), run: cancelEverything},
	jobs: {refuse: asked('jobs'), run: openJobs},
	run: {
		refuse({store}, argument) {
			const words = readRunWords(argument);
			return whyNotOpenProfile(store.get(), 'this job') ?? ('fault' in words ? words.fault : undefined);
		},
		run(app, argument) {
			const words = readRunWords(argument);
			if ('job' in words) {
				openLaunch(app, words.job, {...(words.values && {values: words.values}), dryRun: words.dryRun});
			}
		},
	},
	runs: {refuse: asked('runs'), run: openRuns},
	'process-log': {refuse: asked('process-log'), run: openProcessLog},
	connections: {refuse: asked('connections'), run: openConnections},
	'access-servers': {
		refuse(app, argument) {
			return argument === '' && currentCode(app.store.get()) !== undefined ? undefined : needsDivision(app, argument);
		},
		run(app, argument) {
			const code = findCode(app, argument) ?? currentCode(app.store.get())!;
			app.run(async () => openAccessServers(app, code));
		},
	},
	settings: {
		refuse(app, argument) {
			return argument === '' && currentCode(app.store.get()) !== undefined ? undefined : needsDivision(app, argument);
		},
		run(app, argument) {
			const code = findCode(app, argument) ?? currentCode(app.store.get())!;
			app.run(async () => openSettings(app, code));
		},
	},
	filter: {
		run(app, argument) {
			app.store.update(state => changeDivisionList({...state, screens: state.screens.slice(0, 1)}, screen => ({...screen, filter: argument})));
		},
	},
	sort: {
		refuse: (_, argument) => sortKeys.includes(argument as SortKey) ? undefined : `Sort by one of: ${sortKeys.join(', ')}.`,
		run(app, argument) {
			app.store.update(state => changeDivisionList(state, screen => ({...screen, sort: argument as SortKey})));
		},
	},
	unsaved: {
		refuse: asked('review'),
		run(app) {
			app.run(async () => openReview(app));
		},
	},
	profile: {
		run(app, argument) {
			if (argument === '') {
				openProfiles(app);
			} else {
				switchByName(app, argument);
			}
		},
	},
	audit: {refuse: asked('audit'), run: showAudit},
	log: {run: openStatements},
	report: {refuse: asked('report'), run: reportByName},
	retry: {
		refuse: asked('retry'),
		run(app) {
			app.run(async () => retry(app));
		},
	},
	help: {run: openHelp},
	quit: {run: quit},
};

// A profile may have been added since the list was read.
function switchByName(app: App, name: string): void {
	if (app.store.get().profiles?.some(profile => profile.name === name)) {
		requestSwitch(app, name);
		return;
	}

	app.run(async () => {
		const profiles = await readProfiles(app);
		if (profiles.some(profile => profile.name === name)) {
			requestSwitch(app, name);
		} else {
			say(app, 'refused', `There is no profile ${name}.`);
		}

		app.store.flush();
	});
}

const readProfiles = async (app: App) => {
	const profiles = await app.profiles.list();
	app.store.update(state => ({...state, profiles}));
	return profiles;
};

function testByName(app: App, argument: string): void {
	if (argument === 'all') {
		requestTestAll(app);
		return;
	}

	const code = findCode(app, argument)!;
	openDivision(app, code);
	app.run(async () => testDivision(app, code));
}

function reportByName(app: App, argument: string): void {
	const state = app.store.get();
	const codes = topScreen(state).name === 'divisions' ? visibleDivisions(state).map(({code}) => code) : [currentCode(state)!];
	const tested = codes.filter(code => state.tests.get(code)?.result);
	if (argument === '') {
		startReport(app, tested, new Date());
	} else {
		app.run(async () => writeReport(app, argument, tested));
	}
}

function findCode(app: App, argument: string): string | undefined {
	return app.store.get().divisions.find(({code}) => code.toLowerCase() === argument.toLowerCase())?.code;
}

/** Opens the command line. */
export const openCommandLine = (app: App): void => {
	app.store.update(state => push(state, {
		name: 'command', input: {value: '', cursor: 0}, historyIndex: state.commandHistory.length, choices: [], isRefused: false,
	}));
	app.run(async () => {
		await readProfiles(app);
	});
};
