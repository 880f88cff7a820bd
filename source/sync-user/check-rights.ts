import {toBacoError} from '../problems/baco-error.js';
import {finding, type Finding} from '../problems/finding.js';
import type {Workspace} from '../workspace/contract.js';
import {adapterOf} from './adapters.js';
import type {CompanyName, ConnectionStatus} from './contract.js';
import type {OfficeView} from './office-view.js';
import type {
	CompanyToAsk,
	CompanyVerdict,
	RightsReport,
	Verdict,
} from './rights-contract.js';
import {changeSyncState, stateOf, type ConnectionState} from './sync-state.js';
import {freshTokens} from './tokens/fresh-tokens.js';

export type RightsOptions = {readonly signal: AbortSignal; readonly now?: () => number};

/**
Adds to a status what its user may do in each company, for a system that can be asked. Calls and refusals are limited there: a good answer
counts for a day, another one for an hour, and a hundred companies are asked at a time, those that have waited longest first.
*/
export const withRights = async (workspace: Workspace, view: OfficeView, status: ConnectionStatus, {signal, now = Date.now}: RightsOptions): Promise<ConnectionStatus> => {
	const connection = view.connections.find(({id}) => id === status.id)!;
	const adapter = adapterOf(connection);
	const {oauth, checkRights} = adapter;
	const wanted = checkRights === undefined || oauth === undefined ? [] : companiesToAsk(status);
	if (checkRights === undefined || oauth === undefined || wanted.length === 0) {
		return status;
	}

	const known = knownRights(view, status);
	const due = wanted.filter(({division, isSeen}) => !isGood(known[keyOf(division, isSeen)], now())).toSorted((a, b) => askedAt(known, a) - askedAt(known, b));
	const asked = due.slice(0, mostAsked);
	const found = new Map<string, CompanyVerdict & {readonly at: string}>();
	try {
		const {tokens} = await freshTokens({
			credentials: workspace.credentials, link: {profile: workspace.profile.name, id: connection.id}, oauth, signal, now,
		});
		await checkRights({
			connection, accessToken: tokens.accessToken, companies: asked, signal, onVerdict({division, isSeen}, verdict) {
				found.set(keyOf(division, isSeen), {...verdict, at: new Date(now()).toISOString()});
			},
		});
	} catch (error) {
		signal.throwIfAborted();
		const {id, facts} = toBacoError(error);
		const last = withLastRights(view, status);
		return {...last, findings: [...last.findings, finding(id, 'warn', facts)]};
	} finally {
		await remember(workspace.profile.name, status, found).catch(() => undefined);
	}

	return withReport(status, {verdicts: {...known, ...Object.fromEntries(found)}, left: due.length - asked.length, isLastKnown: found.size === 0});
};

/** Adds what was found out before about the same user, without asking anybody. */
export const withLastRights = (view: Pick<OfficeView, 'state'>, status: ConnectionStatus): ConnectionStatus => {
	const verdicts = knownRights(view, status);
	return companiesToAsk(status).some(({division, isSeen}) => verdicts[keyOf(division, isSeen)] !== undefined) ? withReport(status, {verdicts, left: 0, isLastKnown: true}) : status;
};

const withReport = (status: ConnectionStatus, {verdicts, left, isLastKnown}: {readonly verdicts: Known; readonly left: number; readonly isLastKnown: boolean}): ConnectionStatus => {
	const companies = companiesToAsk(status)
		.map(({code, name, division, isSeen}) => ({names: {code, name, division}, verdict: verdicts[keyOf(division, isSeen)]}))
		.flatMap(({names, verdict}) => verdict === undefined ? [] : [{...names, ...verdict}]);
	const report: RightsReport = {companies, left, isLastKnown};
	return {...status, rights: report, findings: [...status.findings, ...rightsFindings(report, status)]};
};

/** By the number of the company; empty when another user was asked about. */
const knownRights = ({state}: Pick<OfficeView, 'state'>, {id, account}: ConnectionStatus): Known => {
	const {rights = {}, rightsOf} = stateOf(state, id);
	return rightsOf === account?.name ? rights : {};
};

const mostAsked = 100;
const hourMs = 3_600_000;

/** What is known of a company that was not shown says nothing of one that is. */
const keyOf = (division: string, isSeen: boolean) => isSeen ? division : `${division}?`;

/** The covered companies by the number that the accounting system gave them; a missing one can be asked when the office knows its number. */
const companiesToAsk = ({coverage}: ConnectionStatus): CompanyToAsk[] => {
	const numbered = (companies: readonly CompanyName[] = [], isSeen = false) => companies.filter(({division = ''}) => /^\d+$/v.test(division)).map(({code, name, division = ''}) => ({
		code, name, division, isSeen,
	}));
	return [...numbered(coverage?.covered, true), ...numbered(coverage?.missing)];
};

type Known = NonNullable<ConnectionState['rights']>;

const isGood = (verdict: Known[string] | undefined, now: number) => verdict !== undefined && Math.abs(now - Date.parse(verdict.at)) < (verdict.verdict === 'complete' ? 24 * hourMs : hourMs);

const askedAt = (known: Known, {division, isSeen}: CompanyToAsk) => Date.parse(known[keyOf(division, isSeen)]?.at ?? '1970-01-01');

const remember = async (profile: string, {id, account}: ConnectionStatus, found: ReadonlyMap<string, Known[string]>) => {
	if (account !== null && found.size > 0) {
		await changeSyncState(profile, new Map([[id, before => ({
			...before, rightsOf: account.name, rights: {...(before.rightsOf === account.name && before.rights), ...Object.fromEntries(found)},
		})]]));
	}
};

const rightsFindings = ({companies, left}: RightsReport, {account}: ConnectionStatus): Finding[] => [
	...Map.groupBy(companies, ({verdict}) => verdict).entries().flatMap(([verdict, found]) => verdict === 'complete' ? [] : [findingOf(verdict, found, account?.name)]),
	...(left === 0 ? [] : [finding('SYNC-RIGHTS-LEFT', 'info', {left})]),
];

const findingOf = (verdict: Exclude<Verdict, 'complete'>, found: RightsReport['companies'], account: string | undefined): Finding => {
	const names = found.map(({code, name}) => `${code} ${name}`);
	const why = found[0]!.why ?? 'Forbidden';
	const asked = found.map(({at}) => at).toSorted()[0]!;
	switch (verdict) {
		case 'rights': {
			return finding('SYNC-RIGHTS', 'warn', {account, companies: found.map(({lacks}, index) => `${names[index]}: ${lacks.join(', ')}`), asked});
		}

		case 'unknown': {
			return finding('SYNC-RIGHTS-UNKNOWN', 'warn', {companies: names, why, asked});
		}

		case 'no-access':
		case 'scope':
		case 'licence': {
			return finding(refusals[verdict], 'warn', {
				account, division: `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} others` : ''}`, message: why, asked,
			});
		}
	}
};

const refusals = {'no-access': 'SYNC-403-ACCESS', scope: 'SYNC-403-SCOPE', licence: 'SYNC-403-LICENCE'} as const;
