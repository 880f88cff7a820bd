import type {BasicAction, KeyBinding} from './key-binding.js';

type Binding = KeyBinding<BasicAction | SyncAction>;

export type SyncContext = 'connections' | 'connection' | 'sync-users' | 'user-check' | 'user-check-reason' | 'user-check-end' | 'relink' | 'relink-failed' | 'relink-end' | 'relink-input' | 'relink-confirm';

export type SyncAction = 'connections' | 'relink' | 'choose-user' | 'look' | 'look-rights' | 'other-flow' | 'grant' | 'copy-address' | 'open-address';

const backKey: Binding = {
	keys: ['escape', 'left', 'h'], action: 'back', label: 'back', help: 'Back to where you came from.', footer: 90,
};

const scrollKeys: readonly Binding[] = [
	{
		keys: ['j', 'down'], action: 'scroll-down', label: 'down', help: 'Scroll down.',
	},
	{
		keys: ['k', 'up'], action: 'scroll-up', label: 'up', help: 'Scroll up.',
	},
	{
		keys: ['space', 'pagedown'], action: 'scroll-page-down', label: 'scroll', help: 'Scroll down by a page.', footer: 6,
	},
	{
		keys: ['b', 'pageup'], action: 'scroll-page-up', label: 'scroll up', help: 'Scroll up by a page.',
	},
];

/** While something is typed, letters are text: only the page keys scroll. */
const pageKeys: readonly Binding[] = [
	{
		keys: ['pagedown'], action: 'scroll-page-down', label: 'scroll', help: 'Scroll down by a page.',
	},
	{
		keys: ['pageup'], action: 'scroll-page-up', label: 'scroll up', help: 'Scroll up by a page.',
	},
];

const connectionKeys: readonly Binding[] = [
	{
		keys: ['r'], action: 'relink', label: 'relink', help: 'Relink: a new consent, proven before it replaces the old link.', footer: 2,
	},
	{
		keys: ['u'], action: 'choose-user', label: 'choose user', help: 'Choose another synchronisation user.', footer: 3,
	},
	{
		keys: ['t'], action: 'look', label: 'look again', help: 'Look at this connection again.', footer: 4,
	},
	{
		keys: ['v'], action: 'look-rights', label: 'rights', help: 'Ask also what the user may do in each company (Exact Online), within its limits of calls.', footer: 5,
	},
];

const otherFlow: Binding = {
	keys: ['tab'], action: 'other-flow', label: 'another way', help: 'Relink another way: browser of this machine, device code, or pasted address.', footer: 2,
};

/** The address, or the page of a device code, that a browser is to open. */
const addressKeys: readonly Binding[] = [
	{
		keys: ['ctrl-y'], action: 'copy-address', label: 'copy address', help: 'Copy the address to the clipboard of your terminal (OSC 52).', footer: 4,
	},
	{
		keys: ['ctrl-o'], action: 'open-address', label: 'open browser', help: 'Open the address in the browser of this machine; only where you sit at it.', footer: 5,
	},
];

const closeKey: Binding = {
	keys: ['return', 'escape', 'left', 'h'], action: 'back', label: 'close', help: 'Close.', footer: 1,
};

const leave: Binding = {
	keys: ['escape'], action: 'back', label: 'leave', help: 'Leave; the link that was there stays.', footer: 3,
};

/** Keys of the screens about synchronisation users. */
export const syncKeymap: Readonly<Record<SyncContext, readonly Binding[]>> = {
	connections: [
		{
			keys: ['return', 'right', 'l'], action: 'open', label: 'open', help: 'Show the evidence, the cause and the fix, and the companies.', footer: 1,
		},
		...connectionKeys,
		{
			keys: ['R'], action: 'retry', label: 'look at all', help: 'Look at all connections again.', footer: 6,
		},
		backKey,
	],
	connection: [...connectionKeys, ...scrollKeys, backKey],
	'sync-users': [
		{
			keys: ['return', 'right', 'l'], action: 'open', label: 'check', help: 'Check the role and the access of the selected user; nothing is changed yet.', footer: 1,
		},
		backKey,
	],
	'user-check': [
		{
			keys: ['return'], action: 'accept', label: 'choose', help: 'Make this user the synchronisation user.', footer: 1,
		},
		...scrollKeys,
		backKey,
	],
	'user-check-end': [closeKey, ...scrollKeys],
	'user-check-reason': [
		{
			keys: ['return'], action: 'accept', label: 'choose all the same', help: 'Make this user the synchronisation user, with the reason that you typed.', footer: 1,
		},
		{
			keys: ['ctrl-g'], action: 'grant', label: 'give access', help: 'Give the user access in the office to the companies that it lacks.', footer: 2,
		},
		...pageKeys,
		leave,
	],
	relink: [otherFlow, ...addressKeys, ...scrollKeys, leave],
	'relink-input': [
		{
			keys: ['return'], action: 'accept', label: 'go on', help: 'Use what you typed or pasted.', footer: 1,
		},
		otherFlow,
		...addressKeys,
		...pageKeys,
		leave,
	],
	'relink-failed': [
		{
			keys: ['return'], action: 'accept', label: 'try again', help: 'Try again the same way, when that can help.', footer: 1,
		},
		otherFlow,
		...scrollKeys,
		leave,
	],
	'relink-end': [closeKey, ...scrollKeys],
	'relink-confirm': [
		{
			keys: ['y'], action: 'accept', label: 'replace it', help: 'Replace the old link by the new one.', footer: 1,
		},
		{
			keys: ['n', 'escape'], action: 'back', label: 'leave', help: 'Leave; the link that was there stays.', footer: 2,
		},
		...scrollKeys,
	],
};
