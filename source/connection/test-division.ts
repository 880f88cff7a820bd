import {performance} from 'node:perf_hooks';
import type {Division} from '../divisions/contract.js';
import type {Workspace} from '../workspace/contract.js';
import {redacted} from '../problems/redacted.js';
import type {
	StepResult,
	TestEvent,
	TestResult,
	Verdict,
} from './contract.js';
import {rememberResult} from './last-results.js';
import {loginGate, type LoginGate} from './login-gate.js';
import {forgetRefused, obtainPasswords} from './obtain-passwords.js';
import type {PortGate} from './port-gate.js';
import {closeConnection, runChain} from './run-chain.js';
import {serverTurns, type ServerTurns} from './server-turns.js';
import type {ProposedSettings} from './step.js';
import {steps} from './steps.js';
import {isWithoutSynergy} from './without-synergy.js';

export type TestOptions = {
	readonly signal?: AbortSignal | undefined;
	readonly onEvent?: ((event: TestEvent) => void) | undefined;
	/** Tests these settings instead of the stored ones. The result is no result of the division, so it is not remembered. */
	readonly proposed?: ProposedSettings | undefined;
};

/** What the tests of one run share. */
type Shared = {
	readonly signal: AbortSignal;
	readonly onEvent: TestOptions['onEvent'];
	readonly logins: LoginGate;
	readonly turns: ServerTurns;
	readonly ports?: PortGate;
	readonly proposed?: ProposedSettings | undefined;
	/** Something that is not stored is tested: no result of the division either. */
	readonly isTrial?: boolean | undefined;
};

/** Runs the 13 steps for one division and remembers the result; asks before for passwords that no store has, where a person is there. Rejects with CANCELLED at once when the signal aborts, and with nothing else: every trouble is a finding. */
export const testDivision = async (workspace: Workspace, division: Division, {signal = new AbortController().signal, onEvent, proposed}: TestOptions = {}): Promise<TestResult> => {
	const asked = await obtainPasswords(workspace, [{...division, ...proposed}], signal);
	const result = await testOne(workspace, division, {
		signal, onEvent, logins: loginGate(), turns: serverTurns(), proposed,
	});
	forgetRefused(workspace, asked, [result]);
	return result;
};

/** The same as part of a run of many. */
export const testOne = async (workspace: Workspace, division: Division, {signal, onEvent, logins, turns, ports, proposed, isTrial = proposed !== undefined}: Shared): Promise<TestResult> => {
	const startedAt = new Date();
	const start = performance.now();
	const {results, made} = await runChain(steps, {
		context: {
			workspace, division, logins, turns, ...(ports !== undefined && {ports}), proposed,
		},
		signal,
		onStart(id) {
			onEvent?.({type: 'step-started', division: division.code, id});
		},
		onEnd(step) {
			onEvent?.({type: 'step-ended', division: division.code, step: redacted(step)});
		},
	});
	await closeConnection(made);
	const result: TestResult = redacted({
		division: division.code,
		name: division.name,
		verdict: verdictOf(results),
		startedAt: startedAt.toISOString(),
		durationMs: Math.round(performance.now() - start),
		steps: results,
	});
	// A full disk must not take the result from the operator.
	if (!isTrial && results.some(({status}) => status !== 'skipped')) {
		await rememberResult(workspace.profile.name, result).catch(() => undefined);
	}

	onEvent?.({type: 'test-ended', result});
	return result;
};

/** The worst step decides; a skipped one decides nothing, but a test that Synergy did not answer is never a pass, and one that tested nothing is none. */
export const verdictOf = (results: readonly StepResult[]): Verdict => {
	if (results.some(({status}) => status === 'fail') || results.every(({status}) => status === 'skipped')) {
		return 'fail';
	}

	return results.some(({status}) => status === 'warn') || results.some(step => isWithoutSynergy(step)) ? 'warn' : 'pass';
};
