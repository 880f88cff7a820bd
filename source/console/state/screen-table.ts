import type {ScreenName, ScreenOf, ScreenState} from './screen-state.js';

/** What some screens do, by their names; each function is given its own screen. */
export type ScreenTable<Subject, Result> = {readonly [Name in ScreenName]?: (subject: Subject, screen: ScreenOf<Name>) => Result};

/** What the table has for a screen, as a function of any. */
export const ofScreen = <Subject, Result>(table: ScreenTable<Subject, Result>, {name}: ScreenState): ((subject: Subject, screen: ScreenState) => Result) | undefined =>
	// The name picked the function, so the screen is its own; the compiler doesn't follow that.
	table[name] as ((subject: Subject, screen: ScreenState) => Result) | undefined;
