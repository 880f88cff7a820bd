import {finding} from '../problems/finding.js';
import type {Profile} from '../profiles/profile.js';
import {isSynergyProblem, synergyProblem} from '../workspace/synergy-problem.js';
import type {StepResult, TestResult} from './contract.js';
import type {StepOutcome} from './step.js';

/** The outcome of a step that could not ask Synergy: no verdict about the division. Throws every other error on. */
export const withoutSynergy = (error: unknown, profile: Profile, known: Pick<StepOutcome, 'makes' | 'evidence'> = {}): StepOutcome => {
	const problem = synergyProblem(error, profile);
	if (!isSynergyProblem(problem)) {
		throw error;
	}

	const settings = known.makes === undefined ? '' : ' The settings of the list are used.';
	return {
		...known, isSkipped: true, summary: `Not run: ${problem.message}${settings}`, findings: [finding(problem.id, 'info', problem.facts)],
	};
};

/** What kept a test from reading Synergy. */
export const synergyFinding = ({steps}: Pick<TestResult, 'steps'>): StepResult['findings'][number] | undefined =>
	steps.find(({id, status}) => id === 'CFG' && status === 'skipped')?.findings.find(({id}) => id.startsWith('SYN-'));
