import {finding, type Finding} from '../problems/finding.js';
import {adapterOf} from './adapters.js';
import type {
	CompanyName,
	Connection,
	ConnectionStatus,
	Coverage,
	OfficeSide,
	OfficeUser,
} from './contract.js';
import {judgeRole, roleFindings, type RoleVerdict} from './judge-role.js';
import {officeSideFindings, officeSideOf} from './office-side.js';
import type {OfficeView} from './office-view.js';

/** What is checked before another user becomes the synchronisation user. */
export type PreFlight = {
	readonly user: OfficeUser;
	/** Who it is so far, in baco. */
	readonly from: string | undefined;
	/** What its roles in the office mean. */
	readonly role: RoleVerdict;
	/** What the user can open in the office; undefined when the office has no such connection or does not answer. */
	readonly office: OfficeSide | undefined;
	/** What the link that was made for this user covers; undefined when there is none. */
	readonly accounting: Coverage | undefined;
	/** Why the accounting side is not known. */
	readonly whyUnknown?: 'other-user' | 'nobody' | 'no-link';
	/** Whom the present link was made for. */
	readonly linkMadeFor?: string;
	/** A relink would prove the accounting side. */
	readonly canRelink: boolean;
	/** Of both sides: those that the user can open in the office, and that are not known to be out of reach in the accounting system. */
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
	/** The accounting side was seen with a link that was made for this user. */
	readonly isAccountingSideKnown: boolean;
	readonly findings: readonly Finding[];
	/** Nothing keeps the user from being chosen. */
	readonly isReady: boolean;
};

export type PreFlightRequest = {
	readonly connection: Connection;
	readonly user: OfficeUser;
	readonly status: Pick<ConnectionStatus, 'coverage' | 'account' | 'link' | 'syncUser'> | undefined;
};

/** Role, activity, and access to every company of the connection on both sides. What a link shows counts only for the user whom it was made for. */
export const preFlight = async (view: OfficeView, {connection, user, status}: PreFlightRequest): Promise<PreFlight> => {
	const whyUnknown = whyUnknownOf(status, user);
	const accounting = whyUnknown === undefined ? status?.coverage ?? undefined : undefined;
	// Which companies are the connection's own, its link tells whoever it was made for.
	const office = await officeSideOf(view, connection, user, status?.coverage ?? undefined);
	const lost = new Set(accounting?.missing.map(({id}) => id));
	const busy = new Set(accounting?.blocked.map(({id}) => id));
	const findings: Finding[] = [
		...officeSideFindings(user, office, 'fail'),
		...(lost.size === 0 ? [] : [finding('SYNC-MISSING', 'fail', {missing: accounting?.missing.map(({code, name}) => `${code} ${name}`), account: status?.account?.name})]),
		...(office?.unassigned === undefined ? [] : [finding('SYNC-UNASSIGNED', 'warn', {companies: office.unassigned.map(({code, name}) => `${code} ${name}`), type: connection.type})]),
		...roleFindings(user),
	];
	const madeFor = status?.link?.madeFor?.name;
	return {
		user,
		from: status?.syncUser?.name,
		role: judgeRole(user),
		office,
		accounting,
		...(whyUnknown !== undefined && {whyUnknown}),
		...(madeFor !== undefined && {linkMadeFor: madeFor}),
		canRelink: adapterOf(connection).oauth !== undefined,
		covered: (office?.covered ?? []).filter(({id}) => !lost.has(id) && !busy.has(id)),
		missing: [
			...office?.missing ?? [],
			...(office?.covered ?? []).filter(({id}) => lost.has(id)).map(company => ({...company, reason: `${status?.account?.name ?? 'the linked user'} has no access in the accounting system`})),
		],
		blocked: accounting?.blocked ?? [],
		extra: accounting?.extra ?? [],
		...(office?.unassigned !== undefined && {unassigned: office.unassigned}),
		grantable: (office?.missing ?? []).flatMap(({id}) => id ?? []),
		isAccountingSideKnown: accounting !== undefined,
		findings,
		isReady: findings.every(({severity}) => severity !== 'fail'),
	};
};

const whyUnknownOf = (status: PreFlightRequest['status'], user: OfficeUser): PreFlight['whyUnknown'] => {
	if (status?.link === undefined || status.link === null) {
		return 'no-link';
	}

	const {madeFor} = status.link;
	if (madeFor === undefined || madeFor === null) {
		return 'nobody';
	}

	return madeFor.id === user.id ? (status.coverage === null ? 'no-link' : undefined) : 'other-user';
};
