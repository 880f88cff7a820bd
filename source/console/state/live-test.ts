import {stepIds, type TestEvent, type TestResult} from '../../connection/contract.js';
import type {AppState, Batch, LiveTest} from './app-state.js';
import {changeScreens} from './screens.js';

/** Running, or waiting for its turn in a batch. */
export const isUnderWay = (test: LiveTest | undefined): boolean => test?.status === 'running' || test?.status === 'queued';

export const startedTest = (now: number): LiveTest => ({
	status: 'running', startedAt: now, running: undefined, steps: {}, result: undefined,
});

/** Follows a test: an event of a test that is not running any more (cancelled, and the step ended late) changes nothing. */
export const followTest = (state: AppState, event: TestEvent, now: number): AppState => {
	const code = event.type === 'test-ended' ? event.result.division : event.division;
	const test = state.tests.get(code) ?? startedTest(now);
	if (test.status === 'cancelled' || (test.status === 'done' && event.type !== 'test-ended')) {
		return state;
	}

	if (event.type === 'test-ended') {
		return endTest(state, event.result);
	}

	const next: LiveTest = event.type === 'step-started'
		? {
			...test, status: 'running', startedAt: test.status === 'queued' ? now : test.startedAt, running: {id: event.id, since: now},
		}
		: {...test, running: test.running?.id === event.step.id ? undefined : test.running, steps: {...test.steps, [event.step.id]: event.step}};
	return moveToStep(withTest(state, code, next), code);
};

/** The whole result is known. */
export const endTest = (state: AppState, result: TestResult): AppState => {
	const former = state.tests.get(result.division);
	if (former?.result === result) {
		return state;
	}

	const steps = Object.fromEntries(result.steps.map(step => [step.id, step]));
	const failed = result.steps.find(step => step.status === 'fail') ?? result.steps.find(step => step.status === 'warn');
	const ended = withTest(state, result.division, {
		status: 'done', startedAt: former?.startedAt ?? 0, running: undefined, steps, result,
	});
	return moveToStep({
		...ended,
		batch: state.batch && countInBatch(state.batch, result, former),
		lastResults: state.lastResults.set(result.division, {
			verdict: result.verdict,
			startedAt: result.startedAt,
			durationMs: result.durationMs,
			failedStep: failed?.id,
			summary: failed?.summary ?? 'all steps passed',
		}),
	}, result.division, failed && stepIds.indexOf(failed.id));
};

/** What was seen stays; the rest is not known. */
export const cancelTests = (state: AppState, codes: readonly string[]): AppState => {
	let {tests} = state;
	for (const code of codes) {
		const test = tests.get(code);
		if (test && isUnderWay(test)) {
			tests = tests.set(code, {...test, status: 'cancelled', running: undefined});
		}
	}

	return {...state, tests};
};

export const runningCodes = (state: AppState): string[] => state.tests.entries().filter(([, test]) => isUnderWay(test)).map(([code]) => code).toArray();

export const isSomethingRunning = (state: AppState): boolean =>
	state.batch?.status === 'running' || state.connection.status === 'connecting' || runningCodes(state).length > 0 || isCountingDown(state);

const isCountingDown = ({screens}: AppState): boolean => screens.some(screen => screen.name === 'relink' && (screen.stage.name === 'paste' || screen.stage.name === 'device'));

function withTest(state: AppState, code: string, test: LiveTest): AppState {
	return {...state, tests: state.tests.set(code, test)};
}

function countInBatch(batch: Batch, result: TestResult, former: LiveTest | undefined): Batch {
	return batch.status !== 'running' || !isUnderWay(former) || !batch.codes.has(result.division) ? batch : {...batch, counts: {...batch.counts, [result.verdict]: batch.counts[result.verdict] + 1}};
}

function moveToStep(state: AppState, code: string, step?: number): AppState {
	const running = state.tests.get(code)?.running;
	const wanted = step ?? (running && stepIds.indexOf(running.id));
	return wanted === undefined ? state : changeScreens(state, 'division', screen => screen.code === code && screen.follows ? {...screen, step: wanted, scroll: 0} : screen);
}
