import type {BasicAction, KeyBinding} from './key-binding.js';
import {
	runsGlobalKeys,
	runsKeymap,
	type RunsAction,
	type RunsContext,
} from './keymap-runs.js';
import {setupKeymap, type SetupContext} from './setup-keys.js';
import {syncKeymap, type SyncAction, type SyncContext} from './sync-keys.js';

/** Where a key has its meaning: the top screen, or a part of its life. */
export type Context =
	| 'divisions' | 'filter' | 'division' | 'access-servers' | 'repair' | 'repair-preview' | 'repair-end' | 'audit' | 'profiles' | 'statements' | 'settings' | 'settings-input' | 'settings-preview' | 'settings-end' | 'review' | 'mac'
	| RunsContext
	| SetupContext
	| 'text' | 'command' | 'confirm' | 'report' | 'secret' | 'list' | 'global' | SyncContext;

export type ActionName = BasicAction | RunsAction | SyncAction;

export type Binding = KeyBinding<ActionName>;

const backKey: Binding = {
	keys: ['escape', 'left', 'h'], action: 'back', label: 'back', help: 'Back to where you came from.', footer: 90,
};

/** The one table of keys: the key handler, the footer, the help and the documentation read it. Text inputs take every printable key first. */
export const keymap: Readonly<Record<Context, readonly Binding[]>> = {
	divisions: [
		{
			keys: ['return', 'right', 'l'], action: 'open', label: 'open', help: 'Open the division.', footer: 1,
		},
		{
			keys: ['t'], action: 'test', label: 'test', help: 'Test the connection of the selected division.', footer: 2,
		},
		{
			keys: ['T'], action: 'test-all', label: 'test all', help: 'Test every division of the list as it is filtered.', footer: 3,
		},
		{
			keys: ['x'], action: 'cancel', label: 'cancel', help: 'Cancel the running tests; what was seen stays.', footer: 0,
		},
		{
			keys: ['/'], action: 'filter', label: 'filter', help: 'Show only the divisions with a text in code, name, database or web server.', footer: 4,
		},
		{
			keys: ['s'], action: 'sort', label: 'sort', help: 'Sort by the next column: code, name, database, web server, last test.', footer: 5,
		},
		{
			keys: ['S'], action: 'reverse', label: 'reverse', help: 'Turn the order round.',
		},
		{
			keys: ['c'], action: 'settings', label: 'settings', help: 'Show and change the back office settings of the selected division.', footer: 8,
		},
		{
			keys: ['w'], action: 'report', label: 'report', help: 'Write a report for the ticket about the divisions of the list that were tested.', footer: 9,
		},
		{
			keys: ['escape'], action: 'back', label: 'show all', help: 'Show all divisions again.',
		},
	],
	filter: [
		{
			keys: ['return'], action: 'accept', label: 'keep', help: 'Keep the filter.', footer: 1,
		},
		{
			keys: ['escape'], action: 'back', label: 'undo', help: 'Leave the filter as it was before.', footer: 2,
		},
		{
			keys: ['down'], action: 'down', label: 'down', help: 'Next row.',
		},
		{
			keys: ['up'], action: 'up', label: 'up', help: 'Previous row.',
		},
	],
	division: [
		{
			keys: ['t'], action: 'test', label: 'test', help: 'Run the 13 steps of the connection test.', footer: 1,
		},
		{
			keys: ['r'], action: 'repair', label: 'repair', help: 'Repair what the selected finding offers to repair.', footer: 2,
		},
		{
			keys: ['a'], action: 'access-servers', label: 'access servers', help: 'Show the BACOACCESSSERVERS table with the class of every row.', footer: 3,
		},
		{
			keys: ['c'], action: 'settings', label: 'settings', help: 'Show and change the back office settings.', footer: 7,
		},
		{
			keys: ['w'], action: 'report', label: 'report', help: 'Write a report for the ticket.', footer: 4,
		},
		{
			keys: ['x'], action: 'cancel', label: 'cancel', help: 'Cancel the running test; what was seen stays.', footer: 5,
		},
		{
			keys: ['space', 'pagedown'], action: 'scroll-page-down', label: 'scroll', help: 'Scroll the evidence down by a page.', footer: 6,
		},
		{
			keys: ['b', 'pageup'], action: 'scroll-page-up', label: 'scroll up', help: 'Scroll the evidence up by a page.',
		},
		{
			keys: ['J'], action: 'scroll-down', label: 'line down', help: 'Scroll the evidence down by a line.',
		},
		{
			keys: ['K'], action: 'scroll-up', label: 'line up', help: 'Scroll the evidence up by a line.',
		},
		backKey,
	],
	'access-servers': [
		{
			keys: ['r', 'return'], action: 'repair', label: 'repair', help: 'Change the name in the selected row.', footer: 1,
		},
		{
			keys: ['R'], action: 'retry', label: 'read again', help: 'Read the table again.', footer: 2,
		},
		backKey,
	],
	repair: [
		{
			keys: ['return'], action: 'accept', label: 'preview', help: 'Show the change and its statement; nothing is written yet.', footer: 1,
		},
		{
			keys: ['tab'], action: 'other-column', label: 'other column', help: 'Change the IP address instead of the machine name, or back.', footer: 2,
		},
		{
			keys: ['ctrl-o'], action: 'other-login', label: 'other login', help: 'Make the change with your own SQL login instead of Baco, or back; for when Baco may not.', footer: 4,
		},
		{
			keys: ['escape'], action: 'back', label: 'leave', help: 'Leave; what you typed is kept for the next time.', footer: 3,
		},
	],
	'repair-preview': [
		{
			keys: ['y'], action: 'accept', label: 'write it', help: 'Write the change.', footer: 1,
		},
		{
			keys: ['n', 'escape'], action: 'back', label: 'back', help: 'Back to the value; nothing is written.', footer: 2,
		},
		{
			keys: ['o', 'ctrl-o'], action: 'other-login', label: 'other login', help: 'Prepare the change with your own SQL login instead of Baco, or back; for when Baco may not.', footer: 3,
		},
		{
			keys: ['j', 'down', 'space', 'pagedown'], action: 'scroll-down', label: 'down', help: 'Scroll down.',
		},
		{
			keys: ['k', 'up', 'b', 'pageup'], action: 'scroll-up', label: 'up', help: 'Scroll up.',
		},
	],
	'repair-end': [
		{
			keys: ['return', 'escape', 'space', 'h', 'left'], action: 'back', label: 'close', help: 'Close the dialog.', footer: 1,
		},
		{
			keys: ['o', 'ctrl-o'], action: 'other-login', label: 'other login', help: 'Prepare the refused change with your own SQL login instead of Baco, or back.', footer: 2,
		},
		{
			keys: ['j', 'down', 'pagedown'], action: 'scroll-down', label: 'down', help: 'Scroll down.',
		},
		{
			keys: ['k', 'up', 'b', 'pageup'], action: 'scroll-up', label: 'up', help: 'Scroll up.',
		},
	],
	settings: [
		{
			keys: ['return', 'right', 'l'], action: 'open', label: 'change', help: 'Change the selected value; a switch turns at once.', footer: 1,
		},
		{
			keys: ['s'], action: 'settings-save', label: 'test and save', help: 'Test the connection with the new values and show the change; nothing is written before you say so. Several divisions in one save: U.', footer: 2,
		},
		{
			keys: ['R'], action: 'retry', label: 'read again', help: 'Read the settings again; what you typed stays.', footer: 3,
		},
		{
			keys: ['tab'], action: 'next-division', label: 'next division', help: 'The settings of the next division of the list; what you typed is kept.', footer: 2.5,
		},
		{
			keys: ['shift-tab'], action: 'previous-division', label: 'division before', help: 'The settings of the division before.',
		},
		{
			keys: ['D'], action: 'settings-discard', label: 'discard', help: 'Forget what you typed for this division, after a question.', footer: 4,
		},
		{...backKey, help: 'Back to where you came from; what you typed is kept for the next time.'},
	],
	'settings-input': [
		{
			keys: ['return'], action: 'accept', label: 'take', help: 'Take the value; nothing is written yet.', footer: 1,
		},
		{
			keys: ['escape'], action: 'back', label: 'leave', help: 'Leave the value as it was.', footer: 2,
		},
	],
	'settings-preview': [
		{
			keys: ['y'], action: 'accept', label: 'save', help: 'Save the settings.', footer: 1,
		},
		{
			keys: ['n', 'escape'], action: 'back', label: 'back', help: 'Back to the values, or cancel the test; nothing is written.', footer: 2,
		},
		{
			keys: ['j', 'down', 'space', 'pagedown'], action: 'scroll-down', label: 'down', help: 'Scroll down.',
		},
		{
			keys: ['k', 'up', 'b', 'pageup'], action: 'scroll-up', label: 'up', help: 'Scroll up.',
		},
	],
	review: [
		{
			keys: ['y'], action: 'accept', label: 'save', help: 'Save what the screen says.', footer: 1,
		},
		{
			keys: ['n', 'escape'], action: 'back', label: 'back', help: 'Go back, or cancel the tests; nothing is written, and what you typed is kept.', footer: 2,
		},
		{
			keys: ['o'], action: 'review-way', label: 'way', help: 'Save all or none in one transaction, or each division that works for itself.', footer: 3,
		},
		{
			keys: ['w'], action: 'review-warnings', label: 'warnings', help: 'Accept the warnings: you know what they say, and save in spite of them. Again takes it back.', footer: 4,
		},
		{
			keys: ['space', 'pagedown'], action: 'scroll-page-down', label: 'scroll', help: 'Scroll down by a page.', footer: 5,
		},
		{
			keys: ['b', 'pageup'], action: 'scroll-page-up', label: 'scroll up', help: 'Scroll up by a page.',
		},
		{
			keys: ['j', 'down'], action: 'scroll-down', label: 'down', help: 'Scroll down.',
		},
		{
			keys: ['k', 'up'], action: 'scroll-up', label: 'up', help: 'Scroll up.',
		},
	],
	'settings-end': [
		{
			keys: ['return', 'escape', 'space', 'h', 'left'], action: 'back', label: 'close', help: 'Close, or go back to the values.', footer: 1,
		},
		{
			keys: ['j', 'down', 'pagedown'], action: 'scroll-down', label: 'down', help: 'Scroll down.',
		},
		{
			keys: ['k', 'up', 'b', 'pageup'], action: 'scroll-up', label: 'up', help: 'Scroll up.',
		},
	],
	mac: [
		{
			keys: ['return', 'right', 'l'], action: 'open', label: 'test', help: 'Test the connections with the selected MAC address, or type another one; nothing is written before you say so.', footer: 1,
		},
		{
			keys: ['R'], action: 'retry', label: 'read again', help: 'Read the addresses again.', footer: 2,
		},
		backKey,
	],
	audit: [
		{
			keys: ['return', 'right', 'l'], action: 'open', label: 'show', help: 'Show the whole record with its statement.', footer: 3,
		},
		{
			keys: ['u'], action: 'undo', label: 'undo', help: 'Undo the selected change, after a confirmation.', footer: 1,
		},
		{
			keys: ['/'], action: 'filter', label: 'filter', help: 'Show only the changes with a text in division, action, place, values, person or outcome.', footer: 4,
		},
		{
			keys: ['R'], action: 'retry', label: 'read again', help: 'Read the records again.', footer: 2,
		},
		backKey,
	],
	profiles: [
		{
			keys: ['return', 'right', 'l'], action: 'open', label: 'switch', help: 'Switch to the selected profile.', footer: 1,
		},
		backKey,
	],
	statements: [
		{
			keys: ['return', 'right', 'l'], action: 'open', label: 'show', help: 'Show the whole statement with its parameters.', footer: 1,
		},
		{
			keys: ['f'], action: 'follow', label: 'follow', help: 'Follow new statements, or stay where you are.', footer: 2,
		},
		{
			keys: ['/'], action: 'filter', label: 'filter', help: 'Show only the statements with a text in server, database, statement, values, error or profile.', footer: 3,
		},
		backKey,
	],
	text: [
		{
			keys: ['j', 'down', 'return'], action: 'scroll-down', label: 'down', help: 'Scroll down by a line.', footer: 1,
		},
		{
			keys: ['k', 'up'], action: 'scroll-up', label: 'up', help: 'Scroll up by a line.', footer: 2,
		},
		{
			keys: ['space', 'pagedown'], action: 'scroll-page-down', label: 'page', help: 'Scroll down by a page.', footer: 3,
		},
		{
			keys: ['b', 'pageup'], action: 'scroll-page-up', label: 'page up', help: 'Scroll up by a page.',
		},
		{
			keys: ['g', 'home'], action: 'first', label: 'start', help: 'Go to the start.',
		},
		{
			keys: ['G', 'end'], action: 'last', label: 'end', help: 'Go to the end.',
		},
		{
			keys: ['escape', 'left', 'h', 'q', '?'], action: 'back', label: 'close', help: 'Close.', footer: 90,
		},
	],
	command: [
		{
			keys: ['return'], action: 'accept', label: 'run', help: 'Run the command.', footer: 1,
		},
		{
			keys: ['tab'], action: 'complete', label: 'complete', help: 'Complete the word.', footer: 2,
		},
		{
			keys: ['up'], action: 'older', label: 'older', help: 'The command before.', footer: 3,
		},
		{
			keys: ['down'], action: 'newer', label: 'newer', help: 'The command after.',
		},
		{
			keys: ['escape'], action: 'back', label: 'leave', help: 'Leave the command line.', footer: 4,
		},
	],
	confirm: [
		{
			keys: ['y'], action: 'accept', label: 'yes', help: 'Do it.', footer: 1,
		},
		{
			keys: ['n', 'escape'], action: 'back', label: 'no', help: 'Do nothing.', footer: 2,
		},
	],
	report: [
		{
			keys: ['return'], action: 'accept', label: 'write', help: 'Write the report: Markdown, or JSON when the name ends in .json.', footer: 1,
		},
		{
			keys: ['escape'], action: 'back', label: 'leave', help: 'Write nothing.', footer: 2,
		},
	],
	secret: [
		{
			keys: ['return'], action: 'accept', label: 'use', help: 'Use the password, for as long as this console runs.', footer: 1,
		},
		{
			keys: ['escape'], action: 'back', label: 'none', help: 'Go on without it.', footer: 2,
		},
	],
	...runsKeymap,
	...syncKeymap,
	...setupKeymap,
	list: [
		{
			keys: ['j', 'down'], action: 'down', label: 'down', help: 'Next row.',
		},
		{
			keys: ['k', 'up'], action: 'up', label: 'up', help: 'Previous row.',
		},
		{
			keys: ['pagedown', 'space'], action: 'page-down', label: 'page down', help: 'A page down.',
		},
		{
			keys: ['pageup', 'b'], action: 'page-up', label: 'page up', help: 'A page up.',
		},
		{
			keys: ['g', 'home'], action: 'first', label: 'first', help: 'First row.',
		},
		{
			keys: ['G', 'end'], action: 'last', label: 'last', help: 'Last row.',
		},
	],
	global: [
		...runsGlobalKeys,
		{
			keys: ['U'], action: 'review', label: 'unsaved', help: 'Review the settings that are typed and not saved, of all divisions: test them, and save them in one go.', footer: 2.7,
		},
		{
			keys: ['p'], action: 'profiles', label: 'profile', help: 'Switch to another profile.', footer: 20,
		},
		{
			keys: ['A'], action: 'audit', label: 'audit', help: 'Show the changes made through baco, with undo.', footer: 21,
		},
		{
			keys: ['C'], action: 'connections', label: 'accounting systems', help: 'Show the accounting system connections of the office and their synchronisation users.', footer: 24,
		},
		{
			keys: ['@'], action: 'statements', label: 'SQL', help: 'Show every T-SQL statement that was run.', footer: 22,
		},
		{
			keys: [':'], action: 'command', label: 'command', help: 'Type a command.', footer: 23,
		},
		{
			keys: ['e'], action: 'expand-error', label: 'error', help: 'Show the last error with its cause and fix.',
		},
		{
			keys: ['R'], action: 'retry', label: 'connect again', help: 'Connect again and read the divisions again.',
		},
		{
			keys: ['?'], action: 'help', label: 'help', help: 'Show the keys of this screen.', footer: 95,
		},
		{
			keys: ['q'], action: 'quit', label: 'quit', help: 'Quit; asks when a test is running, or settings are not saved.', footer: 96,
		},
		{
			keys: ['ctrl-c'], action: 'leave', label: 'quit now', help: 'Quit at once, with exit code 130. A change that is being written is finished first.',
		},
		{
			keys: ['ctrl-l'], action: 'redraw', label: 'redraw', help: 'Draw the screen again.',
		},
	],
};

/** Contexts whose lists take movements, and digits to go to a row. */
export const listContexts: ReadonlySet<Context> = new Set(['jobs', 'pick', 'runs', 'process-log', 'divisions', 'division', 'access-servers', 'audit', 'profiles', 'statements', 'settings', 'mac', 'setup-choice', 'connections', 'sync-users']);

/** Contexts that are left before anything else is done: of the global keys only these work. */
export const dialogContexts: ReadonlySet<Context> = new Set(['setup', 'setup-choice', 'setup-busy', 'setup-end', 'launch', 'launch-choice', 'launch-check', 'pick', 'line', 'filter', 'settings-input', 'settings-preview', 'settings-end', 'review', 'repair', 'repair-preview', 'repair-end', 'command', 'confirm', 'report', 'secret', 'text', 'user-check-reason', 'user-check-end', 'relink', 'relink-input', 'relink-failed', 'relink-end', 'relink-confirm']);
const always: ReadonlySet<ActionName> = new Set(['leave', 'redraw']);

/** The bindings that hold in a context, the nearest first. */
export const bindingsOf = (context: Context): readonly Binding[] => [
	...keymap[context],
	...(listContexts.has(context) ? keymap.list : []),
	...(dialogContexts.has(context) ? keymap.global.filter(({action}) => always.has(action)) : keymap.global),
];

export const findBinding = (context: Context, keyName: string): Binding | undefined => bindingsOf(context).find(({keys}) => keys.includes(keyName));
