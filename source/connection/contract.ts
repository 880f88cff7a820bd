import type {Finding} from '../problems/finding.js';

export const stepIds = ['CFG', 'WHO', 'DNS', 'SSRP', 'TCP', 'TLS', 'LOGIN', 'DB', 'BACO', 'BAS', 'SVC', 'USER', 'FID'] as const;
export type StepId = typeof stepIds[number];

export type Verdict = 'pass' | 'warn' | 'fail';
export type StepStatus = Verdict | 'skipped';

/** One step of the public JSON contract. */
export type StepResult = {
	readonly id: StepId;
	readonly title: string;
	readonly status: StepStatus;
	readonly durationMs: number;
	readonly summary: string;
	/** What was seen, also when all is well. */
	readonly evidence: Readonly<Record<string, unknown>>;
	readonly findings: readonly Finding[];
};

export type TestResult = {
	readonly division: string;
	readonly name: string;
	readonly verdict: Verdict;
	/** ISO 8601, UTC. */
	readonly startedAt: string;
	readonly durationMs: number;
	readonly steps: readonly StepResult[];
};

export type TestEvent =
	| {readonly type: 'step-started'; readonly division: string; readonly id: StepId}
	| {readonly type: 'step-ended'; readonly division: string; readonly step: StepResult}
	| {readonly type: 'test-ended'; readonly result: TestResult};
