import {reportable} from '../commands/report-error.js';
import {redacted, redactedExplanation} from '../problems/redacted.js';
import type {Problem} from './state/problem.js';

/** Any error as the catalogue explains it, without secrets. */
export const toProblem = (error: unknown): Problem => {
	const {id, facts} = reportable(error);
	return {id, ...redactedExplanation(id, facts), evidence: redacted(facts)};
};
