import type {CompanyName, Coverage} from '../../sync-user/contract.js';
import {inDutch} from '../../problems/sync-user/phrases.js';
import {word, type Language} from '../../sync-user/labels.js';

/** The four lists of a coverage, one after the other; the long ones that nobody needs to act on are counted only. */
export const coverageLines = ({
	covered, missing, blocked, extra, unassigned = [], unknown = [],
}: Coverage, language: Language): string[] => [
	`${word('covered', language)}: ${covered.length}`,
	...listLines(word('missing', language), missing, language),
	...listLines(word('blocked', language), blocked, language),
	`${word('extra', language)}: ${extra.length}`,
	...(unknown.length === 0 ? [] : listLines(word('notKnown', language), unknown, language)),
	...(unassigned.length === 0 ? [] : listLines(word('unassigned', language), unassigned, language)),
];

const listLines = (title: string, companies: readonly CompanyName[], language: Language): string[] => [
	`${title}: ${companies.length}`,
	...companies.slice(0, mostShown).map(({code, name, reason}) => `  ${code}  ${name}${reason === undefined ? '' : `  (${language === 'nl' ? inDutch(reason) : reason})`}`),
	...(companies.length > mostShown ? [`  + ${companies.length - mostShown} ${word('more', language)}`] : []),
];

const mostShown = 50;
