import {usageProblems} from './usage.js';

/** The one catalogue of errors and findings: each section file adds its rows here. */
export const catalogue = {
	...usageProblems,
} as const;

export type ProblemId = keyof typeof catalogue;
