import {redactOwnText} from '../platform/redact.js';
import {catalogue} from './catalogue.js';
import type {
	Entry,
	Explanation,
	Facts,
	Language,
} from './problem.js';
import {redacted} from './redacted.js';

type Explained = Explanation & {readonly id: string; readonly evidence?: Facts};

/** The words of a finding, or of a problem whose facts are known, in a language; in English where there are no others. */
export const explainIn = ({id, evidence, summary, cause, fix}: Explained, language: Language): Explanation => {
	const entry: Entry | undefined = Object.hasOwn(catalogue, id) ? catalogue[id as keyof typeof catalogue] : undefined;
	if (language === 'en' || evidence === undefined || entry?.dutch === undefined) {
		return {summary, cause, fix};
	}

	const dutch = entry.dutch(redacted(evidence));
	return {summary: redactOwnText(dutch.summary), cause: redactOwnText(dutch.cause), fix: redactOwnText(dutch.fix)};
};
