import {redact, redactOwnText} from '../platform/redact.js';
import {catalogue, type ProblemId} from './catalogue.js';
import type {Explanation, Facts} from './problem.js';

/** The same value with every registered secret in its texts replaced by `***`. */
export const redacted = <T>(value: T): T => redactValue(value) as T;

/** What the catalogue says of facts, without secrets: they are taken out of the facts, so that the words of the catalogue stay as they are. */
export const redactedExplanation = (id: ProblemId, facts: Facts): Explanation => {
	const {summary, cause, fix} = catalogue[id].explain(redacted(facts));
	return {summary: redactOwnText(summary), cause: redactOwnText(cause), fix: redactOwnText(fix)};
};

const redactValue = (value: unknown): unknown => {
	if (typeof value === 'string') {
		return redact(value);
	}

	if (Array.isArray(value)) {
		return value.map(item => redactValue(item));
	}

	if (typeof value !== 'object' || value === null || value instanceof Date) {
		return value;
	}

	const inside = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactValue(item)]));
	return isExplained(value) ? {...inside, ...redactedExplanation(value.id, value.evidence)} : inside;
};

type Explained = Explanation & {readonly id: ProblemId; readonly evidence: Facts};

/** Whether a value is a finding with the words of the catalogue. */
const isExplained = (value: object): value is Explained => {
	const {id, evidence, summary, cause, fix} = value as Partial<Explained>;
	if (id === undefined || typeof evidence !== 'object' || !Object.hasOwn(catalogue, id)) {
		return false;
	}

	const explanation: Explanation = catalogue[id].explain(evidence);
	return explanation.summary === summary && explanation.cause === cause && explanation.fix === fix;
};
