import type {CompanyName, Coverage, OfficeSide} from '../../sync-user/contract.js';
import {inDutch} from '../../problems/sync-user/phrases.js';
import {word, type Language, type Word} from '../../sync-user/labels.js';
import {isNothingNeeded, officeUnknownText, sideTitle} from '../../sync-user/sides-text.js';
import type {ManualSteps} from '../../sync-user/manual-steps.js';

/** The lists of companies; those that nobody needs to act on are counted only. */
export const coverageText = ({
	covered, missing, blocked, extra, unassigned = [], unknown = [],
}: OneSide, language: Language): string[] => [
	`${titled('covered', language)}: ${covered.length}.${extra === undefined ? '' : ` ${titled('extra', language)}: ${extra.length}.`}`,
	...listText(titled('missing', language), missing, language),
	...(blocked === undefined ? [] : listText(titled('blocked', language), blocked, language)),
	...(unknown.length === 0 ? [] : listText(titled('notKnown', language), unknown, language)),
	...(unassigned.length === 0 ? [] : listText(titled('unassigned', language), unassigned, language)),
];

type OneSide = OfficeSide & Partial<Coverage>;

/** What a user covers in the office, and in the accounting system. */
export const sidesText = ({office, accounting, accountingUnknown}: {readonly office: OfficeSide | undefined; readonly accounting: Coverage | undefined; readonly accountingUnknown: string}, language: Language): string[] => [
	...sideText(sideTitle('office', language), office, officeUnknownText(office, language), language),
	...sideText(sideTitle('accounting', language), accounting, accountingUnknown, language),
];

const sideText = (title: string, side: OneSide | undefined, unknown: string, language: Language): string[] => side === undefined || isNothingNeeded(side) ? [`${title}: ${unknown}.`] : [`${title}.`, ...coverageText(side, language)];

/** A label at the beginning of a sentence. */
export const titled = (name: Word, language: Language): string => word(name, language).slice(0, 1).toUpperCase() + word(name, language).slice(1);

const listText = (title: string, companies: readonly CompanyName[], language: Language) => [
	`${title}: ${companies.length}.`,
	...companies.slice(0, mostSaid).map(({code, name, reason}) => `  ${code} ${name}${reason === undefined ? '' : `, ${language === 'nl' ? inDutch(reason) : reason}`}`),
	...(companies.length > mostSaid ? [`  + ${companies.length - mostSaid} ${word('more', language)}`] : []),
];

const mostSaid = 20;

/** What is left to do in the office's own pages. */
export const stepsText = ({older, newer}: ManualSteps, language: Language): string[] => [
	word('stepsLeft', language),
	...older.map((step, index) => `${titled('olderInterface', language)}, ${word('step', language)} ${index + 1}: ${step}`),
	...newer.map((step, index) => `${titled('newerInterface', language)}, ${word('step', language)} ${index + 1}: ${step}`),
];
