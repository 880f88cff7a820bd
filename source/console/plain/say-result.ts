import type {StepResult, TestResult} from '../../connection/contract.js';
import {showDuration} from '../../platform/show-duration.js';
import {showValue} from '../text/show-value.js';

/** One step as one line, when it ends. */
export const stepLine = ({id, title, status, durationMs, summary}: StepResult): string =>
	`${id}, ${title}: ${status}${status === 'skipped' ? '' : `, ${showDuration(durationMs)}`}. ${summary}`;

/** The findings of a test with cause, fix and evidence. */
export const findingLines = ({steps}: TestResult): string[] => steps.flatMap(step => step.findings.flatMap(finding => [
	`${finding.severity}, ${step.id}, ${finding.id}: ${finding.summary}`,
	`  Cause: ${finding.cause}`,
	`  Fix: ${finding.fix}`,
	...Object.entries(finding.evidence).map(([name, value]) => `  ${name}: ${showValue(value)}`),
	...(finding.repair ? [`  Can be repaired: row ${finding.repair.rowId}, ${finding.repair.column} ${showValue(finding.repair.before)} becomes ${showValue(finding.repair.after)}`] : []),
]));

/** Everything that a test saw. */
export const evidenceLines = ({steps}: TestResult): string[] => steps.flatMap(step => [
	stepLine(step),
	...Object.entries(step.evidence).map(([name, value]) => `  ${name}: ${showValue(value)}`),
]);

export const verdictLine = ({division, name, verdict, durationMs}: TestResult): string => `Result of ${division}, ${name}: ${verdict}, ${showDuration(durationMs)}.`;
