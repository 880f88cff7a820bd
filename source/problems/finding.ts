import {catalogue, type ProblemId} from './catalogue.js';
import type {Facts, Severity} from './problem.js';
import type {RepairOffer} from './repair-offer.js';

/** What a check saw and what it means. `evidence` holds values, numbers, hosts and durations; never a secret. */
export type Finding = {
	readonly id: ProblemId;
	readonly severity: Severity;
	readonly summary: string;
	readonly cause: string;
	readonly fix: string;
	readonly evidence: Facts;

	readonly repair: RepairOffer | null;
};

/** The finding that decides: the first failure, else the first warning; undefined when there is only information. */
export const worstFinding = (findings: readonly Finding[]): Finding | undefined =>
	findings.find(({severity}) => severity === 'fail') ?? findings.find(({severity}) => severity === 'warn');

/** Makes a finding from its catalogue row. */
export const finding = (id: ProblemId, severity: Severity, evidence: Facts, repair?: RepairOffer): Finding => ({
	id,
	severity,
	...catalogue[id].explain(evidence),
	evidence,
	repair: repair ?? null,
});
