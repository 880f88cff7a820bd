import {keyName} from './key-names.js';
import {keymap, type Context} from './keymap.js';
import {runsContextTitles} from './keymap-runs.js';

const titles: Readonly<Record<Context, string>> = {
	divisions: 'List of divisions',
	filter: 'While a filter is typed',
	division: 'Division',
	'access-servers': 'Access servers',
	repair: 'Repair: the new value',
	'repair-preview': 'Repair: the preview',
	'repair-end': 'Repair: the result',
	settings: 'Back office settings',
	'settings-input': 'Back office settings: a value',
	'settings-preview': 'Back office settings: the preview',
	'settings-end': 'Back office settings: the result',
	review: 'Review of what is not saved',
	mac: 'The MAC address',
	audit: 'Audit',
	profiles: 'Profiles',
	statements: 'Statement log',
	text: 'Help, errors and statements',
	command: 'Command line',
	confirm: 'Question',
	report: 'Report',
	secret: 'Password',
	...runsContextTitles,
	connections: 'Accounting systems',
	connection: 'One accounting system connection',
	'sync-users': 'Users of the office',
	'user-check': 'Check of a synchronisation user',
	'user-check-reason': 'Check of a synchronisation user that lacks access',
	relink: 'Relink',
	'user-check-end': 'Check of a synchronisation user: the result',
	'relink-failed': 'Relink: what failed',
	'relink-end': 'Relink: the result',
	'relink-input': 'Relink: what is typed or pasted',
	'relink-confirm': 'Relink: the question before the swap',
	setup: 'First-time set-up: an answer that is typed',
	'setup-choice': 'First-time set-up: an answer that is chosen',
	'setup-busy': 'First-time set-up: while an answer is tested',
	'setup-end': 'First-time set-up: the end',
	list: 'In every list',
	global: 'Everywhere except in dialogs',
};

/** The title under which a context's keys stand in the help and the documentation. */
export const contextTitle = (context: Context): string => titles[context];

/** The whole keymap as Markdown, for the documentation. */
export const describeKeys = (): string => Object.entries(keymap).map(([context, bindings]) => [
	`### ${contextTitle(context as Context)}`,
	'',
	'| key | what it does |',
	'|---|---|',
	...bindings.map(({keys, help}) => `| ${keys.map(key => `\`${keyName(key)}\``).join(' ')} | ${help} |`),
	'',
].join('\n')).join('\n');
