import type {Coverage, OfficeSide} from './contract.js';
import type {Language} from './labels.js';
import type {PreFlight} from './pre-flight.js';

/** `In the accounting system, through CX_Basecone`. */
export const sideTitle = (side: 'office' | 'accounting', language: Language): string => titles[side][language];

/** Whether a side has nothing to list at all. */
export const isNothingNeeded = ({covered, missing, unassigned = [], blocked = [], extra = []}: OfficeSide & Partial<Coverage>): boolean => [covered, missing, unassigned, blocked, extra].every(list => list.length === 0);

/** Why nothing is said of a user's companies in the office. */
export const officeUnknownText = (office: OfficeSide | undefined, language: Language): string => {
	if (office !== undefined) {
		return language === 'nl' ? 'geen administratie hoort bij deze koppeling' : 'no company belongs to this connection';
	}

	return language === 'nl' ? 'niet bekend: het kantoor heeft deze koppeling niet, of antwoordt niet' : 'not known: the office does not have this connection, or does not answer';
};

/** Why nothing is said of a user's companies in the accounting system, and what would tell. */
export const accountingUnknownText = ({whyUnknown = 'no-link', linkMadeFor = '', canRelink}: Pick<PreFlight, 'whyUnknown' | 'linkMadeFor' | 'canRelink'>, language: Language): string => {
	const why = reasons[whyUnknown][language].replace('%', () => linkMadeFor);
	const [start, end] = language === 'nl' ? ['niet bekend', '; opnieuw verbinden bewijst het'] : ['not known', '; a relink proves it'];
	return `${start}: ${why}${canRelink ? end : ''}`;
};

const titles = {
	office: {en: 'In the office', nl: 'In het kantoor'},
	accounting: {en: 'In the accounting system', nl: 'In het boekhoudsysteem'},
} as const;

const reasons = {
	'other-user': {en: 'the link was made for %', nl: 'de koppeling is voor % gemaakt'},
	nobody: {en: 'for whom the link was made is not known', nl: 'voor wie de koppeling is gemaakt is niet bekend'},
	'no-link': {en: 'no link that answers was made for this user', nl: 'er is geen koppeling die antwoordt voor deze gebruiker gemaakt'},
} as const;
