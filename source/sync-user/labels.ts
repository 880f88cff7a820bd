import {localTime} from '../platform/show-time.js';
import type {Language} from '../problems/problem.js';
import type {ConnectionStatus, LinkState} from './contract.js';
import {isOwnLink} from './own-link.js';
import type {RightsReport} from './rights-contract.js';

export type {Language} from '../problems/problem.js';

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
	shortSystem: {en: 'system', nl: 'systeem'},
	status: {en: 'status', nl: 'status'},
	state: {en: 'state', nl: 'toestand'},
	syncUser: {en: 'synchronisation user', nl: 'synchronisatiegebruiker'},
	account: {en: 'accounting system user', nl: 'boekhoudsysteemgebruiker'},
	companies: {en: 'companies', nl: 'administraties'},
	covered: {en: 'covered', nl: 'gedekt'},
	missing: {en: 'missing', nl: 'ontbreekt'},
	blocked: {en: 'blocked', nl: 'geblokkeerd'},
	extra: {en: 'extra', nl: 'extra'},
	notKnown: {en: 'not known', nl: 'niet bekend'},
	unknown: {en: 'unknown', nl: 'onbekend'},
	unassigned: {en: 'of one of several connections, not known which', nl: 'van een van meerdere koppelingen, onbekend welke'},
	tokenAge: {en: 'refreshed', nl: 'vernieuwd'},
	daysAgo: {en: 'days ago', nl: 'dagen geleden'},
	daysLeft: {en: 'days left', nl: 'dagen over'},
	lastProbe: {en: 'last probe', nl: 'laatst bekeken'},
	seen: {en: 'seen', nl: 'gezien'},
	site: {en: 'site', nl: 'site'},
	granted: {en: 'granted', nl: 'toegestaan'},
	accessUntil: {en: 'access until', nl: 'toegang tot'},
	name: {en: 'name', nl: 'naam'},
	role: {en: 'role', nl: 'rol'},
	none: {en: 'none', nl: 'geen'},
	sqlLogin: {en: 'SQL login', nl: 'SQL-login'},
	windowsLogin: {en: 'Windows login', nl: 'Windows-login'},
	theSyncUser: {en: 'the synchronisation user', nl: 'de synchronisatiegebruiker'},
	what: {en: 'what', nl: 'wat'},
	notLooked: {en: 'not looked at yet', nl: 'nog niet bekeken'},
	onUserPage: {en: 'on the user\'s page', nl: 'op de pagina van de gebruiker'},
	more: {en: 'more', nl: 'meer'},
	days: {en: 'days', nl: 'dagen'},
	stepsLeft: {en: 'Still to be done in the office, because its public API cannot:', nl: 'Nog te doen in het kantoor, omdat de openbare API het niet kan:'},
	olderInterface: {en: 'older interface', nl: 'oudere interface'},
	newerInterface: {en: 'newer interface', nl: 'nieuwere interface'},
	step: {en: 'step', nl: 'stap'},
	cause: {en: 'cause', nl: 'oorzaak'},
	fix: {en: 'fix', nl: 'oplossing'},
	office: {en: 'office', nl: 'kantoor'},
	lastKnown: {en: 'last known', nl: 'laatst bekend'},
	nobody: {en: 'not chosen', nl: 'niet gekozen'},
	rightsGap: {en: 'rights missing', nl: 'rechten missen'},
	accessGap: {en: 'access missing', nl: 'toegang mist'},
	linkOf: {en: 'link of', nl: 'koppeling van'},
	notSeen: {en: 'not seen', nl: 'niet gezien'},
	rights: {en: 'rights', nl: 'rechten'},
	rightsIn: {en: 'complete in', nl: 'volledig in'},
	of: {en: 'of', nl: 'van'},
	left: {en: 'left for another time', nl: 'blijven over voor een volgende keer'},
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type Word = keyof typeof words;

/** What the list of connections in the office says: Login success, or disconnected. */
export const listLabel = (state: LinkState, language: Language = 'en'): string => labels[state][language].list;

/** What the accounting system tab of a user says. */
export const userLabel = (state: LinkState, language: Language = 'en'): string => labels[state][language].user;

/** The finer state, in one or two words. */
export const detailLabel = (state: LinkState, language: Language = 'en'): string => labels[state][language].detail;

/** What a link that answers lacks, in two words; undefined when nothing is known to be. Rights that were asked before count as they were last known. */
export const gapOf = ({state, coverage, rights}: Pick<ConnectionStatus, 'state' | 'coverage' | 'rights'>, language: Language = 'en'): string | undefined => {
	if (state !== 'connected' && state !== 'expiring') {
		return undefined;
	}

	const isAccessMissing = (coverage?.missing.length ?? 0) > 0;
	const areRightsMissing = rights?.companies.some(({verdict}) => verdict !== 'complete' && verdict !== 'unknown') ?? false;
	return isAccessMissing ? words.accessGap[language] : (areRightsMissing ? words.rightsGap[language] : undefined);
};

/** `connected, rights missing`. */
export const stateLabel = (status: Pick<ConnectionStatus, 'state' | 'coverage' | 'rights'>, language: Language = 'en'): string =>
	[detailLabel(status.state, language), gapOf(status, language)].filter(text => text !== undefined).join(', ');

/** How many of the companies are covered: `2/3`; where that was not seen, that it was not. */
export const companiesText = ({state, coverage}: Pick<ConnectionStatus, 'state' | 'coverage'>, language: Language = 'en'): string =>
	coverage === null ? (state === 'connected' ? words.notSeen[language] : '') : `${coverage.covered.length}/${coverage.covered.length + coverage.missing.length + coverage.blocked.length + (coverage.unknown?.length ?? 0)}`;

/** `Monica → CX_Basecone`; `Pieter → not known (link of CX_Basecone)` when the link was not made for the synchronisation user. */
export const userText = ({syncUser, account, link}: Pick<ConnectionStatus, 'syncUser' | 'account' | 'link'>, language: Language = 'en'): string => {
	const behind = account === null ? undefined : (isOwnLink({syncUser, link}) ? account.name : `${words.notKnown[language]} (${words.linkOf[language]} ${account.name})`);
	return [syncUser?.name ?? words.nobody[language], behind].filter(name => name !== undefined).join(' → ');
};

/** `rights: complete in 4 of 5; last known: 2026-11-27 19:10 UTC`. */
export const rightsText = ({companies, left, isLastKnown}: RightsReport, language: Language = 'en'): string => [
	`${words.rights[language]}: ${words.rightsIn[language]} ${companies.filter(({verdict}) => verdict === 'complete').length} ${words.of[language]} ${companies.length}`,
	...(left === 0 ? [] : [`${left} ${words.left[language]}`]),
	...(isLastKnown && companies.length > 0 ? [`${words.lastKnown[language]}: ${localTime(oldestOf(companies))}`] : []),
].join('; ');

const oldestOf = (companies: RightsReport['companies']): Date => new Date(Math.min(...companies.map(({at}) => Date.parse(at))));

export const word = (name: Word, language: Language = 'en'): string => words[name][language];

/** The language that was asked for, else the one of the environment. */
export const languageOf = (asked: string | undefined, environment: Readonly<NodeJS.ProcessEnv>): Language => {
	const wanted = asked ?? [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find(value => value !== undefined && value !== '') ?? 'en';
	return wanted.toLowerCase().startsWith('nl') ? 'nl' : 'en';
};
