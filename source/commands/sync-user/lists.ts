import type {CompanyName, Coverage, OfficeSide} from '../../sync-user/contract.js';
import {inDutch} from '../../problems/sync-user/phrases.js';
import {isNothingNeeded, officeUnknownText, sideTitle} from '../../sync-user/sides-text.js';
import {word, type Language} from '../../sync-user/labels.js';

/** The four lists of a coverage, one after the other; the long ones that nobody needs to act on are counted only. */
export const coverageLines = ({
	covered, missing, blocked, extra, unassigned = [], unknown = [],
}: OneSide, language: Language): string[] => [
	`${word('covered', language)}: ${covered.length}`,
	...listLines(word('missing', language), missing, language),
	...(blocked === undefined ? [] : listLines(word('blocked', language), blocked, language)),
	...(extra === undefined ? [] : [`${word('extra', language)}: ${extra.length}`]),
	...(unknown.length === 0 ? [] : listLines(word('notKnown', language), unknown, language)),
	...(unassigned.length === 0 ? [] : listLines(word('unassigned', language), unassigned, language)),
];

/** What a user covers in the office, and in the accounting system. */
export const sidesLines = ({office, accounting, accountingUnknown}: {readonly office: OfficeSide | undefined; readonly accounting: Coverage | undefined; readonly accountingUnknown: string}, language: Language): string[] => [
	...sideLines(sideTitle('office', language), office, officeUnknownText(office, language), language),
	...sideLines(sideTitle('accounting', language), accounting, accountingUnknown, language),
];

const sideLines = (title: string, side: OneSide | undefined, unknown: string, language: Language): string[] => side === undefined || isNothingNeeded(side) ? [`${title}: ${unknown}.`] : [`${title}:`, ...coverageLines(side, language).map(line => `  ${line}`)];

type OneSide = OfficeSide & Partial<Coverage>;

const listLines = (title: string, companies: readonly CompanyName[], language: Language): string[] => [
	`${title}: ${companies.length}`,
	...companies.slice(0, mostShown).map(({code, name, reason}) => `  ${code}  ${name}${reason === undefined ? '' : `  (${language === 'nl' ? inDutch(reason) : reason})`}`),
	...(companies.length > mostShown ? [`  + ${companies.length - mostShown} ${word('more', language)}`] : []),
];

const mostShown = 50;
