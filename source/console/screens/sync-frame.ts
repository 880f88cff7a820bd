import type {AppState} from '../state/app-state.js';
import type {SyncScreen} from '../state/sync-screens.js';
import type {Theme} from '../theme.js';
import {
	syncUsersLines,
	syncUsersTitle,
	userCheckLines,
	userCheckQuestion,
	userCheckTitle,
} from './choose-sync-user-view.js';
import {connectionLines, connectionTitle} from './connection-view.js';
import {connectionsLines, connectionsTitle} from './connections-view.js';
import {relinkLines, relinkQuestion, relinkTitle} from './relink-view.js';

/** Title and text of a screen about synchronisation users, whether the text scrolls as a whole, and what stays below it. */
export const syncFrame = (state: AppState, screen: SyncScreen, theme: Theme): {readonly title: string; readonly lines: readonly string[]; readonly scroll?: number; readonly pinned?: readonly string[]} => {
	switch (screen.name) {
		case 'connections': {
			return {title: connectionsTitle(screen), lines: connectionsLines(state, screen, theme)};
		}

		case 'connection': {
			return {title: connectionTitle(state, screen, theme), lines: connectionLines(state, screen, theme), scroll: screen.scroll};
		}

		case 'sync-users': {
			return {title: syncUsersTitle(state, screen), lines: syncUsersLines(state, screen, theme)};
		}

		case 'user-check': {
			return {
				title: userCheckTitle(state, screen), lines: userCheckLines(state, screen, theme), pinned: userCheckQuestion(state, screen, theme), scroll: screen.scroll,
			};
		}

		case 'relink': {
			return {
				title: relinkTitle(screen), lines: relinkLines(state, screen, theme), pinned: relinkQuestion(state, screen, theme), scroll: screen.scroll,
			};
		}
	}
};
