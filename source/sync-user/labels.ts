import type {LinkState} from './contract.js';

export type Language = 'en' | 'nl';

/** The words of the office's screens: the list of connections, and the tab of a user. */
const labels: Readonly<Record<LinkState, Readonly<Record<Language, {readonly list: string; readonly user: string; readonly detail: string}>>>> = {
	connected: {
		en: {list: 'Login success', user: 'Connected', detail: 'connected'},
		nl: {list: 'login gelukt', user: 'Verbonden', detail: 'verbonden'},
	},
	expiring: {
		en: {list: 'Login success', user: 'Reconnect', detail: 'reconnect soon'},
		nl: {list: 'login gelukt', user: 'Opnieuw verbinden', detail: 'binnenkort opnieuw verbinden'},
	},
	reconnect_needed: {
		en: {list: 'disconnected', user: 'Reconnect', detail: 'reconnect needed'},
		nl: {list: 'niet verbonden', user: 'Opnieuw verbinden', detail: 'opnieuw verbinden nodig'},
	},
	not_connected: {
		en: {list: 'disconnected', user: 'Not connected', detail: 'not connected'},
		nl: {list: 'niet verbonden', user: 'Niet verbonden', detail: 'geen koppeling'},
	},
	refused: {
		en: {list: 'disconnected', user: 'Reconnect', detail: 'refused'},
		nl: {list: 'niet verbonden', user: 'Opnieuw verbinden', detail: 'geweigerd'},
	},
	unknown: {
		en: {list: 'unknown', user: 'Unknown', detail: 'unknown'},
		nl: {list: 'onbekend', user: 'Onbekend', detail: 'onbekend'},
	},
};

const words = {
	connection: {en: 'connection', nl: 'koppeling'},
	system: {en: 'accounting system', nl: 'boekhoudsysteem'},
	status: {en: 'status', nl: 'status'},
	state: {en: 'state', nl: 'toestand'},
	syncUser: {en: 'synchronisation user', nl: 'synchronisatiegebruiker'},
	account: {en: 'accounting system user', nl: 'boekhoudsysteemgebruiker'},
	companies: {en: 'companies', nl: 'administraties'},
	covered: {en: 'covered', nl: 'gedekt'},
	missing: {en: 'missing', nl: 'ontbreekt'},
	blocked: {en: 'blocked', nl: 'geblokkeerd'},
	extra: {en: 'extra', nl: 'extra'},
	unassigned: {en: 'of one of several connections, not known which', nl: 'van een van meerdere koppelingen, onbekend welke'},
	tokenAge: {en: 'refreshed', nl: 'vernieuwd'},
	daysAgo: {en: 'days ago', nl: 'dagen geleden'},
	daysLeft: {en: 'days left', nl: 'dagen over'},
	lastProbe: {en: 'last probe', nl: 'laatst bekeken'},
	cause: {en: 'cause', nl: 'oorzaak'},
	fix: {en: 'fix', nl: 'oplossing'},
	office: {en: 'office', nl: 'kantoor'},
	lastKnown: {en: 'last known', nl: 'laatst bekend'},
	nobody: {en: 'not chosen', nl: 'niet gekozen'},
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type Word = keyof typeof words;

/** What the list of connections in the office says: Login success, or disconnected. */
export const listLabel = (state: LinkState, language: Language = 'en'): string => labels[state][language].list;

/** What the accounting system tab of a user says. */
export const userLabel = (state: LinkState, language: Language = 'en'): string => labels[state][language].user;

/** The finer state, in one or two words. */
export const detailLabel = (state: LinkState, language: Language = 'en'): string => labels[state][language].detail;

export const word = (name: Word, language: Language = 'en'): string => words[name][language];

/** The language that was asked for, else the one of the environment. */
export const languageOf = (asked: string | undefined, environment: Readonly<NodeJS.ProcessEnv>): Language => {
	const wanted = asked ?? [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find(value => value !== undefined && value !== '') ?? 'en';
	return wanted.toLowerCase().startsWith('nl') ? 'nl' : 'en';
};
