import {catalogue, type ProblemId} from './catalogue.js';
import type {Explanation, Facts} from './problem.js';

/** An error that a person can act on. Everything that a command or a screen reports is one of these, or is made into one. */
export class BacoError extends Error {
	readonly id: ProblemId;
	readonly explanation: Explanation;
	readonly exitCode: number;
	readonly facts: Facts;

	/** `summary` is told in the place of the catalogue's own. */
	constructor(id: ProblemId, facts: Facts = {}, {summary, ...options}: ErrorOptions & {readonly summary?: string} = {}) {
		const entry = catalogue[id];
		const own = entry.explain(facts);
		const explanation = summary === undefined ? own : {...own, summary};
		super(explanation.summary, options);
		this.name = 'BacoError';
		this.id = id;
		this.explanation = explanation;
		this.exitCode = entry.exitCode;
		this.facts = facts;
	}
}

/** Makes any thrown value reportable; a value that is not a BacoError is a bug and says so. */
export const toBacoError = (error: unknown): BacoError =>
	error instanceof BacoError ? error : new BacoError('BUG-1', {detail: error instanceof Error ? error.message : String(error)}, {cause: error});
