import type {AppState} from '../state/app-state.js';
import {readableWidth} from '../state/layout.js';
import {statusOf, type ConnectionScreen} from '../state/sync-screens.js';
import type {CompanyName, Coverage} from '../../sync-user/contract.js';
import type {RightsReport, Verdict} from '../../sync-user/rights-contract.js';
import {
	detailLabel,
	listLabel,
	rightsText,
	stateLabel,
	userLabel,
	userText,
} from '../../sync-user/labels.js';
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
	const {
		link, lastKnown, coverage, findings, rights,
	} = status;
	return [
		...facts([
			['status', `${listLabel(status.state, theme.language)} (${stateLabel(status, theme.language)}; on the user's page: ${userLabel(status.state, theme.language)})`],
			...(lastKnown === null ? [] : [['last known', `${detailLabel(lastKnown.state, theme.language)} at ${lastKnown.at}`] as const]),
			['user', userText(status, theme.language)],
			...(status.account?.fullName === undefined ? [] : [['name', status.account.fullName] as const]),
			['seen', `${status.probedAt}, in ${status.durationMs} ms, by ${status.how}`],
			...(link === null
				? []
				: [
					['site', link.url] as const,
					['granted', link.grantedAt] as const,
					['refreshed', `${link.refreshedAt}, ${link.refreshAgeDays} days ago${link.daysLeft === null ? '' : `; ${link.daysLeft} days left without use`}`] as const,
					['access until', link.accessExpiresAt] as const,
				]),
		], width, theme),
		...findings.flatMap(({id: name, severity, summary, cause, fix, evidence}) => [
			'',
			...labelled(name, summary, width, theme, {labelWidth: name.length + 2, style: linkStyle(severity === 'fail' ? 'refused' : 'unknown')}),
			...labelled('Cause', cause, width, theme),
			...labelled('Fix', fix, width, theme),
			...facts(Object.entries(evidence).filter(([, value]) => value !== undefined).map(([key, value]) => [key, showValue(value)] as const), width, theme),
		]),
		...(rights === undefined ? [] : ['', ...rightsLines(rights, width, theme)]),
		...(coverage === null ? [] : ['', ...coverageLines(coverage, width, theme)]),
	].map(line => `  ${line}`);
};

/** The four lists. */
export const coverageLines = ({
	covered, missing, blocked, extra, unassigned = [],
}: Coverage, width: number, theme: Theme): string[] => [
	...companyList('missing', missing, width, theme, true),
	...companyList('blocked', blocked, width, theme, true),
	...companyList('covered', covered, width, theme),
	...companyList('extra', extra, width, theme),
	...(unassigned.length === 0 ? [] : companyList('of one of several connections, not known which', unassigned, width, theme)),
];

/** What the user may do, company by company; those with a fault first. */
const rightsLines = (rights: RightsReport, width: number, theme: Theme): string[] => [
	...wrap(rightsText(rights, theme.language), width).map(line => theme.paint(line, {bold: true})),
	...rights.companies.filter(({verdict}) => verdict !== 'complete').slice(0, mostShown).flatMap(({
		code, name, verdict, lacks, why,
	}) => wrap(`  ${code}  ${name}  ${verdictWords[verdict]}${lacks.length > 0 ? `: ${lacks.join(', ')}` : ''}${why === undefined ? '' : `  (${why})`}`, width)),
];

const verdictWords: Readonly<Record<Verdict, string>> = {
	complete: 'complete', rights: 'may not', 'no-access': 'no access', scope: 'not permitted to the application', licence: 'licence or module', unknown: 'not known',
};

const companyList = (title: string, companies: readonly CompanyName[], width: number, theme: Theme, isBad = false): string[] => [
	theme.paint(`${title}: ${companies.length}`, {bold: true, ...(isBad && companies.length > 0 && {color: 'red'})}),
	...companies.slice(0, mostShown).flatMap(({code, name, reason}) => wrap(`  ${code}  ${name}${reason === undefined ? '' : `  (${reason})`}`, width)),
	...(companies.length > mostShown ? [`  and ${companies.length - mostShown} more`] : []),
];

const mostShown = 100;
