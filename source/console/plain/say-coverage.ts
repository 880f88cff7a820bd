import type {CompanyName, Coverage} from '../../sync-user/contract.js';
import type {ManualSteps} from '../../sync-user/manual-steps.js';

/** The lists of companies; those that nobody needs to act on are counted only. */
export const coverageText = ({
	covered, missing, blocked, extra, unassigned = [],
}: Coverage): string[] => [
	`Covered: ${covered.length}. Extra: ${extra.length}.`,
	...listText('Missing', missing),
	...listText('Blocked', blocked),
	...(unassigned.length === 0 ? [] : listText('Of one of several connections, not known which', unassigned)),
];

const listText = (title: string, companies: readonly CompanyName[]) => [
	`${title}: ${companies.length}.`,
	...companies.slice(0, mostSaid).map(({code, name, reason}) => `  ${code} ${name}${reason === undefined ? '' : `, ${reason}`}`),
	...(companies.length > mostSaid ? [`  and ${companies.length - mostSaid} more`] : []),
];

const mostSaid = 20;

/** What is left to do in the office's own pages. */
export const stepsText = ({older, newer}: ManualSteps): string[] => [
	'Still to be done in the office, because its public API cannot.',
	...older.map((step, index) => `Older interface, step ${index + 1}: ${step}`),
	...newer.map((step, index) => `Newer interface, step ${index + 1}: ${step}`),
];
