import {word, type Language} from '../../sync-user/labels.js';
import type {ManualSteps} from '../../sync-user/manual-steps.js';

/** The paths through the office's own pages, for both of its interfaces. */
export const stepsLines = ({older, newer}: ManualSteps, language: Language): string[] => [
	word('stepsLeft', language),
	`  ${word('olderInterface', language)}`,
	...older.map((step, index) => `    ${index + 1}. ${step}`),
	`  ${word('newerInterface', language)}`,
	...newer.map((step, index) => `    ${index + 1}. ${step}`),
];
