import type {TestResult} from '../connection/contract.js';
import type {Profile} from '../profiles/profile.js';

/** One page of what to do next: what works, what does not and the command for it. */
export const nextSteps = (profile: Profile, results: readonly TestResult[], {missing}: {readonly missing: readonly string[]}): string[] => {
	const of = (verdict: TestResult['verdict']) => results.filter(result => result.verdict === verdict);
	const failing = Object.entries(Object.groupBy(of('fail'), ({steps}) => steps.find(({status}) => status === 'fail')?.id ?? '?'));
	return [
		`Profile ${profile.name} is ready${profile.readOnly ? ' (read-only)' : ''}: ${results.length} enabled divisions tested, ${of('pass').length} pass, ${of('warn').length} warn, ${of('fail').length} fail.`,
		'',
		'What to do next',
		...failing.map(([step, same]) => `  ${step} fails for ${same.map(({division}) => division).slice(0, 12).join(', ')}${same.length > 12 ? ` and ${same.length - 12} more` : ''}: ${same[0]!.steps.find(({status}) => status === 'fail')?.summary ?? ''} Details: baco test ${same[0]!.division}`),
		...missing.map(name => `  No password is kept for ${name}: baco credential set '${name}'`),
		...(profile.readOnly ? [`  To make changes: baco profile set ${profile.name} --no-read-only`] : []),
		'  Every precondition again, at any time: baco doctor --connect',
		'  The page of the settings: baco settings show',
		'  The console: baco',
		'  Rights on the .NET temporary folder are checked on the Synergy web server itself: run baco doctor there.',
	];
};
