/** What keys do on more than one kind of screen, or on the divisions and what belongs to them. */
export type BasicAction =
	| 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last' | 'open' | 'back' | 'test' | 'test-all' | 'cancel' | 'filter' | 'sort' | 'reverse'
	| 'retry' | 'profiles' | 'audit' | 'statements' | 'command' | 'help' | 'expand-error' | 'quit' | 'leave' | 'redraw' | 'repair' | 'access-servers'
	| 'report' | 'scroll-down' | 'scroll-up' | 'scroll-page-down' | 'scroll-page-up' | 'undo' | 'follow' | 'accept' | 'other-column'
	| 'complete' | 'older' | 'newer' | 'other-login' | 'settings' | 'settings-save' | 'settings-discard' | 'next-division' | 'previous-division' | 'review' | 'review-way' | 'review-warnings';

/** Keys, and what they do. */
export type KeyBinding<Action extends string> = {
	readonly keys: readonly string[];
	readonly action: Action;
	/** One or two words, for the footer. */
	readonly label: string;
	/** One sentence, for the help and the documentation. */
	readonly help: string;
	/** Place in the footer; without one the key is in the help only. */
	readonly footer?: number;
};
