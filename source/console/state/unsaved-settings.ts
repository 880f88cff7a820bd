import type {TypedSettings} from '../../settings/parse-typed.js';
import type {AppState} from './app-state.js';
import {selectedField, valueOf, type SettingsScreen} from './settings-screen.js';

export type Unsaved = {readonly code: string; readonly count: number};

/** Back office settings that were typed and not saved, by division: on the open page, and on those that were left. They end with the console or the profile. */
export const unsavedSettings = ({drafts, screens}: Pick<AppState, 'drafts' | 'screens'>): Unsaved[] => {
	const left = Object.entries(drafts).filter(([name, draft]) => name.startsWith(prefix) && draft !== undefined).map(([name, draft]) => [name.slice(prefix.length), Object.keys(JSON.parse(draft!) as TypedSettings).length] as const);
	const open = screens.filter(screen => screen.name === 'settings').map(screen => [screen.code, countOf(screen)] as const);
	return [...new Map([...left, ...open])].filter(([, count]) => count > 0).map(([code, count]) => ({code, count}));
};

/** What a question says of them; nothing when there are none. */
export const unsavedText = (unsaved: readonly Unsaved[]): string => {
	const count = unsaved.reduce((sum, one) => sum + one.count, 0);
	return count === 0 ? '' : `${count} changed ${count === 1 ? 'setting' : 'settings'} of ${unsaved.length === 1 ? 'division' : 'divisions'} ${unsaved.map(({code}) => code).join(', ')} ${count === 1 ? 'is' : 'are'} not saved, and would be lost.`;
};

const prefix = 'settings/';

const countOf = (screen: SettingsScreen): number => {
	const field = selectedField(screen);
	const isTyping = screen.input !== undefined && field?.name !== undefined && screen.typed[field.name] === undefined && screen.input.value !== valueOf(screen, field);
	return Object.keys(screen.typed).length + (isTyping ? 1 : 0);
};
