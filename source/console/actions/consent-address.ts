import process from 'node:process';
import {hasBrowser} from '../../sync-user/oauth/choose-flow.js';
import type {AppState} from '../state/app-state.js';
import {findScreen} from '../state/screens.js';
import {addressOf} from '../state/sync-screens.js';
import {toProblem} from '../to-problem.js';
import {say, sayProblem, type App} from './app.js';

/** The address of the consent to the operator's clipboard, also over SSH. */
export const copyAddress = (app: App): void => {
	app.copy(addressHere(app.store.get())!);
	say(app, 'done', 'Copied the address to the clipboard of your terminal, if it takes OSC 52.');
};

/** Opens the address in the browser of this machine. */
export const openBrowser = (app: App): void => {
	const address = addressHere(app.store.get())!;
	app.run(async () => {
		try {
			await app.services?.sync?.openBrowser(address);
			say(app, 'done', 'The browser was asked to open the address.');
		} catch (error) {
			sayProblem(app, toProblem(error));
		}

		app.store.flush();
	});
};

export const whyNotAddress = (state: AppState): string | undefined => addressHere(state) === undefined ? 'There is no address yet.' : undefined;

export const whyNotBrowser = (state: AppState): string | undefined => whyNotAddress(state) ?? (hasBrowser(process.env, process.platform) ? undefined : 'No browser is opened from here: you may sit at another machine. Ctrl-y copies the address.');

const addressHere = (state: AppState) => {
	const screen = findScreen(state, 'relink');
	return screen === undefined ? undefined : addressOf(screen.stage);
};
