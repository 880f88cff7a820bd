import type {RunsAction} from '../../keymap-runs.js';
import {wholeText} from '../../screens/runs/job-facts.js';
import type {ScreenState} from '../../state/screen-state.js';
import {pop, push} from '../../state/screens.js';
import {timeFilters, type LineScreen} from '../../state/run-screens.js';
import {parseRunsFilter, showRunsFilter} from '../../state/runs-filter.js';
import {textInput} from '../../state/text-input.js';
import {visibleRuns} from '../../state/visible-runs.js';
import type {App} from '../app.js';
import {openJobs, readJobs} from './jobs.js';
import {
	acceptLaunch,
	changeField,
	launchAgain,
	launchForReal,
	markDivision,
	moveField,
	openLaunch,
	pickDivisions,
	takeDivisions,
} from './launch.js';
import {changeProcessLog, openProcessLog, readProcessRows} from './process-log.js';
import {
	changeLook,
	copyLines,
	filterLog,
	openRun,
	saveLog,
	scrollLog,
	searchLog,
	stopRun,
	toggleFollow,
} from './run.js';
import {
	after,
	changeRuns,
	nextPart,
	nextState,
	nextTime,
	openRuns,
	readRuns,
} from './runs.js';

type Performer = (app: App, screen: ScreenState) => void;

const asks = (purpose: LineScreen['purpose'], valueOf: (screen: ScreenState) => string, {isSelected = false} = {}): Performer => (app, screen) => {
	app.store.update(state => push(state, {
		name: 'line', purpose, input: textInput(valueOf(screen)), isSelected: isSelected && valueOf(screen) !== '',
	}));
};

/** What the keys of the screens of jobs and runs do. */
export const runsPerformers: Readonly<Record<RunsAction, Performer>> = {
	jobs: openJobs,
	runs: openRuns,
	'process-log': openProcessLog,
	'open-launch'(app, screen) {
		if (screen.name === 'jobs' && screen.lines.status === 'ready') {
			openLaunch(app, screen.lines.value[screen.list.index]!.job);
		}
	},
	explain(app, screen) {
		if (!(screen.name === 'jobs' && screen.lines.status === 'ready')) {
			return;
		}

		const {job} = screen.lines.value[screen.list.index]!;
		const text = wholeText(screen, job);
		app.store.update(state => push(state, {
			name: 'text', title: job.name, content: {kind: 'job', text}, scroll: 0,
		}));
	},
	'open-run'(app, screen) {
		const run = selectedRun(screen);
		if (run) {
			openRun(app, run.id);
		}
	},
	'read-again'(app, screen) {
		app.run(async () => screen.name === 'jobs' ? readJobs(app) : (screen.name === 'runs' ? readRuns(app) : readProcessRows(app)));
	},
	'next-field'(app) {
		moveField(app, 1);
	},
	'previous-field'(app) {
		moveField(app, -1);
	},
	'change-field': changeField,
	pick: pickDivisions,
	mark: markDivision,
	'pick-accept': takeDivisions,
	'launch-accept': acceptLaunch,
	'log-down'(app) {
		scrollLog(app, {lines: 1});
	},
	'log-up'(app) {
		scrollLog(app, {lines: -1});
	},
	'log-page-down'(app) {
		scrollLog(app, {pages: 1});
	},
	'log-page-up'(app) {
		scrollLog(app, {pages: -1});
	},
	'log-start'(app) {
		scrollLog(app, 'start');
	},
	'log-end'(app) {
		scrollLog(app, 'end');
	},
	'log-follow': toggleFollow,
	'log-search': asks('log-search', screen => screen.name === 'run' ? screen.search : '', {isSelected: true}),
	'log-next'(app) {
		searchLog(app, 1);
	},
	'log-previous'(app) {
		searchLog(app, -1);
	},
	'log-filter': asks('log-filter', screen => screen.name === 'run' ? screen.filter : '', {isSelected: true}),
	'errors-only'(app, screen) {
		if (screen.name === 'run') {
			filterLog(app, {onlyErrors: !screen.onlyErrors});
		} else {
			changeProcessLog(app, current => ({...current, onlyErrors: !current.onlyErrors}));
		}
	},
	'log-wrap'(app) {
		changeLook(app, screen => ({...screen, wraps: !screen.wraps}));
	},
	'log-times'(app) {
		changeLook(app, screen => ({...screen, hasTime: !screen.hasTime}));
	},
	'log-save': asks('log-save', screen => screen.name === 'run' ? `baco-${screen.now?.record.job ?? 'run'}-${screen.id}.log` : ''),
	'log-copy': copyLines,
	stop(app, screen) {
		if (screen.name !== 'run') {
			return;
		}

		if (screen.now?.record.stopping) {
			// Keys repeat on a slow line: a kill is never the second half of a long x.
			const {record: {job}} = screen.now;
			app.store.update(state => push(state, {name: 'confirm', question: {kind: 'kill-run', id: screen.id, job}}));
		} else {
			stopRun(app, screen.id, 'ask');
		}
	},
	again(app, screen) {
		const run = selectedRun(screen);
		if (run) {
			launchAgain(app, run);
		}
	},
	'for-real'(app, screen) {
		const run = selectedRun(screen);
		if (run) {
			launchForReal(app, run);
		}
	},
	result(app, screen) {
		const record = screen.name === 'run' ? screen.now?.record : undefined;
		if (record) {
			app.store.update(state => push(state, {
				name: 'text', title: `Result of ${record.job} ${record.id}`, content: {kind: 'result', record}, scroll: 0,
			}));
		}
	},
	'next-state': nextState,
	'next-job'(app) {
		nextPart(app, 'job');
	},
	'filter-division'(app) {
		nextPart(app, 'division');
	},
	'next-time'(app, screen) {
		if (screen.name === 'runs') {
			nextTime(app);
		} else {
			changeProcessLog(app, current => ({...current, time: after(timeFilters, current.time)}));
		}
	},
	'runs-filter': asks('runs-filter', screen => screen.name === 'runs' ? showRunsFilter(screen) : ''),
	'process-job': asks('process-job', screen => screen.name === 'process-log' ? screen.job : '', {isSelected: true}),
	'line-accept'(app, screen) {
		if (screen.name !== 'line') {
			return;
		}

		const {purpose, input} = screen;
		if (purpose === 'log-save') {
			saveLog(app, input.value);
			return;
		}

		app.store.update(pop);
		takeLine(app, purpose, input.value.trim());
	},
};

const takeLine = (app: App, purpose: Exclude<LineScreen['purpose'], 'log-save'>, value: string): void => {
	switch (purpose) {
		case 'log-search': {
			searchLog(app, 1, value);
			break;
		}

		case 'log-filter': {
			filterLog(app, {filter: value});
			break;
		}

		case 'runs-filter': {
			const filter = parseRunsFilter(value);
			changeRuns(app, screen => 'fault' in filter ? screen : {...screen, ...filter});
			break;
		}

		case 'process-job': {
			changeProcessLog(app, screen => ({...screen, job: value}));
			break;
		}
	}
};

/** The run that the screen is about, or that its cursor is on. */
export const selectedRun = (screen: ScreenState) => {
	if (screen.name === 'run') {
		return screen.now?.record;
	}

	if (screen.name === 'runs') {
		return visibleRuns(screen)[screen.list.index];
	}

	return screen.name === 'jobs' && screen.lines.status === 'ready' ? screen.lines.value[screen.list.index]?.last : undefined;
};
