import type {ManualSteps} from '../../sync-user/manual-steps.js';

/** The paths through the office's own pages, for both of its interfaces. */
export const stepsLines = ({older, newer}: ManualSteps): string[] => [
	'Still to be done in the office, because its public API cannot:',
	'  older interface',
	...older.map((step, index) => `    ${index + 1}. ${step}`),
	'  newer interface',
	...newer.map((step, index) => `    ${index + 1}. ${step}`),
];
