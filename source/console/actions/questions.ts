import {dialogContexts} from '../keymap.js';
import {contextOf} from '../state/context.js';
import {push, topScreen} from '../state/screens.js';
import {textInput} from '../state/text-input.js';
import type {Question} from '../services.js';
import type {App} from './app.js';
import {dropHeldKeys} from './held-keys.js';

/** Asks for a secret on the screen; undefined when the operator has none to give. */
export const ask = async (app: App, question: Question): Promise<string | undefined> => new Promise(resolve => {
	app.questions.push({question, answer: resolve});
	showNextQuestion(app);
});

/** Shows a waiting question, unless a dialog is open: what is typed there must not land in a password. */
export const showNextQuestion = (app: App): void => {
	const [next] = app.questions;
	const state = app.store.get();
	// While the set-up tests an answer nothing is typed: the question may be what the test waits for.
	const context = contextOf(state);
	if (!next || (context !== 'setup-busy' && dialogContexts.has(context))) {
		return;
	}

	dropHeldKeys(app, ': a secret is asked for');
	app.store.update(current => push(current, {name: 'secret', question: next.question, input: textInput()}));
};

/** Answers the question on the screen. */
export const answerQuestion = (app: App, secret: string | undefined): void => {
	app.questions.shift()?.answer(secret);
};

/** Nobody waits for the answers any more. */
export const dropQuestions = (app: App): void => {
	for (const {answer} of app.questions.splice(0)) {
		answer(undefined);
	}

	if (topScreen(app.store.get()).name === 'secret') {
		app.store.update(state => ({...state, screens: state.screens.slice(0, -1)}));
	}
};
