import type {StepResult, TestResult} from '../connection/contract.js';
import type {Finding} from '../problems/finding.js';
import {repairCommand} from '../problems/repair-command.js';

/** One test as a person reads it: each step with its status, and below it what was seen, why, and what to do. The commands in it name the profile: pasted later, they act on the same environment. */
export const resultText = (result: TestResult, profile: string): string => [
	headline(result),
	...result.steps.flatMap(step => stepLines(step, profile)),
].map(line => printable(line)).join('\n');

/** Many tests: a line for each, details of those that did not pass, and the count. */
export const manyResultsText = (results: readonly TestResult[], profile: string): string => {
	const count = (verdict: TestResult['verdict']) => results.filter(result => result.verdict === verdict).length;
	const lines = results.flatMap(result => [headline(result), ...result.steps.filter(({status}) => status === 'fail' || status === 'warn').flatMap(step => stepLines(step, profile))]);
	return [...lines.map(line => printable(line)), `${results.length} tested: ${count('pass')} pass, ${count('warn')} warn, ${count('fail')} fail`].join('\n');
};

const headline = ({division, name, verdict, durationMs}: TestResult) => `${division} ${name}: ${verdict.toUpperCase()} (${(durationMs / 1000).toFixed(1)} s)`;

const stepLines = ({id, status, summary, findings, durationMs}: StepResult, profile: string): string[] => [
	`  ${status.padEnd(7)} ${id.padEnd(5)} ${summary}${status === 'skipped' ? '' : ` [${durationMs} ms]`}`,
	...findings.flatMap(finding => findingLines(finding, profile)),
];

const findingLines = ({id, severity, summary, cause, fix, evidence, repair}: Finding, profile: string): string[] => [
	`          ${id} (${severity}) ${summary}`,
	`            Why: ${cause}`,
	`            Fix: ${fix}`,
	...(repair === null ? [] : [`            Repair: ${repairCommand(repair, profile)}`]),
	`            Seen: ${evidenceText(evidence)}`,
];

const evidenceText = (evidence: Readonly<Record<string, unknown>>) =>
	Object.entries(evidence).filter(([, value]) => value !== undefined).map(([key, value]) => `${key} ${typeof value === 'string' ? (value === '' ? '(empty)' : value) : JSON.stringify(value)}`).join(', ');

/** What comes out of a database may hold codes that move the cursor. */
const printable = (text: string) => text.replaceAll(/\p{Control}+/gv, ' ');
