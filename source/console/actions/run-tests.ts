import {countOf} from '../../platform/count-of.js';
import type {TestResult} from '../../connection/contract.js';
import {synergyFinding} from '../../connection/without-synergy.js';
import type {Division} from '../../divisions/contract.js';
import {
	cancelTests,
	endTest,
	followTest,
	isUnderWay,
	runningCodes,
	startedTest,
} from '../state/live-test.js';
import {changeScreens} from '../state/screens.js';
import {toProblem} from '../to-problem.js';
import {say, sayProblem, type App} from './app.js';

/** Tests one division; every step is shown as it ends. */
export const testDivision = async (app: App, code: string): Promise<void> => {
	const {services, store} = app;
	const division = store.get().divisions.find(candidate => candidate.code === code);
	if (!services || !division || isUnderWay(store.get().tests.get(code))) {
		return;
	}

	const abort = new AbortController();
	app.tests.set(code, abort);
	const now = app.now();
	store.update(state => changeScreens({...state, now, tests: state.tests.set(code, startedTest(now))}, 'division', screen => screen.code === code
		? {
			...screen, step: 0, scroll: 0, follows: true,
		}
		: screen));
	try {
		const result = await services.testDivision(division, {
			signal: abort.signal,
			onEvent(event) {
				if (app.services === services && !abort.signal.aborted) {
					store.update(state => followTest(state, event, app.now()));
				}
			},
		});
		if (app.services === services && !abort.signal.aborted) {
			store.update(state => endTest(state, result));
			noteSynergy(app, result);
			say(app, result.verdict === 'pass' ? 'done' : 'info', `Tested ${code} ${division.name}: ${result.verdict}.`);
		}
	} catch (error) {
		if (!abort.signal.aborted) {
			store.update(state => cancelTests(state, [code]));
			sayProblem(app, toProblem(error));
		}
	} finally {
		if (app.tests.get(code) === abort) {
			app.tests.delete(code);
		}
	}
};

/** Tests many divisions at once, and counts the verdicts. */
export const testDivisions = async (app: App, divisions: readonly Division[]): Promise<void> => {
	const {services, store} = app;
	const waiting = divisions.filter(({code}) => !isUnderWay(store.get().tests.get(code)));
	if (!services || waiting.length === 0) {
		return;
	}

	const abort = new AbortController();
	app.batch = abort;
	const codes = new Set(waiting.map(({code}) => code));
	store.update(state => {
		let {tests} = state;
		for (const code of codes) {
			tests = tests.set(code, {...startedTest(app.now()), status: 'queued'});
		}

		return {
			...state, tests, now: app.now(), batch: {
				codes, startedAt: app.now(), counts: {pass: 0, warn: 0, fail: 0}, status: 'running', endedAt: undefined,
			},
		};
	});
	try {
		const results = await services.testDivisions(waiting, {
			signal: abort.signal,
			onEvent(event) {
				if (app.services === services && !abort.signal.aborted) {
					store.update(state => followTest(state, event, app.now()));
				}
			},
		});
		if (app.services === services && !abort.signal.aborted) {
			for (const result of results) {
				store.update(state => endTest(state, result));
				noteSynergy(app, result);
			}

			endBatch(app, 'done');
		}
	} catch (error) {
		if (!abort.signal.aborted) {
			endBatch(app, 'cancelled');
			sayProblem(app, toProblem(error));
		}
	}
};

/** Stops one test, or the batch that it belongs to. */
export const cancelTest = (app: App, code: string): void => {
	const single = app.tests.get(code);
	if (!single) {
		cancelBatch(app);
		return;
	}

	single.abort();
	app.tests.delete(code);
	app.store.update(state => cancelTests(state, [code]));
	say(app, 'info', `The test of ${code} was cancelled.`);
};

export const cancelBatch = (app: App): void => {
	if (!(app.batch && app.store.get().batch?.status === 'running')) {
		return;
	}

	app.batch.abort();
	endBatch(app, 'cancelled');
};

/** Stops every test. */
export const cancelEverything = (app: App): void => {
	cancelBatch(app);
	const codes = runningCodes(app.store.get());
	for (const abort of app.tests.values()) {
		abort.abort();
	}

	app.tests.clear();
	app.store.update(state => cancelTests(state, codes));
	if (codes.length > 0) {
		say(app, 'info', codes.length === 1 ? `The test of ${codes[0]} was cancelled.` : 'The tests were cancelled.');
	}
};

function endBatch(app: App, status: 'done' | 'cancelled'): void {
	app.store.update(state => {
		const {batch} = state;
		if (!batch) {
			return state;
		}

		const {pass, warn, fail} = batch.counts;
		return {
			...cancelTests(state, [...batch.codes].filter(code => !app.tests.has(code))),
			batch: {...batch, status, endedAt: app.now()},
			message: {kind: status === 'done' && fail + warn === 0 ? 'done' : 'info', text: `${status === 'done' ? 'Tested' : 'Cancelled after'} ${pass + warn + fail} of ${countOf(batch.codes.size, 'division')}: ${pass} pass, ${warn} warn, ${fail} fail.`},
		};
	});
}

/** A test that could not read Synergy says that the connection is gone; `R` makes it again. */
function noteSynergy({store}: App, result: TestResult): void {
	const found = synergyFinding(result);
	if (!found) {
		return;
	}

	const {id, summary, cause, fix} = found;
	const problem = {
		id, summary, cause, fix,
	};
	store.update(state => ({...state, connection: {status: 'failed', problem}, lastProblem: problem}));
}
