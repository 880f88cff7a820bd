import {finding} from '../problems/finding.js';
import type {Profile} from '../profiles/profile.js';
import type {SqlConnection} from '../sql/contract.js';
import {isSynergyProblem, synergyProblem} from '../workspace/synergy-problem.js';
import type {StepResult, TestResult} from './contract.js';
import type {StepOutcome} from './step.js';

/** `target`: of a connection that was there when the step began. */
type Known = Pick<StepOutcome, 'makes' | 'evidence'> & {readonly target?: SqlConnection['target'] | undefined};

/** The outcome of a step that could not ask Synergy: no verdict about the division. Throws every other error on. */
export const withoutSynergy = (error: unknown, profile: Profile, {target, ...known}: Known = {}): StepOutcome => {
	const problem = synergyProblem(error, profile, target);
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

/** Whether a step was skipped because Synergy could not be asked. */
export const isWithoutSynergy = ({status, findings}: StepResult): boolean => status === 'skipped' && findings.some(({id}) => id.startsWith('SYN-'));
