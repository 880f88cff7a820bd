import {countOf} from '../../platform/count-of.js';
import {fixInSetup} from '../../setup/fix-in-setup.js';
import type {OpenQuestion, SetupSession} from '../../setup/session.js';
import {listStart} from '../state/list.js';
import {changeScreens, push, topScreen} from '../state/screens.js';
import {choicesOf, type SetupScreen} from '../state/setup-screen.js';
import {textInput} from '../state/text-input.js';
import {toProblem} from '../to-problem.js';
import {say, type App} from './app.js';
import {openProfile} from './connect.js';
import {ask} from './questions.js';

export const setupStart: SetupScreen = {
	name: 'setup', stage: {name: 'looking'}, list: listStart, input: undefined, isRefused: false, says: [], problem: undefined, scroll: 0,
};

/** Opens the set-up, and asks its first question. */
export const beginSetup = async (app: App): Promise<void> => {
	if (app.setup === undefined) {
		return;
	}

	if (topScreen(app.store.get()).name !== 'setup') {
		app.store.update(state => push(state, setupStart));
	}

	const ending = new AbortController();
	const session = await app.setup.begin(async question => ask(app, question), ending.signal);
	setups.set(app, {
		session, ending, work: undefined, typed: new Map(),
	});
	await showQuestion(app, []);
};

/** Enter: takes the choice or the typed answer and tests it, tests again, or opens the console on the new profile. */
export const acceptSetup = (app: App): void => {
	const screen = topScreen(app.store.get()) as SetupScreen;
	switch (screen.stage.name) {
		case 'asking': {
			takeAnswer(app, screen, screen.stage.open);
			break;
		}

		case 'failed': {
			app.run(async () => testAll(app));
			break;
		}

		case 'done': {
			openFinished(app);
			break;
		}

		case 'looking':
		case 'checking':
		case 'testing': {
			break;
		}
	}
};

/** Escape: ends the look at a server, goes back to the choices, then to the question before. What was answered stays. */
export const leaveSetup = (app: App): void => {
	const screen = topScreen(app.store.get()) as SetupScreen;
	const {session, work} = setups.get(app) ?? {};
	switch (screen.stage.name) {
		case 'checking':
		case 'looking':
		case 'testing': {
			work?.abort();
			break;
		}

		case 'asking': {
			if (screen.input !== undefined && choicesOf(screen.stage.open).length > 0) {
				change(app, current => ({...current, input: undefined, isRefused: false}));
			} else if (session?.back() === true) {
				keepTyped(app, screen, screen.stage.open);
				app.run(async () => showQuestion(app, []));
			} else {
				say(app, 'refused', 'This is the first question. Ctrl-C leaves; the next set-up goes on where it was left.');
			}

			break;
		}

		case 'failed':
		case 'done': {
			if (app.setup?.isDryRun === true) {
				say(app, 'refused', 'Nothing was saved, so there is no console to open; q quits.');
			} else {
				openFinished(app);
			}

			break;
		}
	}
};

/** Ends what the set-up has begun. */
export const endSetup = (app: App): void => {
	setups.get(app)?.ending.abort();
};

/** Whether the set-up is at its end, good or bad. */
export const isSetupDone = (app: App): boolean => app.store.get().screens.some(screen => screen.name === 'setup' && (screen.stage.name === 'done' || screen.stage.name === 'failed'));

type Setup = {
	readonly session: SetupSession;
	readonly ending: AbortController;
	/** Texts that were typed and not taken, by question: they are there again when the question comes back. No secret is among them. */
	readonly typed: Map<string, string>;
	work: AbortController | undefined;
};

const setups = new WeakMap<App, Setup>();

const change = (app: App, how: (screen: SetupScreen) => SetupScreen) => {
	app.store.update(state => changeScreens(state, 'setup', how));
};

/** Work that Escape ends. */
const working = (setup: Setup): AbortSignal => {
	const work = new AbortController();
	setup.work = work;
	return AbortSignal.any([work.signal, setup.ending.signal]);
};

/** What a question depends on may have gone meanwhile: it is told, and the question before comes back. */
const showQuestion = async (app: App, says: readonly string[]): Promise<void> => {
	const setup = setups.get(app);
	if (setup === undefined) {
		return;
	}

	change(app, current => ({
		...current, stage: {name: 'looking'}, says, problem: undefined, input: undefined, isRefused: false, scroll: 0,
	}));
	let problem: SetupScreen['problem'];
	for (;;) {
		try {
			// eslint-disable-next-line no-await-in-loop -- until one can be asked
			const open = await setup.session.current({signal: working(setup)});
			if (open === undefined) {
				await testAll(app); // eslint-disable-line no-await-in-loop
			} else {
				showOpen(app, open, problem);
			}

			return;
		} catch (error) {
			if (setup.ending.signal.aborted) {
				return;
			}

			problem ??= whyNot(error);
			if (!setup.session.back()) {
				throw error;
			}
		}
	}
};

/** Escape ended it: the operator knows. */
const whyNot = (error: unknown) => {
	const problem = toProblem(error);
	return problem.id === 'CANCELLED' ? undefined : {...problem, fix: fixInSetup({...problem, facts: problem.evidence}, 'Esc')};
};

const keepTyped = (app: App, {input}: SetupScreen, {question, choices}: OpenQuestion) => {
	if (input !== undefined && choices.length === 0 && question.kind === 'text') {
		setups.get(app)?.typed.set(question.id, input.value);
	}
};

const showOpen = (app: App, open: OpenQuestion, problem: SetupScreen['problem']) => {
	const choices = choicesOf(open);
	app.store.update(state => ({
		...changeScreens(state, 'setup', current => ({
			...current,
			stage: {name: 'asking', open},
			problem,
			list: {index: Math.max(0, choices.findIndex(({value, isTyped}) => value === open.fallback && isTyped === undefined)), top: 0},
			input: choices.length > 0 ? undefined : textInput(setups.get(app)?.typed.get(open.question.id) ?? (open.isAnswered ? open.fallback : '')),
		})),
		profileName: setups.get(app)?.session.answers().name,
	}));
};

const takeAnswer = (app: App, {list, input}: SetupScreen, open: OpenQuestion) => {
	const choice = choicesOf(open)[list.index];
	if (input === undefined && choice?.isTyped === true) {
		change(app, current => ({...current, input: textInput(), isRefused: false}));
	} else {
		app.run(async () => answer(app, open, input === undefined ? choice?.value ?? '' : typed(open, input.value)));
	}
};

/** A password may begin or end with a blank. An answer that is emptied stays empty; where none was yet, Enter means the usual one. */
const typed = ({question, isAnswered, choices, fallback}: OpenQuestion, text: string) => {
	if (question.kind === 'secret') {
		return text;
	}

	return !isAnswered && choices.length === 0 && text.trim() === '' ? fallback ?? '' : text.trim();
};

const answer = async (app: App, open: OpenQuestion, text: string): Promise<void> => {
	const setup = setups.get(app)!;
	change(app, current => ({
		...current, stage: {name: 'checking', open}, problem: undefined, scroll: 0,
	}));
	try {
		const says = await setup.session.answer(text, {signal: working(setup)});
		setup.typed.delete(open.question.id);
		await showQuestion(app, says);
	} catch (error) {
		if (!setup.ending.signal.aborted) {
			const problem = whyNot(error);
			change(app, current => ({
				...current, stage: {name: 'asking', open}, problem, isRefused: problem !== undefined, scroll: 0,
			}));
		}
	}
};

const testAll = async (app: App): Promise<void> => {
	const setup = setups.get(app);
	if (setup === undefined || app.setup === undefined) {
		return;
	}

	let [all, ended] = [0, 0];
	const tell = (progress: string) => {
		change(app, current => ({
			...current, stage: {name: 'testing', progress}, input: undefined, problem: undefined, scroll: 0,
		}));
	};

	tell('Saving the profile.');
	try {
		const lines = await app.setup.finish(setup.session, {
			signal: working(setup),
			onStart(divisions) {
				all = divisions;
				tell(`Testing 0 of ${countOf(all, 'division')}.`);
			},
			onEvent(event) {
				if (event.type !== 'test-ended') {
					return;
				}

				ended += 1;
				tell(`Tested ${ended} of ${countOf(all, 'division')}; the last one, ${event.result.division} ${event.result.name}: ${event.result.verdict}.`);
			},
		});
		change(app, current => ({...current, stage: {name: 'done', lines}, scroll: 0}));
	} catch (error) {
		if (!setup.ending.signal.aborted) {
			const problem = toProblem(error);
			change(app, current => ({...current, stage: {name: 'failed', problem}, scroll: 0}));
		}
	}
};

/** The console on the new profile, with what was typed. A set-up that saved nothing ends here. */
const openFinished = (app: App) => {
	const setup = setups.get(app);
	if (setup === undefined || app.setup === undefined || app.setup.isDryRun) {
		app.exit(0);
		return;
	}

	const {open} = app.setup;
	app.run(async () => openProfile(app, setup.session.profile().name, async () => open(setup.session)));
};
