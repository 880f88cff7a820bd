import type {Context} from '../keymap.js';
import type {AppState} from './app-state.js';
import type {MacScreen} from './mac-screen.js';
import type {ReviewScreen} from './review-screen.js';
import type {RepairScreen} from './screen-state.js';
import {topScreen} from './screens.js';
import type {SetupScreen} from './setup-screen.js';
import type {SettingsScreen} from './settings-screen.js';
import {isSyncScreen, syncContext} from './sync-context.js';
import type {TextInput} from './text-input.js';

const repairContexts: Readonly<Record<RepairScreen['stage']['name'], Context>> = {
	typing: 'repair', planning: 'repair-preview', preview: 'repair-preview', applying: 'repair-preview', refused: 'repair-end', done: 'repair-end',
};

const settingsContexts: Readonly<Record<SettingsScreen['stage']['name'], Context>> = {
	editing: 'settings', testing: 'settings-preview', preview: 'settings-preview', saving: 'settings-preview', refused: 'settings-end', done: 'settings-end',
};

const macContexts: Readonly<Record<MacScreen['stage']['name'], Context>> = {...settingsContexts, editing: 'mac'};

const reviewContexts: Readonly<Record<ReviewScreen['stage']['name'], Context>> = {
	testing: 'review', preview: 'review', saving: 'review', failed: 'settings-end', done: 'settings-end',
};

const setupContext = ({stage, input}: SetupScreen): Context => {
	const isBusy = ['looking', 'checking', 'testing'].includes(stage.name);
	return stage.name === 'asking' ? (input === undefined ? 'setup-choice' : 'setup') : (isBusy ? 'setup-busy' : 'setup-end');
};

/** Which keys hold now. */
export const contextOf = (state: AppState): Context => {
	const screen = topScreen(state);
	if (screen.name === 'divisions') {
		return screen.input ? 'filter' : 'divisions';
	}

	if (screen.name === 'audit' || screen.name === 'statements') {
		return screen.input ? 'filter' : screen.name;
	}

	if (screen.name === 'settings') {
		return screen.input === undefined ? settingsContexts[screen.stage.name] : 'settings-input';
	}

	if (screen.name === 'setup') {
		return setupContext(screen);
	}

	if (screen.name === 'mac') {
		return screen.input === undefined ? macContexts[screen.stage.name] : 'settings-input';
	}

	if (screen.name === 'review') {
		return reviewContexts[screen.stage.name];
	}

	if (screen.name === 'launch') {
		return screen.stage.name === 'typing' ? (screen.input ? 'launch' : 'launch-choice') : 'launch-check';
	}

	if (isSyncScreen(screen)) {
		return syncContext(screen);
	}

	return screen.name === 'repair' ? repairContexts[screen.stage.name] : screen.name;
};

/** The text that is being typed, when there is one. */
export const openInput = (state: AppState): TextInput | undefined => {
	const screen = topScreen(state);
	if (screen.name === 'repair') {
		return screen.stage.name === 'typing' ? screen.input : undefined;
	}

	if (screen.name === 'launch') {
		return screen.stage.name === 'typing' ? screen.input : undefined;
	}

	if (screen.name === 'setup' && screen.stage.name !== 'asking') {
		return undefined;
	}

	return 'input' in screen ? screen.input : undefined;
};
