import {countOf} from '../../platform/count-of.js';
import type {MacScreen} from '../state/mac-screen.js';
import {listStart} from '../state/list.js';
import {
	changeScreens,
	changeTop,
	findScreen,
	pop,
	push,
	topScreen,
} from '../state/screens.js';
import {textInput} from '../state/text-input.js';
import {toProblem} from '../to-problem.js';
import {say, sayProblem, type App} from './app.js';
import {keepListInPlace} from './move.js';
import {readSettingsPage} from './settings.js';

/** Opens the addresses to choose from, on top of the settings of a division. */
export const openMac = async (app: App, code: string): Promise<void> => {
	const mac = app.services?.settings?.mac;
	if (mac === undefined) {
		return;
	}

	app.store.update(state => push(state, {
		name: 'mac', code, list: listStart, page: {status: 'loading', since: app.now()}, input: undefined, stage: {name: 'editing'}, judge: mac.judge, scroll: 0,
	}));
	await readMacPage(app, code);
};

/** Reads the addresses again. */
export const readMacPage = async (app: App, code: string): Promise<void> => {
	const {services, store} = app;
	if (!services?.settings) {
		return;
	}

	try {
		const page = await services.settings.mac.page(code, {signal: app.connecting?.signal ?? new AbortController().signal});
		store.update(state => keepListInPlace(changeScreens(state, 'mac', screen => ({...screen, page: {status: 'ready', value: page}}))));
	} catch (error) {
		const problem = toProblem(error);
		store.update(state => ({...changeScreens(state, 'mac', screen => ({...screen, page: {status: 'failed', problem}})), lastProblem: problem}));
	}
};

/** Enter in the list: tests with the selected address, or opens the line to type another. */
export const takeMac = (app: App): void => {
	const screen = topScreen(app.store.get()) as MacScreen;
	if (screen.page.status !== 'ready') {
		return;
	}

	const {lines, value} = screen.page.value;
	const line = lines[screen.list.index];
	if (line === undefined) {
		app.store.update(state => changeTop(state, 'mac', current => ({...current, input: textInput(value ?? '')})));
	} else {
		app.run(async () => previewMac(app, line.value));
	}
};

/** Enter in the line, y in the preview. */
export const acceptMac = (app: App): void => {
	const screen = topScreen(app.store.get()) as MacScreen;
	if (screen.input !== undefined) {
		const {value} = screen.input;
		app.store.update(state => changeTop(state, 'mac', current => ({...current, input: undefined})));
		app.run(async () => previewMac(app, value));
	} else if (screen.stage.name === 'preview') {
		app.run(async () => saveMac(app));
	}
};

/** Escape: from the line or the preview to the list, from the list to the settings. Never while the change is being written. */
export const leaveMac = (app: App): void => {
	app.store.update(state => {
		const screen = topScreen(state) as MacScreen;
		if (screen.input !== undefined) {
			return changeTop(state, 'mac', current => ({...current, input: undefined}));
		}

		switch (screen.stage.name) {
			case 'saving': {
				return state;
			}

			case 'testing':
			case 'preview':
			case 'refused': {
				running.get(app)?.abort();
				return changeTop(state, 'mac', current => ({...current, stage: {name: 'editing'}, scroll: 0}));
			}

			case 'editing':
			case 'done': {
				return pop(state);
			}
		}
	});
};

const running = new WeakMap<App, AbortController>();

const setStage = (app: App, from: MacScreen['stage']['name'], stage: MacScreen['stage']) => {
	app.store.update(state => changeScreens(state, 'mac', current => current.stage.name === from ? {...current, stage, scroll: 0} : current));
};

const previewMac = async (app: App, typed: string): Promise<void> => {
	const {services} = app;
	if (!services?.settings) {
		return;
	}

	const abort = new AbortController();
	running.set(app, abort);
	let [all, ended] = [0, 0];
	setStage(app, 'editing', {name: 'testing', progress: 'Preparing the change.'});
	const tell = () => {
		setStage(app, 'testing', {name: 'testing', progress: `Testing with the new address: ${ended} of ${countOf(all, 'division')}.`});
	};

	try {
		const preview = await services.settings.mac.preview(typed, {
			signal: abort.signal,
			onStart(divisions) {
				all = divisions;
				tell();
			},
			onEvent(event) {
				if (event.type !== 'test-ended') {
					return;
				}

				ended += 1;
				tell();
			},
		});
		if (!abort.signal.aborted) {
			setStage(app, 'testing', {name: 'preview', preview});
		}
	} catch (error) {
		if (!abort.signal.aborted) {
			setStage(app, 'testing', {name: 'editing', problem: toProblem(error)});
		}
	}
};

const saveMac = async (app: App): Promise<void> => {
	const {services, store} = app;
	const screen = topScreen(store.get()) as MacScreen;
	if (!services?.settings || screen.stage.name !== 'preview') {
		return;
	}

	const {preview} = screen.stage;
	setStage(app, 'preview', {name: 'saving', preview});
	const write = services.settings.mac.save(preview);
	app.writes.add(write);
	store.update(state => ({...state, writing: true}));
	try {
		const record = await write;
		setStage(app, 'saving', {name: 'done', record});
		store.update(state => ({...state, audit: undefined}));
		say(app, 'done', `Kept: MAC address ${preview.after}. A lists the changes, u there undoes this one.`);
	} catch (error) {
		const problem = toProblem(error);
		sayProblem(app, problem);
		setStage(app, 'saving', {name: 'refused', problem});
	} finally {
		app.writes.delete(write);
		store.update(state => ({...state, writing: app.writes.size > 0}));
	}

	await readMacPage(app, screen.code);
	const settings = findScreen(store.get(), 'settings');
	if (settings !== undefined) {
		await readSettingsPage(app, settings.code);
	}
};
