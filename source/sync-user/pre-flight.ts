import {finding, type Finding} from '../problems/finding.js';
import type {
	CompanyName,
	Connection,
	ConnectionStatus,
	OfficeCompany,
	OfficeUser,
} from './contract.js';
import {codeOf} from './coverage.js';
import {judgeRole, roleFindings, type RoleVerdict} from './judge-role.js';
import {neededCompanies, type OfficeView} from './office-view.js';

/** What is checked before another user becomes the synchronisation user. */
export type PreFlight = {
	readonly user: OfficeUser;
	/** What its roles in the office mean. */
	readonly role: RoleVerdict;
	/** Of the companies of the connection: those that the user can open in the office, and on which the present link covers them. */
	readonly covered: readonly CompanyName[];
	/** No access in the office, or none in the accounting system; the reason says which. */
	readonly missing: readonly CompanyName[];
	readonly blocked: readonly CompanyName[];
	/** Seen in the accounting system, and not in the office yet. */
	readonly extra: readonly CompanyName[];
	/** Of several connections of the type, it is not known to which these belong: they were not checked. */
	readonly unassigned?: readonly CompanyName[];
	/** Ids of the office's companies that can be granted to the user. */
	readonly grantable: readonly string[];
	/** The accounting side was seen with the present link. */
	readonly isAccountingSideKnown: boolean;
	readonly findings: readonly Finding[];
	/** Nothing keeps the user from being chosen. */
	readonly isReady: boolean;
};

/** Role, activity, and access to every company of the connection on both sides. The office must have been read. */
export const preFlight = async (view: OfficeView, {connection, user, status}: {readonly connection: Connection; readonly user: OfficeUser; readonly status: Pick<ConnectionStatus, 'coverage' | 'account'> | undefined}): Promise<PreFlight> => {
	const {needed: own = [], unassigned = []} = neededCompanies(view, connection) ?? {};
	const open = await view.office?.companiesOf(user.id) ?? new Set<string>();
	const coverage = status?.coverage ?? undefined;
	const lost = new Set(coverage?.missing.map(({id}) => id));
	const busy = new Set(coverage?.blocked.map(({id}) => id));
	// Of those that belong to one of several connections, the ones that the present link is seen to have count.
	const seen = new Set([...coverage?.covered ?? [], ...coverage?.blocked ?? []].map(({id}) => id));
	const needed = [...own, ...unassigned.filter(({id}) => seen.has(id))];
	const nameOf = (company: OfficeCompany) => ({id: company.id, name: company.name, code: codeOf(company)});
	const names = needed.map(company => nameOf(company));
	const others = unassigned.filter(({id}) => !seen.has(id)).map(company => nameOf(company));
	const grantable = names.filter(({id}) => !open.has(id));
	const missing = [
		...grantable.map(company => ({...company, reason: `${user.name} has no access in the office`})),
		...names.filter(({id}) => open.has(id) && lost.has(id)).map(company => ({...company, reason: `${status?.account?.name ?? 'the linked user'} has no access in the accounting system`})),
	];
	const findings: Finding[] = [
		...(user.isActive ? [] : [finding('SYNC-USER-INACTIVE', 'fail', {user: user.name})]),
		...(grantable.length === 0 ? [] : [finding('SYNC-USER-ACCESS', 'fail', {user: user.name, missing: grantable.map(({code, name}) => `${code} ${name}`)})]),
		...(lost.size === 0 ? [] : [finding('SYNC-MISSING', 'fail', {missing: coverage?.missing.map(({code, name}) => `${code} ${name}`), account: status?.account?.name})]),
		...(others.length === 0 ? [] : [finding('SYNC-UNASSIGNED', 'warn', {companies: others.map(({code, name}) => `${code} ${name}`), type: connection.type})]),
		...roleFindings(user),
	];
	return {
		user,
		role: judgeRole(user),
		covered: names.filter(({id}) => open.has(id) && !lost.has(id) && !busy.has(id)),
		missing,
		blocked: coverage?.blocked ?? [],
		extra: coverage?.extra ?? [],
		...(others.length > 0 && {unassigned: others}),
		grantable: grantable.map(({id}) => id),
		isAccountingSideKnown: coverage !== undefined,
		findings,
		isReady: findings.every(({severity}) => severity !== 'fail'),
	};
};

