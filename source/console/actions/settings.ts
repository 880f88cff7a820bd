import type {SettingsPage} from '../settings-services.js';
import {listStart} from '../state/list.js';
import {
	changeScreens,
	changeTop,
	pop,
	push,
	topScreen,
} from '../state/screens.js';
import {draftOf, forgetDrafts, keepDraft} from '../state/settings-drafts.js';
import {selectedField, valueOf, type SettingsScreen} from '../state/settings-screen.js';
import {textInput} from '../state/text-input.js';
import {visibleDivisions} from '../state/visible-divisions.js';
import {toProblem} from '../to-problem.js';
import {say, sayProblem, type App} from './app.js';
import {retry} from './connect.js';
import {keepListInPlace} from './move.js';
import {testDivision} from './run-tests.js';

/** Opens the settings of a division and reads them. What was typed before and left comes back; a page of the same division, or one on top, makes room. */
export const openSettings = async (app: App, code: string, index?: number): Promise<void> => {
	app.store.update(state => {
		const {typed = {}, seen} = draftOf(state, code) ?? {};
		const top = topScreen(state);
		let kept = state;
		for (const screen of state.screens) {
			kept = screen.name === 'settings' ? keepDraft(kept, screen) : kept;
		}

		const screens = kept.screens.filter(screen => screen.name !== 'settings' || (screen.code !== code && screen !== top));
		return push({...kept, screens}, {
			name: 'settings', code, list: listStart, page: {status: 'loading', since: app.now()}, typed, seen, input: undefined, stage: {name: 'editing'}, scroll: 0,
		});
	});
	await readSettingsPage(app, code, {index});
};

/** The settings of the division after or before, as the list has them, with the cursor on the same line. */
export const openNeighbour = (app: App, step: 1 | -1): void => {
	const state = app.store.get();
	const screen = topScreen(state) as SettingsScreen;
	const divisions = visibleDivisions(state);
	const index = divisions.findIndex(({code}) => code === screen.code);
	const next = divisions[index + step];
	if (next === undefined) {
		say(app, 'refused', step === 1 ? 'This is the last division of the list.' : 'This is the first division of the list.');
	} else {
		app.run(async () => openSettings(app, next.code, screen.list.index));
	}
};

/** Forgets what was typed for a division. */
export const discardSettings = ({store}: App, code: string): void => {
	store.update(state => forgetDrafts(state, [code]));
};

/** Reads the page again; what is typed stays. An operator who asks for it takes note of what was changed meanwhile. */
export const readSettingsPage = async (app: App, code: string, {takesNote = false, index}: {readonly takesNote?: boolean; readonly index?: number | undefined} = {}): Promise<void> => {
	const {services, store} = app;
	if (!services?.settings) {
		return;
	}

	try {
		const page = await services.settings.page(code, {signal: app.connecting?.signal ?? new AbortController().signal});
		store.update(state => keepListInPlace(changeScreens(state, 'settings', screen => screen.code === code
			? {
				...screen,
				page: {status: 'ready', value: page},
				seen: takesNote || screen.seen === undefined || Object.keys(screen.typed).length === 0 ? page.stored : screen.seen,
				list: screen.page.status === 'loading' ? {...screen.list, index: index ?? firstOf(page)} : screen.list,
			}
			: screen)));
	} catch (error) {
		const problem = toProblem(error);
		store.update(state => ({...changeScreens(state, 'settings', screen => screen.code === code ? {...screen, page: {status: 'failed', problem}} : screen), lastProblem: problem}));
	}
};

/** Opens the selected value for typing; a switch turns at once. */
export const editSetting = (app: App): void => {
	app.store.update(state => changeTop(state, 'settings', screen => {
		const field = selectedField(screen);
		if (field?.name === undefined) {
			return screen;
		}

		const value = valueOf(screen, field);
		return field.kind === 'switch'
			? withTyped(screen, field.name, value === 'yes' ? 'no' : 'yes')
			: {...screen, input: textInput(value)};
	}));
};

/** Enter: takes the typed value, saves the preview, or closes the result. */
export const acceptSettings = (app: App): void => {
	const screen = topScreen(app.store.get()) as SettingsScreen;
	const field = selectedField(screen);
	if (screen.input !== undefined && field?.name !== undefined) {
		const {value} = screen.input;
		app.store.update(state => changeTop(state, 'settings', current => ({...withTyped(current, field.name!, value.trim()), input: undefined})));
		return;
	}

	if (screen.stage.name === 'preview') {
		app.run(async () => saveSettings(app));
	}
};

/** Plans the save and tests it with the new values. Nothing is written. */
export const previewSettings = async (app: App): Promise<void> => {
	const {services, store} = app;
	if (!services?.settings) {
		return;
	}

	const {code, typed} = topScreen(store.get()) as SettingsScreen;
	const abort = new AbortController();
	running.set(app, abort);
	const setStage = (from: SettingsScreen['stage']['name'], stage: SettingsScreen['stage']) => {
		store.update(state => changeScreens(state, 'settings', current => current.code === code && current.stage.name === from ? {...current, stage, scroll: 0} : current));
	};

	setStage('editing', {name: 'testing', progress: 'Preparing the change.'});
	try {
		const preview = await services.settings.preview(code, typed, {
			signal: abort.signal,
			onEvent(event) {
				if (event.type === 'step-started') {
					setStage('testing', {name: 'testing', progress: `Testing with the new values: ${event.id}`});
				}
			},
		});
		setStage('testing', {name: 'preview', preview});
	} catch (error) {
		setStage('testing', abort.signal.aborted ? {name: 'editing'} : {name: 'editing', problem: toProblem(error)});
	}
};

/** Escape: from a value to the page, from the preview to the page, from the page out. Never while the change is being written. */
export const leaveSettings = (app: App): void => {
	app.store.update(state => {
		const screen = topScreen(state) as SettingsScreen;
		if (screen.input !== undefined) {
			return changeTop(state, 'settings', current => ({...current, input: undefined}));
		}

		switch (screen.stage.name) {
			case 'saving': {
				return {...state, message: {kind: 'refused', text: 'The change is being written: wait for its end.'}};
			}

			case 'testing': {
				running.get(app)?.abort();
				return changeTop(state, 'settings', current => ({...current, stage: {name: 'editing'}, scroll: 0}));
			}

			case 'preview':
			case 'refused': {
				return changeTop(state, 'settings', current => ({...current, stage: {name: 'editing'}, scroll: 0}));
			}

			case 'editing':
			case 'done': {
				return pop(keepDraft(state, screen));
			}
		}
	});
};

const running = new WeakMap<App, AbortController>();

const saveSettings = async (app: App): Promise<void> => {
	const {services, store} = app;
	const screen = topScreen(store.get()) as SettingsScreen;
	if (!services?.settings || screen.stage.name !== 'preview') {
		return;
	}

	const {code} = screen;
	const {preview} = screen.stage;
	const show = (stage: SettingsScreen['stage']) => {
		store.update(state => changeScreens(state, 'settings', current => current.code === code ? {...current, stage, scroll: 0} : current));
	};

	show({name: 'saving', preview});
	const write = services.settings.save(preview);
	app.writes.add(write);
	store.update(state => ({...state, writing: true}));
	try {
		const record = await write;
		show({name: 'done', record});
		store.update(state => ({...forgetDrafts(state, [code]), audit: undefined}));
		say(app, 'done', `Saved: division ${code}. A lists the changes, u there undoes this one.`);
	} catch (error) {
		const problem = toProblem(error);
		sayProblem(app, problem);
		show({name: 'refused', problem});
		app.run(async () => readSettingsPage(app, code));
		return;
	} finally {
		app.writes.delete(write);
		store.update(state => ({...state, writing: app.writes.size > 0}));
	}

	// The list is of before the change; to read it anew ends what reads at the same time.
	await retry(app);
	await readSettingsPage(app, code);
	await testDivision(app, code);
};

/** The cursor begins at the first value of the division, below what is for all of them. */
const firstOf = ({fields}: SettingsPage) => Math.max(0, fields.findIndex(({opens}) => opens === undefined));

const withTyped = (screen: SettingsScreen, name: string, value: string): SettingsScreen => {
	const stored = screen.page.status === 'ready' ? screen.page.value.fields.find(field => field.name === name)?.value : undefined;
	const others = Object.fromEntries(Object.entries(screen.typed).filter(([key]) => key !== name));
	return {...screen, stage: {name: 'editing'}, typed: value === stored ? others : {...others, [name]: value}};
};
