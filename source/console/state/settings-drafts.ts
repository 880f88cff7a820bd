import type {AppState} from './app-state.js';
import type {SettingsDraft} from './settings-draft.js';
import {selectedField, valueOf, type SettingsScreen} from './settings-screen.js';

type Drafts = Pick<AppState, 'settingsDrafts' | 'screens'>;

/** Every draft, by code: of open pages, and of those that were left. */
export const settingsDrafts = ({settingsDrafts: left, screens}: Drafts): SettingsDraft[] => {
	const open = screens.filter(screen => screen.name === 'settings').map(screen => [screen.code, draftOfScreen(screen)] as const);
	const drafts = new Map<string, SettingsDraft | undefined>([...Object.entries(left), ...open]);
	return drafts.values().filter(draft => draft !== undefined).toArray().toSorted((a, b) => a.code.localeCompare(b.code));
};

export const draftOf = (state: Drafts, code: string): SettingsDraft | undefined => settingsDrafts(state).find(draft => draft.code === code);

/** Puts what is typed on a page aside, so that the page can be left. */
export const keepDraft = (state: AppState, screen: SettingsScreen): AppState => ({...state, settingsDrafts: {...state.settingsDrafts, [screen.code]: draftOfScreen(screen)}});

/** Forgets the drafts of divisions, open or left: they are saved, or not wanted any more. */
export const forgetDrafts = (state: AppState, codes: readonly string[]): AppState => ({
	...state,
	settingsDrafts: Object.fromEntries(Object.entries(state.settingsDrafts).filter(([code]) => !codes.includes(code))),
	screens: state.screens.map(screen => screen.name === 'settings' && codes.includes(screen.code)
		? {
			...screen, typed: {}, input: undefined, seen: screen.page.status === 'ready' ? screen.page.value.stored : undefined,
		}
		: screen),
});

export type Unsaved = {readonly code: string; readonly count: number};

/** How many values of which divisions are not saved, the one that is just being typed included. */
export const unsavedSettings = (state: Drafts): Unsaved[] => {
	const typing = state.screens.filter(screen => screen.name === 'settings' && isTyping(screen)).map(screen => (screen as SettingsScreen).code);
	const counts = new Map<string, number>(settingsDrafts(state).map(({code, typed}) => [code, Object.keys(typed).length]));
	for (const code of typing) {
		counts.set(code, (counts.get(code) ?? 0) + 1);
	}

	return [...counts].map(([code, count]) => ({code, count}));
};

export const unsavedOf = (drafts: ReadonlyMap<string, SettingsDraft>): Unsaved[] => drafts.values().map(({code, typed}) => ({code, count: Object.keys(typed).length})).toArray();

/** What a question says of them; nothing when there are none. */
export const unsavedText = (unsaved: readonly Unsaved[]): string => {
	const count = unsaved.reduce((sum, one) => sum + one.count, 0);
	return count === 0 ? '' : `${count} changed ${count === 1 ? 'setting' : 'settings'} of ${unsaved.length === 1 ? 'division' : 'divisions'} ${unsaved.map(({code}) => code).join(', ')} ${count === 1 ? 'is' : 'are'} not saved, and would be lost.`;
};

const draftOfScreen = ({code, typed, seen}: SettingsScreen): SettingsDraft | undefined => Object.keys(typed).length === 0 ? undefined : {code, typed, seen};

const isTyping = (screen: SettingsScreen): boolean => {
	const field = selectedField(screen);
	return screen.input !== undefined && field?.name !== undefined && screen.typed[field.name] === undefined && screen.input.value !== valueOf(screen, field);
};
