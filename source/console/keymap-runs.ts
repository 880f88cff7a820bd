import type {BasicAction, KeyBinding} from './key-binding.js';

type Binding = KeyBinding<BasicAction | RunsAction>;

export type RunsContext = 'jobs' | 'launch' | 'launch-choice' | 'launch-check' | 'pick' | 'run' | 'runs' | 'process-log' | 'line';

export type RunsAction =
	| 'jobs' | 'runs' | 'process-log' | 'open-launch' | 'explain' | 'open-run' | 'read-again' | 'next-field' | 'previous-field' | 'change-field' | 'pick' | 'mark' | 'launch-accept'
	| 'log-down' | 'log-up' | 'log-page-down' | 'log-page-up' | 'log-start' | 'log-end' | 'log-follow' | 'log-search' | 'log-next' | 'log-previous' | 'log-filter' | 'errors-only' | 'log-wrap' | 'log-times' | 'log-save' | 'log-copy'
	| 'stop' | 'again' | 'for-real' | 'result' | 'next-state' | 'next-job' | 'filter-division' | 'next-time' | 'runs-filter' | 'process-job' | 'line-accept' | 'pick-accept';

const back: Binding = {
	keys: ['escape', 'left', 'h'], action: 'back', label: 'back', help: 'Back to where you came from.', footer: 90,
};

/** Keys of the screens of jobs and runs. */
export const runsKeymap: Readonly<Record<RunsContext, readonly Binding[]>> = {
	jobs: [
		{
			keys: ['return', 'right', 'l'], action: 'open-launch', label: 'launch', help: 'Open the form that launches the job.', footer: 1,
		},
		{
			keys: ['i'], action: 'explain', label: 'explain', help: 'Show all that is known of the job: parameters, rights, tables, command lines, and what nobody documents.', footer: 3,
		},
		{
			keys: ['o'], action: 'open-run', label: 'last run', help: 'Show the last run of the job.', footer: 2,
		},
		{
			keys: ['R'], action: 'read-again', label: 'read again', help: 'Read the runs again.', footer: 5,
		},
		back,
	],
	launch: [
		{
			keys: ['return'], action: 'launch-accept', label: 'check', help: 'Show the command line and what the checks before a start see; nothing is started yet.', footer: 1,
		},
		{
			keys: ['tab', 'down'], action: 'next-field', label: 'next', help: 'Next field.', footer: 2,
		},
		{
			keys: ['shift-tab', 'up'], action: 'previous-field', label: 'previous', help: 'Previous field.',
		},
		{
			keys: ['ctrl-p'], action: 'pick', label: 'pick divisions', help: 'Choose divisions from the list.', footer: 3,
		},
		{
			keys: ['escape'], action: 'back', label: 'leave', help: 'Leave; nothing is started.', footer: 90,
		},
	],
	'launch-choice': [
		{
			keys: ['return'], action: 'launch-accept', label: 'check', help: 'Show the command line and what the checks before a start see; nothing is started yet.', footer: 1,
		},
		{
			keys: ['space', 'right', 'l'], action: 'change-field', label: 'change', help: 'Change the field to its next value.', footer: 2,
		},
		{
			keys: ['tab', 'down', 'j'], action: 'next-field', label: 'next', help: 'Next field.', footer: 3,
		},
		{
			keys: ['shift-tab', 'up', 'k'], action: 'previous-field', label: 'previous', help: 'Previous field.',
		},
		{
			keys: ['escape'], action: 'back', label: 'leave', help: 'Leave; nothing is started.', footer: 90,
		},
	],
	'launch-check': [
		{
			keys: ['y'], action: 'launch-accept', label: 'start', help: 'Start the run.', footer: 1,
		},
		{
			keys: ['n', 'escape'], action: 'back', label: 'back', help: 'Back to the form; nothing is started.', footer: 2,
		},
		{
			keys: ['j', 'down', 'space', 'pagedown'], action: 'scroll-down', label: 'down', help: 'Scroll down.',
		},
		{
			keys: ['k', 'up', 'b', 'pageup'], action: 'scroll-up', label: 'up', help: 'Scroll up.',
		},
	],
	pick: [
		{
			keys: ['space'], action: 'mark', label: 'mark', help: 'Mark the division, or take the mark away.', footer: 1,
		},
		{
			keys: ['return'], action: 'pick-accept', label: 'take', help: 'Take the marked divisions into the form.', footer: 2,
		},
		{
			keys: ['escape'], action: 'back', label: 'leave', help: 'Leave the form as it was.', footer: 3,
		},
	],
	run: [
		{
			keys: ['f'], action: 'log-follow', label: 'follow', help: 'Follow the log, or stay where you are.', footer: 1,
		},
		{
			keys: ['x'], action: 'stop', label: 'stop', help: 'Ask the job to stop at a safe point; a second time kills it and what it started, after a question.', footer: 0,
		},
		{
			keys: ['/'], action: 'log-search', label: 'search', help: 'Search the log.', footer: 2,
		},
		{
			keys: ['n'], action: 'log-next', label: 'next', help: 'Next line with the searched text.',
		},
		{
			keys: ['N'], action: 'log-previous', label: 'previous', help: 'Line before with the searched text.',
		},
		{
			keys: ['F'], action: 'log-filter', label: 'filter', help: 'Show only lines with a text.', footer: 3,
		},
		{
			keys: ['E'], action: 'errors-only', label: 'stderr', help: 'Show only what was written to stderr, or everything.', footer: 4,
		},
		{
			keys: ['w'], action: 'log-wrap', label: 'wrap', help: 'Wrap long lines, or cut them.', footer: 5,
		},
		{
			keys: ['t'], action: 'log-times', label: 'times', help: 'Show when each line was written, or not.', footer: 6,
		},
		{
			keys: ['S'], action: 'log-save', label: 'save', help: 'Save the whole log into a file.', footer: 8,
		},
		{
			keys: ['y'], action: 'log-copy', label: 'copy', help: 'Copy the lines on the screen to the clipboard of your terminal (OSC 52).', footer: 9,
		},
		{
			keys: ['return'], action: 'result', label: 'result', help: 'Show all that is known of the run: counts, divisions, documents, rejections.', footer: 7,
		},
		{
			keys: ['r'], action: 'again', label: 'run again', help: 'Open the form with the same values.', footer: 7,
		},
		{
			keys: ['D'], action: 'for-real', label: 'for real', help: 'After a dry run: check the same values for the real run, which y starts.', footer: 0,
		},
		{
			keys: ['j', 'down'], action: 'log-down', label: 'down', help: 'A line down.',
		},
		{
			keys: ['k', 'up'], action: 'log-up', label: 'up', help: 'A line up; the log is not followed any more.',
		},
		{
			keys: ['space', 'pagedown'], action: 'log-page-down', label: 'page down', help: 'A page down.',
		},
		{
			keys: ['b', 'pageup'], action: 'log-page-up', label: 'page up', help: 'A page up; the log is not followed any more.',
		},
		{
			keys: ['g', 'home'], action: 'log-start', label: 'start', help: 'Start of the log.',
		},
		{
			keys: ['G', 'end'], action: 'log-end', label: 'end', help: 'End of the log, and follow it.',
		},
		{
			...back, help: 'Show the whole log again; back to where you came from when it is shown.',
		},
	],
	runs: [
		{
			keys: ['return', 'right', 'l'], action: 'open-run', label: 'show', help: 'Show the run with its log.', footer: 1,
		},
		{
			keys: ['r'], action: 'again', label: 'run again', help: 'Open the form with the same values.', footer: 2,
		},
		{
			keys: ['D'], action: 'for-real', label: 'for real', help: 'After a dry run: check the same values for the real run, which y starts.', footer: 6,
		},
		{
			keys: ['/'], action: 'runs-filter', label: 'filter', help: 'Show only some runs: job:NAME division:CODE state:STATE time:24h, and words that occur in anything.', footer: 3,
		},
		{
			keys: ['J'], action: 'next-job', label: 'job', help: 'Show only runs of the next job that occurs, or of all.', footer: 4,
		},
		{
			keys: ['d'], action: 'filter-division', label: 'division', help: 'Show only runs of the next division that occurs, or of all; a run without divisions has all of them.', footer: 4,
		},
		{
			keys: ['s'], action: 'next-state', label: 'state', help: 'Show only runs of the next state: running, succeeded, failed, cancelled, timed out, lost, all.', footer: 4,
		},
		{
			keys: ['t'], action: 'next-time', label: 'time', help: 'Show only runs of the last hour, day, week, month, or all.', footer: 5,
		},
		{
			keys: ['R'], action: 'read-again', label: 'read again', help: 'Read the runs again.',
		},
		{
			...back, help: 'Show all runs again; back to where you came from when they are shown.',
		},
	],
	'process-log': [
		{
			keys: ['E'], action: 'errors-only', label: 'errors', help: 'Show only rows that the profile calls errors, or all.', footer: 1,
		},
		{
			keys: ['t'], action: 'next-time', label: 'time', help: 'Show only rows of the last hour, day, week, month, or all.', footer: 2,
		},
		{
			keys: ['/'], action: 'process-job', label: 'process', help: 'Show only rows of one process.', footer: 3,
		},
		{
			keys: ['R'], action: 'read-again', label: 'read again', help: 'Read the table again.', footer: 4,
		},
		back,
	],
	line: [
		{
			keys: ['return'], action: 'line-accept', label: 'take', help: 'Take what was typed.', footer: 1,
		},
		{
			keys: ['escape'], action: 'back', label: 'leave', help: 'Leave it as it was.', footer: 2,
		},
	],
};

/** Keys to these screens from everywhere. */
export const runsGlobalKeys: readonly Binding[] = [
	{
		keys: ['B'], action: 'jobs', label: 'jobs', help: 'Show the background jobs, to launch one.', footer: 18,
	},
	{
		keys: ['H'], action: 'runs', label: 'runs', help: 'Show the runs of jobs, those that go on and those that ended.', footer: 19,
	},
	{
		keys: ['P'], action: 'process-log', label: 'process report', help: 'Show what the jobs wrote into the process report of Synergy.', footer: 24,
	},
];

/** Titles in the help and the documentation. */
export const runsContextTitles: Readonly<Record<RunsContext, string>> = {
	jobs: 'Jobs',
	launch: 'Launch: a field that is typed',
	'launch-choice': 'Launch: a field that is chosen',
	'launch-check': 'Launch: the checks before the start',
	pick: 'Launch: divisions',
	run: 'Run',
	runs: 'Runs',
	'process-log': 'Process report',
	line: 'A line of text',
};
