import type {AppState} from './app-state.js';
import type {ScreenName, ScreenOf, ScreenState} from './screen-state.js';

export const topScreen = (state: AppState): ScreenState => state.screens.at(-1)!;

export const push = (state: AppState, screen: ScreenState): AppState => ({...state, screens: [...state.screens, screen], digits: ''});

/** Leaves the top screen; the list of divisions stays. */
export const pop = (state: AppState): AppState => state.screens.length === 1 ? state : {...state, screens: state.screens.slice(0, -1), digits: ''};

/** Changes the top screen when it is of that name; a late answer to a screen that was left changes nothing. */
export const changeTop = <Name extends ScreenName>(state: AppState, name: Name, change: (screen: ScreenOf<Name>) => ScreenState): AppState =>
	topScreen(state).name === name ? {...state, screens: [...state.screens.slice(0, -1), change(topScreen(state) as ScreenOf<Name>)]} : state;

/** Changes every screen of that name, wherever it lies in the stack. */
export const changeScreens = <Name extends ScreenName>(state: AppState, name: Name, change: (screen: ScreenOf<Name>) => ScreenState): AppState => ({
	...state,
	screens: state.screens.map(screen => screen.name === name ? change(screen as ScreenOf<Name>) : screen),
});

/** The nearest screen of that name. */
export const findScreen = <Name extends ScreenName>(state: AppState, name: Name): ScreenOf<Name> | undefined =>
	state.screens.findLast(screen => screen.name === name) as ScreenOf<Name> | undefined;
