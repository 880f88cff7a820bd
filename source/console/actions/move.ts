import {stepIds} from '../../connection/contract.js';
import type {AppState} from '../state/app-state.js';
import {bodyRows, listRows} from '../state/layout.js';
import {
	moveInList,
	placeInList,
	type ListMove,
	type ListPosition,
} from '../state/list.js';
import {changeScreens, changeTop, topScreen} from '../state/screens.js';
import type {DivisionsScreen, ScreenName} from '../state/screen-state.js';
import {choicesOf} from '../state/setup-screen.js';
import {visibleAudit} from '../state/visible-audit.js';
import {visibleStatements} from '../state/visible-statements.js';
import {visibleRuns} from '../state/visible-runs.js';
import {visibleDivisions} from '../state/visible-divisions.js';

/** Moves the cursor of the top screen. */
export const move = (state: AppState, how: ListMove): AppState => {
	const screen = topScreen(state);
	if (screen.name === 'division') {
		const {index} = moveInList({index: screen.step, top: 0}, how, stepIds.length, stepIds.length);
		return changeTop(state, 'division', current => ({
			...current, step: index, scroll: 0, follows: false,
		}));
	}

	return screen.name === 'text' ? changeTop(state, 'text', current => ({...current, scroll: how === 'first' ? 0 : (how === 'last' ? Infinity : current.scroll)})) : withList(state, position => moveInList(position, how, listLength(state), listHeight(state)));
};

/** Puts the cursor of the top screen on a row. */
export const moveTo = (state: AppState, index: number): AppState => topScreen(state).name === 'division'
	? changeTop(state, 'division', screen => ({
		...screen, step: Math.max(0, Math.min(stepIds.length - 1, index)), scroll: 0, follows: false,
	}))
	: withList(state, position => placeInList(position, index, listLength(state), listHeight(state)));

/** After the list or the window became shorter: every cursor stays on a row that exists and can be seen. */
export const keepListInPlace = (state: AppState): AppState => ({
	...state,
	screens: state.screens.map(screen => {
		if (!('list' in screen)) {
			return screen;
		}

		const one = {...state, screens: screen.name === 'divisions' ? [screen] : [state.screens[0]!, screen]};
		return {...screen, list: placeInList(screen.list, screen.list.index, listLength(one), listHeight(one))};
	}),
});

/** Puts the cursor of a log that follows on its last statement. */
export const followStatements = (state: AppState): AppState =>
	keepListInPlace(changeScreens(state, 'statements', screen => screen.follows ? {...screen, list: {...screen.list, index: visibleStatements(state).length - 1}} : screen));

/** Keeps the cursor on the same division while the list changes round it. */
export const changeDivisionList = (state: AppState, change: (screen: DivisionsScreen) => DivisionsScreen): AppState => {
	const before = visibleDivisions(state)[(state.screens[0] as DivisionsScreen).list.index];
	const changed = {...state, screens: [change(state.screens[0] as DivisionsScreen), ...state.screens.slice(1)]};
	const index = before ? visibleDivisions(changed).indexOf(before) : -1;
	const first = changed.screens[0] as DivisionsScreen;
	const list = placeInList(index === -1 ? {index: 0, top: 0} : first.list, Math.max(0, index), visibleDivisions(changed).length, listRows(state.size));
	return {...changed, screens: [{...first, list}, ...changed.screens.slice(1)]};
};

/** How many rows the list of the top screen has. */
export const listLength = (state: AppState): number => {
	const screen = topScreen(state);
	const lengths: Partial<Record<ScreenName, number>> = {
		divisions: screen.name === 'divisions' ? visibleDivisions(state).length : 0,
		division: stepIds.length,
		'access-servers': screen.name === 'access-servers' && screen.table.status === 'ready' ? screen.table.value.lines.length : 0,
		settings: screen.name === 'settings' && screen.page.status === 'ready' ? screen.page.value.fields.length : 0,
		mac: screen.name === 'mac' && screen.page.status === 'ready' ? screen.page.value.lines.length + 1 : 0,
		setup: screen.name === 'setup' && screen.stage.name === 'asking' ? choicesOf(screen.stage.open).length : 0,
		connections: screen.name === 'connections' && screen.statuses.status === 'ready' ? screen.statuses.value.length : 0,
		'sync-users': screen.name === 'sync-users' && screen.users.status === 'ready' ? screen.users.value.length : 0,
		audit: visibleAudit(state)?.length,
		jobs: screen.name === 'jobs' && screen.lines.status === 'ready' ? screen.lines.value.length : 0,
		pick: state.divisions.length,
		runs: screen.name === 'runs' ? visibleRuns(screen).length : 0,
		'process-log': screen.name === 'process-log' && screen.rows.status === 'ready' ? screen.rows.value.length : 0,
		profiles: state.profiles?.length,
		statements: screen.name === 'statements' ? visibleStatements(state).length : 0,
	};
	return lengths[screen.name] ?? 0;
};

/** Rows of the lower part of a screen that explains the selected row. */
export const explanationRows = (state: AppState): number => {
	const rows = bodyRows(state.size);
	const half = Math.floor(rows / 2);
	return Math.min(rows < 36 ? 9 : 14, Math.max(3, half - 1));
};

function listHeight(state: AppState): number {
	const {name} = topScreen(state);
	return ['access-servers', 'audit', 'jobs', 'runs', 'process-log', 'connections'].includes(name) ? Math.max(1, listRows(state.size) - explanationRows(state)) : listRows(state.size);
}

function withList(state: AppState, change: (position: ListPosition) => ListPosition): AppState {
	const screen = topScreen(state);
	if (!('list' in screen)) {
		return state;
	}

	const list = change(screen.list);
	const next = screen.name === 'statements' ? {...screen, list, follows: list.index === visibleStatements(state).length - 1 && screen.follows} : {...screen, list};
	return {...state, screens: [...state.screens.slice(0, -1), next]};
}
