import type {BasicAction, KeyBinding} from './key-binding.js';

type Binding = KeyBinding<BasicAction>;

export type SetupContext = 'setup' | 'setup-choice' | 'setup-busy' | 'setup-end';

const scrolling: readonly Binding[] = [
	{
		keys: ['pagedown'], action: 'scroll-page-down', label: 'scroll', help: 'Scroll down by a page, where more was seen than fits.', footer: 5,
	},
	{
		keys: ['pageup'], action: 'scroll-page-up', label: 'scroll up', help: 'Scroll up.',
	},
];

/** The keys of the first-time set-up. */
export const setupKeymap: Readonly<Record<SetupContext, readonly Binding[]>> = {
	setup: [
		{
			keys: ['return'], action: 'accept', label: 'take', help: 'Test the answer, and go on when it works.', footer: 1,
		},
		{
			keys: ['escape'], action: 'back', label: 'back', help: 'The question before; nothing that was answered is lost. Ctrl-C leaves, and the next set-up goes on there.', footer: 2,
		},
		...scrolling,
	],
	'setup-choice': [
		{
			keys: ['return', 'right', 'l'], action: 'accept', label: 'take', help: 'Test the selected choice, and go on when it works.', footer: 1,
		},
		{
			keys: ['escape', 'left', 'h'], action: 'back', label: 'back', help: 'The question before; nothing that was answered is lost. Ctrl-C leaves, and the next set-up goes on there.', footer: 2,
		},
		...scrolling,
	],
	'setup-busy': [
		{
			keys: ['escape'], action: 'back', label: 'end it', help: 'End the test of the answer, or of the divisions.', footer: 1,
		},
	],
	'setup-end': [
		{
			keys: ['return'], action: 'accept', label: 'go on', help: 'Open the console on the new profile; or try again what failed.', footer: 1,
		},
		{
			keys: ['j', 'down', 'space', 'pagedown'], action: 'scroll-down', label: 'down', help: 'Scroll down.', footer: 2,
		},
		{
			keys: ['k', 'up', 'b', 'pageup'], action: 'scroll-up', label: 'up', help: 'Scroll up.',
		},
		{
			keys: ['escape'], action: 'back', label: 'leave', help: 'Leave the set-up for the console on the new profile.',
		},
		{
			keys: ['q'], action: 'quit', label: 'quit', help: 'Quit.', footer: 3,
		},
	],
};
