import type {TypedSettings} from '../../settings/parse-typed.js';
import type {SettingsPage} from '../settings-services.js';
import {listStart} from '../state/list.js';
import {
	changeScreens,
	changeTop,
	pop,
	push,
	topScreen,
} from '../state/screens.js';
import {selectedField, valueOf, type SettingsScreen} from '../state/settings-screen.js';
import {textInput} from '../state/text-input.js';
import {toProblem} from '../to-problem.js';
import {say, sayProblem, type App} from './app.js';
import {retry} from './connect.js';
import {keepListInPlace} from './move.js';
import {testDivision} from './run-tests.js';

/** Opens the settings of a division and reads them. What was typed before and left comes back. */
export const openSettings = async (app: App, code: string): Promise<void> => {
	app.store.update(state => push(state, {
		name: 'settings', code, list: listStart, page: {status: 'loading', since: app.now()}, typed: draftOf(state.drafts[draftName(code)]), input: undefined, stage: {name: 'editing'}, scroll: 0,
	}));
	await readSettingsPage(app, code);
};

/** Reads the page again; what is typed stays. */
export const readSettingsPage = async (app: App, code: string): Promise<void> => {
	const {services, store} = app;
	if (!services?.settings) {
		return;
	}

	try {
		const page = await services.settings.page(code, {signal: app.connecting?.signal ?? new AbortController().signal});
		store.update(state => keepListInPlace(changeScreens(state, 'settings', screen => screen.code === code ? {...screen, page: {status: 'ready', value: page}, list: screen.page.status === 'loading' ? {...screen.list, index: firstOf(page)} : screen.list} : screen)));
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
				return pop({...state, drafts: {...state.drafts, [draftName(screen.code)]: Object.keys(screen.typed).length === 0 ? undefined : JSON.stringify(screen.typed)}});
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
	const show = (stage: SettingsScreen['stage'], typed?: TypedSettings) => {
		store.update(state => changeScreens(state, 'settings', current => current.code === code
			? {
				...current, stage, scroll: 0, typed: typed ?? current.typed,
			}
			: current));
	};

	show({name: 'saving', preview});
	const write = services.settings.save(preview);
	app.writes.add(write);
	store.update(state => ({...state, writing: true}));
	try {
		const record = await write;
		show({name: 'done', record}, {});
		store.update(state => ({...state, audit: undefined, drafts: {...state.drafts, [draftName(code)]: undefined}}));
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

const draftName = (code: string) => `settings/${code}`;

const draftOf = (draft: string | undefined): TypedSettings => draft === undefined ? {} : JSON.parse(draft) as TypedSettings;
