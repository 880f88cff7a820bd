import type {StepResult, TestResult} from '../connection/contract.js';
import {countOf} from '../platform/count-of.js';
import {shellWord} from '../platform/shell-word.js';
import {worstFinding, type Finding} from '../problems/finding.js';
import type {Profile} from '../profiles/profile.js';

/** One page of what to do next: what works, what does not and the command for it. */
export const nextSteps = (profile: Profile, results: readonly TestResult[], {missing, others = []}: {readonly missing: readonly string[]; readonly others?: readonly string[]}): string[] => {
	const of = (verdict: TestResult['verdict']) => results.filter(result => result.verdict === verdict);
	const failing = Object.values(Object.groupBy(of('fail'), result => {
		const {step, finding} = failureOf(result);
		return JSON.stringify([step?.id, finding?.id, finding?.cause]);
	})).map(same => same!);
	return [
		`Profile ${profile.name} is ready${profile.readOnly ? ' (read-only)' : ''}: ${countOf(results.length, 'enabled division')} tested, ${of('pass').length} pass, ${of('warn').length} warn, ${of('fail').length} fail.`,
		...(others.length === 0 ? [] : [`Not tested, as they are not yours or you are blocked there: ${others.join(', ')}.`]),
		'',
		'What to do next',
		...failing.map(same => failingLine(same)),
		...missing.map(name => `  No password is kept for ${name}: baco credential set ${shellWord(name)}`),
		...(profile.readOnly ? [`  To make changes: baco profile set ${profile.name} --no-read-only`] : []),
		'  Every precondition again, at any time: baco doctor --connect',
		'  The page of the settings: baco settings show',
		'  The console: baco',
		'  Rights on the .NET temporary folder are checked on the Synergy web server itself: run baco doctor there.',
	];
};

/** Where a test stopped, and why. */
const failureOf = ({steps}: TestResult): {readonly step: StepResult | undefined; readonly finding: Finding | undefined} => {
	const step = steps.find(({status}) => status === 'fail');
	return {step, finding: worstFinding(step?.findings ?? [])};
};

/** Divisions that fail for the same cause. What the step says names a server or a database: where it is not the same for all, it is one division's. */
const failingLine = (same: readonly TestResult[]): string => {
	const {step, finding} = failureOf(same[0]!);
	const codes = same.map(({division}) => division);
	const isSame = new Set(same.map(result => failureOf(result).step?.summary)).size === 1;
	const summary = step?.summary ?? '';
	return `  ${step?.id ?? '?'} fails for ${codes.slice(0, 12).join(', ')}${codes.length > 12 ? ` and ${codes.length - 12} more` : ''}${finding === undefined ? '' : ` (${finding.id})`}: ${isSame ? summary : `for example ${codes[0]!}: ${summary}`} Details: baco test ${codes[0]!}`;
};
