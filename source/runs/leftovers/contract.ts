/** Something of an obsolete job that is still there. */
export type Leftover = {
	readonly kind: 'schedule' | 'program' | 'setting' | 'right' | 'log';
	/** Where it is: a table with its row, a file. */
	readonly place: string;
	/** What was seen there. */
	readonly detail: string;
	/** What to do about it; empty where nothing is to be done. */
	readonly fix: string;
};

/** A place that was not looked into, and why. */
export type NotLooked = {readonly place: string; readonly reason: string};

export type Leftovers = {
	readonly found: readonly Leftover[];
	readonly looked: readonly string[];
	readonly notLooked: readonly NotLooked[];
};
