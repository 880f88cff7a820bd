import type {AppState} from '../state/app-state.js';
import {readableWidth} from '../state/layout.js';
import {statusOf, type ConnectionScreen} from '../state/sync-screens.js';
import {accountFacts} from '../../sync-user/account-facts.js';
import type {CompanyName, Coverage, OfficeSide} from '../../sync-user/contract.js';
import type {RightsReport, Verdict} from '../../sync-user/rights-contract.js';
import {
	detailLabel,
	listLabel,
	rightsText,
	stateLabel,
	userLabel,
	userText,
	word,
	type Language,
	type Word,
} from '../../sync-user/labels.js';
import {isNothingNeeded, officeUnknownText, sideTitle} from '../../sync-user/sides-text.js';
import {localTime} from '../../platform/show-time.js';
import {explainIn} from '../../problems/explain-in.js';
import {inDutch} from '../../problems/sync-user/phrases.js';
import {showValue} from '../text/show-value.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {linkStyle} from './connections-view.js';
import {facts, labelled} from './labelled.js';

export const connectionTitle = (state: AppState, {id}: ConnectionScreen, {language}: Theme): string => {
	const status = statusOf(state.screens, id);
	return ` ${status?.description ?? id}${status === undefined ? '' : `  ${listLabel(status.state, language)}`}`;
};

/** All that is known of one connection: evidence, cause, fix, companies. */
export const connectionLines = (state: AppState, {id}: ConnectionScreen, theme: Theme): string[] => {
	const status = statusOf(state.screens, id);
	if (status === undefined) {
		return ['', '  This connection is gone.'];
	}

	const width = readableWidth(state.size.columns) - 4;
	const name = (label: Word) => word(label, theme.language);
	const {
		link, lastKnown, coverage, findings, rights,
	} = status;
	return [
		...facts([
			[name('status'), status.state === 'unknown' ? listLabel(status.state, theme.language) : `${listLabel(status.state, theme.language)} (${stateLabel(status, theme.language)}; ${name('onUserPage')}: ${userLabel(status.state, theme.language)})`],
			...(lastKnown === null ? [] : [[name('lastKnown'), `${detailLabel(lastKnown.state, theme.language)}, ${localTime(new Date(lastKnown.at))}`] as const]),
			[name('syncUser'), userText(status, theme.language)],
			...(status.account?.fullName === undefined ? [] : [[name('name'), status.account.fullName] as const]),
			...accountFacts(status.account, theme.language),
			[name('seen'), status.probedAt === '' ? name('notLooked') : `${localTime(new Date(status.probedAt))}, ${status.durationMs} ms: ${status.how}`],
			...(link === null
				? []
				: [
					[name('site'), link.url] as const,
					[name('granted'), localTime(new Date(link.grantedAt))] as const,
					[name('tokenAge'), `${localTime(new Date(link.refreshedAt))}, ${link.refreshAgeDays} ${name('daysAgo')}${link.daysLeft === null ? '' : `; ${link.daysLeft} ${name('daysLeft')}`}`] as const,
					[name('accessUntil'), localTime(new Date(link.accessExpiresAt))] as const,
				]),
		], width, theme),
		...findings.map(found => ({...found, ...explainIn(found, theme.language)})).flatMap(({id: code, severity, summary, cause, fix, evidence}) => [
			'',
			...labelled(code, summary, width, theme, {labelWidth: code.length + 2, style: linkStyle(severity === 'fail' ? 'refused' : 'unknown')}),
			...labelled(capital(name('cause')), cause, width, theme, {labelWidth: labelWidthOf(theme)}),
			...labelled(capital(name('fix')), fix, width, theme, {labelWidth: labelWidthOf(theme)}),
			...facts(Object.entries(evidence).filter(([, value]) => value !== undefined).map(([key, value]) => [key, showValue(value)] as const), width, theme),
		]),
		...(rights === undefined ? [] : ['', ...rightsLines(rights, width, theme)]),
		...(coverage === null ? [] : ['', ...coverageLines(coverage, width, theme)]),
	].map(line => `  ${line}`);
};

/** The four lists. */
export const coverageLines = ({
	covered, missing, blocked, extra, unassigned = [], unknown = [],
}: OneSide, width: number, theme: Theme): string[] => [
	...companyList(word('missing', theme.language), missing, width, theme, true),
	...(blocked === undefined ? [] : companyList(word('blocked', theme.language), blocked, width, theme, true)),
	...companyList(word('covered', theme.language), covered, width, theme),
	...(extra === undefined ? [] : companyList(word('extra', theme.language), extra, width, theme)),
	...(unknown.length === 0 ? [] : companyList(word('notKnown', theme.language), unknown, width, theme)),
	...(unassigned.length === 0 ? [] : companyList(word('unassigned', theme.language), unassigned, width, theme)),
];

type OneSide = OfficeSide & Partial<Coverage>;

/** What a user covers in the office, and in the accounting system. */
export const sidesLines = ({office, accounting, accountingUnknown}: {readonly office: OfficeSide | undefined; readonly accounting: Coverage | undefined; readonly accountingUnknown: string}, width: number, theme: Theme): string[] => [
	...sideLines(sideTitle('office', theme.language), office, officeUnknownText(office, theme.language), width, theme),
	...sideLines(sideTitle('accounting', theme.language), accounting, accountingUnknown, width, theme),
];

const sideLines = (title: string, side: OneSide | undefined, unknown: string, width: number, theme: Theme): string[] => side === undefined || isNothingNeeded(side)
	? wrap(`${title}: ${unknown}.`, width)
	: [title, ...coverageLines(side, width - 2, theme).map(line => `  ${line}`)];

/** What the user may do, company by company; those with a fault first. */
const rightsLines = (rights: RightsReport, width: number, theme: Theme): string[] => [
	...wrap(rightsText(rights, theme.language), width).map(line => theme.paint(line, {bold: true})),
	...rights.companies.filter(({verdict}) => verdict !== 'complete').slice(0, mostShown).flatMap(({
		code, name, verdict, lacks, why,
	}) => wrap(`  ${code}  ${name}  ${verdictWords[theme.language][verdict]}${lacks.length > 0 ? `: ${theme.language === 'nl' ? inDutch(lacks.join(', ')) : lacks.join(', ')}` : ''}${why === undefined ? '' : `  (${why})`}`, width)),
];

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

const labelWidthOf = ({language}: Theme) => language === 'nl' ? 11 : 8;

const verdictWords: Readonly<Record<Language, Readonly<Record<Verdict, string>>>> = {
	en: {
		complete: 'complete', rights: 'may not', 'no-access': 'no access', scope: 'not permitted to the application', licence: 'licence or module', unknown: 'not known',
	},
	nl: {
		complete: 'volledig', rights: 'mag niet', 'no-access': 'geen toegang', scope: 'niet aan de applicatie gegeven', licence: 'licentie of module', unknown: 'niet bekend',
	},
};

const companyList = (title: string, companies: readonly CompanyName[], width: number, theme: Theme, isBad = false): string[] => [
	theme.paint(`${title}: ${companies.length}`, {bold: true, ...(isBad && companies.length > 0 && {color: 'red'})}),
	...companies.slice(0, mostShown).flatMap(({code, name, reason}) => wrap(`  ${code}  ${name}${reason === undefined ? '' : `  (${theme.language === 'nl' ? inDutch(reason) : reason})`}`, width)),
	...(companies.length > mostShown ? [`  + ${companies.length - mostShown} ${word('more', theme.language)}`] : []),
];

const mostShown = 100;
