import type {Division} from '../divisions/contract.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {finding} from '../problems/finding.js';
import type {Workspace} from '../workspace/contract.js';
import type {TestEvent, TestResult} from './contract.js';
import {loginGate} from './login-gate.js';
import {forgetRefused, obtainPasswords} from './obtain-passwords.js';
import {portGate} from './port-gate.js';
import {serverTurns} from './server-turns.js';
import type {ProposedSettings} from './step.js';
import {stepTitles} from './step-titles.js';
import {sideBySide} from './side-by-side.js';
import {steps} from './steps.js';
import {testOne} from './test-division.js';

export type TestsOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Divisions tested at the same time; 16 unless told. */
	readonly concurrency?: number | undefined;
	readonly onEvent?: ((event: TestEvent) => void) | undefined;
	/** Settings to test instead of the stored ones, by division code. */
	readonly proposed?: ReadonlyMap<string, ProposedSettings> | undefined;
	/** The workspace holds something that is not stored: the results are none of the divisions, so they are not remembered. */
	readonly isTrial?: boolean | undefined;
};

/** Tests many divisions at once; the results have the order of the divisions. One that breaks never stops the others. Rejects with CANCELLED when the signal aborts. */
export const testDivisions = async (workspace: Workspace, divisions: readonly Division[], {signal = new AbortController().signal, concurrency = 16, onEvent, proposed, isTrial}: TestsOptions = {}): Promise<TestResult[]> => {
	const asked = await obtainPasswords(workspace, divisions.map(division => ({...division, ...proposed?.get(division.code)})), signal);
	const logins = loginGate();
	const turns = serverTurns();
	const ports = portGate();
	const results = await sideBySide(divisions, Math.max(1, concurrency), async division => {
		try {
			return await testOne(workspace, division, {
				signal, onEvent, logins, turns, ports, proposed: proposed?.get(division.code), isTrial,
			});
		} catch (error) {
			if (error instanceof BacoError && error.id === 'CANCELLED') {
				throw error;
			}

			const result = brokenResult(division, error);
			onEvent?.({type: 'test-ended', result});
			return result;
		}
	});
	forgetRefused(workspace, asked, results);
	return results;
};

/** A bug in one test is shown as its failure. */
const brokenResult = (division: Division, error: unknown): TestResult => {
	const {id, facts} = toBacoError(error);
	const problem = finding(id, 'fail', facts);
	return {
		division: division.code,
		name: division.name,
		verdict: 'fail',
		startedAt: new Date().toISOString(),
		durationMs: 0,
		steps: steps.map(({id: step}, index) => ({
			id: step, title: stepTitles[step], status: index === 0 ? 'fail' : 'skipped', durationMs: 0, summary: index === 0 ? problem.summary : 'Not run: the test broke off.', evidence: {}, findings: index === 0 ? [problem] : [],
		})),
	};
};
