import type {StepId, TestEvent, TestResult} from '../connection/contract.js';
import {testDivisions} from '../connection/test-divisions.js';
import {BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import {proposedDivision, type PlannedSave, type SavePlan} from './plan-save.js';

export type PlanVerdict = 'pass' | 'warn' | 'fail' | 'off';

/** What the test says about one division of a plan. */
export type PlanTest = {
	readonly code: string;
	/** `off`: the connection is switched off afterwards, so there was nothing to test. */
	readonly verdict: PlanVerdict;
	/** The first step that decides; undefined when all is well. */
	readonly step: StepId | undefined;
	readonly detail: string;
	readonly result: TestResult | undefined;
	/** Text of the values that were tested. */
	readonly tested: string;
};

export type PlanTestOptions = {
	readonly signal?: AbortSignal | undefined;
	readonly concurrency?: number | undefined;
	readonly onEvent?: ((event: TestEvent) => void) | undefined;
};

/** Runs the connection test of every division of the plan with the new values. Nothing is written. Rejects with CANCELLED only. */
export const testPlan = async (workspace: Workspace, {divisions}: Pick<SavePlan, 'divisions'>, options: PlanTestOptions = {}): Promise<PlanTest[]> => {
	const tested = divisions.filter(({isTested}) => isTested);
	const results = await testDivisions(workspace, tested.map(({division}) => division), {
		...options, proposed: new Map(tested.map(planned => [planned.division.code, proposedOf(planned)])),
	});
	const byCode = new Map(results.map(result => [result.division, result]));
	return divisions.map(planned => planTest(planned, byCode.get(planned.division.code)));
};

/** Throws the refusal of a save whose test did not pass: failed, warned without being accepted, or was of other values. */
export const refuseUntested = (planned: PlannedSave, test: PlanTest | undefined, {acceptsWarnings}: {readonly acceptsWarnings: boolean}): void => {
	const division = planned.division.code;
	if (test?.tested !== testedText(planned)) {
		throw new BacoError('SET-UNTESTED', {division});
	}

	if (test.verdict === 'fail') {
		throw new BacoError('SET-TEST', {division, step: test.step, detail: test.detail});
	}

	if (!acceptsWarnings && test.verdict === 'warn') {
		throw new BacoError('SET-WARN', {division, detail: `${test.step}: ${test.detail}`});
	}
};

/** The steps whose failure means that the connection does not work. WHO is asked as a right before; USER and FID are of persons and tokens, which a right address does not mend. */
const decidingSteps: ReadonlySet<StepId> = new Set(['CFG', 'DNS', 'SSRP', 'TCP', 'TLS', 'LOGIN', 'DB', 'BACO', 'BAS', 'SVC']);

const planTest = (planned: PlannedSave, result: TestResult | undefined): PlanTest => {
	const common = {code: planned.division.code, tested: testedText(planned)};
	if (result === undefined) {
		return {
			...common, verdict: planned.isTested ? 'fail' : 'off', step: undefined, detail: planned.isTested ? 'The test gave no result.' : 'The connection is switched off: nothing to test.', result,
		};
	}

	const failed = result.steps.find(({id, status}) => decidingSteps.has(id) && status === 'fail');
	// What keeps Synergy from being read keeps the settings from being saved as well.
	const unread = result.steps.find(({id, status}) => id === 'CFG' && status === 'skipped');
	const deciding = failed ?? unread;
	if (deciding !== undefined) {
		return {
			...common, verdict: 'fail', step: deciding.id, detail: deciding.summary, result,
		};
	}

	const warning = result.steps.find(({status}) => status === 'fail' || status === 'warn');
	return {
		...common, verdict: warning === undefined ? 'pass' : 'warn', step: warning?.id, detail: warning?.summary ?? 'every step passed', result,
	};
};

const proposedOf = ({stored, changes}: PlannedSave) => proposedDivision({values: {...stored.values, ...Object.fromEntries(changes.map(({name, after}) => [name, after]))}});

const testedText = (planned: PlannedSave) => JSON.stringify(proposedOf(planned));
