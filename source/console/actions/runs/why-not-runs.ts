import {hasRunToEnd, isOver} from '../../../runs/contract.js';
import type {RunsAction} from '../../keymap-runs.js';
import type {AppState} from '../../state/app-state.js';
import {topScreen} from '../../state/screens.js';
import {whyNotLaunch} from '../../state/run-request.js';
import {parseRunsFilter} from '../../state/runs-filter.js';
import {whyNotOpenProfile} from '../why-not-open-profile.js';
import {isOnDivisions} from './launch.js';
import {selectedRun} from './perform-runs.js';

/** Why an action of the screens of jobs and runs cannot be done now. */
export const runsReasons: Partial<Record<RunsAction, (state: AppState) => string | undefined>> = {
	jobs: withoutProfile('jobs'),
	runs: withoutProfile('runs'),
	'process-log': state => withoutProfile('process-log')(state) ?? (state.connection.status === 'connected' ? undefined : 'Not connected: the process report is in the Synergy database.'),
	'open-launch'(state) {
		const screen = topScreen(state);
		const line = screen.name === 'jobs' && screen.lines.status === 'ready' ? screen.lines.value[screen.list.index] : undefined;
		return line === undefined ? 'The jobs are not read yet.' : whyNotLaunch(line.job);
	},
	explain(state) {
		const screen = topScreen(state);
		return screen.name === 'jobs' && screen.lines.status !== 'ready' ? 'The jobs are not read yet.' : undefined;
	},
	'open-run': state => selectedRun(topScreen(state)) ? undefined : 'There is no run to show.',
	again(state) {
		const run = selectedRun(topScreen(state));
		return run === undefined ? 'There is no run to repeat.' : (isOver(run.state) ? undefined : 'It is running: wait for its end.');
	},
	'for-real'(state) {
		const run = selectedRun(topScreen(state));
		if (run?.dryRun !== true) {
			return run === undefined ? 'There is no run to repeat.' : 'It was no dry run; r runs it again.';
		}

		if (state.profile?.readOnly === true) {
			return `Profile ${state.profile.name} is read-only: nothing is changed through it.`;
		}

		return hasRunToEnd(run) ? undefined : (isOver(run.state) ? 'The dry run broke off: see why first.' : 'Wait for the end of the dry run.');
	},
	stop(state) {
		const screen = topScreen(state);
		const now = screen.name === 'run' ? screen.now : undefined;
		return now !== undefined && (!isOver(now.record.state) || now.record.isOrphan) ? undefined : 'The run is over.';
	},
	pick(state) {
		const screen = topScreen(state);
		if (screen.name !== 'launch' || !isOnDivisions(screen)) {
			return 'This field takes no divisions.';
		}

		return state.divisions.length === 0 ? 'The divisions are not read yet.' : undefined;
	},
	'launch-accept'(state) {
		const screen = topScreen(state);
		if (screen.name !== 'launch' || screen.stage.name === 'typing') {
			return undefined;
		}

		if (screen.stage.name !== 'checked') {
			return screen.stage.name === 'checking' ? 'Wait for the checks.' : 'It is being started.';
		}

		return screen.stage.checked.checks.some(({status}) => status === 'fail') ? 'A check fails: n goes back to the form.' : undefined;
	},
	'line-accept'(state) {
		const screen = topScreen(state);
		const parsed = screen.name === 'line' && screen.purpose === 'runs-filter' ? parseRunsFilter(screen.input.value) : undefined;
		return parsed !== undefined && 'fault' in parsed ? parsed.fault : undefined;
	},
	'next-job': whyNotFilter,
	'filter-division': whyNotFilter,
	'log-next': searched,
	'log-previous': searched,
	'log-copy': state => hasLines(state) ? undefined : 'There is no line on the screen.',
	'log-save': state => hasLog(state) ? undefined : 'There is nothing to save.',
	result: state => selectedRun(topScreen(state)) ? undefined : 'The run is not read yet.',
};

function withoutProfile(name: 'jobs' | 'runs' | 'process-log') {
	return (state: AppState): string | undefined => state.screens.some(screen => screen.name === name) ? 'You came from there: Esc goes back.' : whyNotOpenProfile(state, 'this list');
}

function whyNotFilter(state: AppState): string | undefined {
	const screen = topScreen(state);
	return screen.name === 'runs' && screen.runs.status === 'ready' && screen.runs.value.length > 0 ? undefined : 'There is no run to filter.';
}

function searched(state: AppState): string | undefined {
	const screen = topScreen(state);
	return screen.name === 'run' && screen.search !== '' ? undefined : 'Search first (/).';
}

function hasLines(state: AppState): boolean {
	const screen = topScreen(state);
	return screen.name === 'run' && screen.log.lines.length > 0;
}

/** Also what the filter hides: the whole log is saved. */
function hasLog(state: AppState): boolean {
	const screen = topScreen(state);
	return screen.name === 'run' && screen.log.total > 0;
}
