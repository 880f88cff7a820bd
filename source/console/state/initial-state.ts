import type {AppState, Size} from './app-state.js';
import {byCode} from './by-code.js';
import type {DivisionsScreen} from './screen-state.js';
import {listStart} from './list.js';

const divisionsScreen: DivisionsScreen = {
	name: 'divisions', list: listStart, filter: '', input: undefined, before: '', sort: 'code', descending: false,
};

/** What the first frame shows: nothing is known yet, and everything works. */
export const initialState = (size: Size, profileName: string | undefined, now: number): AppState => ({
	size,
	now,
	profile: undefined,
	profileName,
	isOpen: false,
	connection: {status: 'idle'},
	divisions: [],
	lastResults: byCode(),
	tests: byCode(),
	batch: undefined,
	statements: [],
	audit: undefined,
	auditAt: undefined,
	profiles: undefined,
	message: undefined,
	lastProblem: undefined,
	screens: [divisionsScreen],
	digits: '',
	commandHistory: [],
	drafts: {},
	settingsDrafts: {},
	writing: false,
});

/** The same console on another profile: what belonged to the former one is gone, but for the log of what was sent. */
export const forgetProfile = (state: AppState): AppState => ({
	...initialState(state.size, state.profileName, state.now),
	profiles: state.profiles,
	statements: state.statements,
	commandHistory: state.commandHistory,
});
