import type {Finding} from '../problems/finding.js';
import type {AccountingSystem} from '../profiles/profile.js';
import type {RightsReport} from './rights-contract.js';

export type SystemId = AccountingSystem['system'];

/** How well a link is: what the screens of the office show in three different wordings. */
export type LinkState = 'connected' | 'expiring' | 'reconnect_needed' | 'not_connected' | 'refused' | 'unknown';

/** One accounting system connection of the office, or of the profile alone. */
export type Connection = {
	readonly id: string;
	/** The office's own word for the system: `Exact`, `Twinfield`, ... */
	readonly type: string;
	readonly description: string;
	readonly system: SystemId;
	/** Undefined when the profile says nothing of it. */
	readonly settings: AccountingSystem | undefined;
	/** Undefined when the office could not be asked. */
	readonly isInOffice: boolean | undefined;
};

/** A user of the office. */
export type OfficeUser = {
	readonly id: string;
	readonly userName: string;
	readonly name: string;
	readonly roles: readonly string[];
	readonly isActive: boolean;
};

/** A company of the office that an accounting system is behind. */
export type OfficeCompany = {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly externalId: string;
	readonly companyCode: string;
};

/** A company as the accounting system shows it to the linked user. */
export type SystemCompany = {
	readonly code: string;
	readonly hid: string;
	readonly name: string;
	/** Why it cannot be used though it can be seen. */
	readonly obstacle?: string;
};

/** The user of the accounting system behind the synchronisation user. */
export type Account = {
	readonly id: string;
	readonly name: string;
	readonly fullName?: string;
	/** In the accounting system; undefined in a system that was not asked. */
	readonly roles?: readonly string[] | 'unknown';
	readonly sqlLogin?: SqlLogin;
	readonly windowsLogin?: WindowsLogin;
};

/** State of a SQL login, as far as the server shows it. */
export type SqlLogin = {readonly name: string} & Readonly<Record<'exists' | 'disabled' | 'locked' | 'expired' | 'mustChange', boolean | 'unknown'>>;

/** Row of a Windows user at the SQL server. `none`: no login of its own; `unknown`: it may not be seen, or several have the name. */
export type WindowsLogin = {readonly name: string; readonly kind?: string; readonly state: 'enabled' | 'disabled' | 'none' | 'unknown'};

/** The companies that a link must cover, and what it does cover. */
export type Coverage = {
	readonly covered: readonly CompanyName[];
	/** Needed, and the user has no access. */
	readonly missing: readonly CompanyName[];
	/** Needed and seen, but archived, inactive or busy. */
	readonly blocked: readonly CompanyName[];
	/** Seen, and not in the office yet. */
	readonly extra: readonly CompanyName[];
	/** Of several connections of the type, it is not known to which these belong; this one's user does not see them. */
	readonly unassigned?: readonly CompanyName[];
	/** Needed; whether the user has access cannot be told. */
	readonly unknown?: readonly CompanyName[];
};

export type CompanyName = {readonly code: string; readonly name: string; readonly reason?: string; readonly id?: string; /** As the accounting system numbers it; of a missing one, as the office does. */ readonly division?: string};

/** Which companies of a connection a user can open in the office. */
export type OfficeSide = Pick<Coverage, 'covered' | 'missing' | 'unassigned'>;

/** What is known of the tokens, without them. Times are ISO 8601, UTC. */
export type LinkFacts = {
	readonly url: string;
	readonly clientId: string;
	readonly grantedAt: string;
	readonly accessExpiresAt: string;
	readonly refreshedAt: string;
	readonly refreshAgeDays: number;
	/** Until an unused refresh token dies; null when it does not. */
	readonly daysLeft: number | null;
	/** The synchronisation user of the office whom the consent was given for; null when none was chosen then. */
	readonly madeFor?: Pick<OfficeUser, 'id' | 'name'> | null;
};

/** The public form of a connection's status. */
export type ConnectionStatus = {
	readonly id: string;
	readonly type: string;
	readonly description: string;
	readonly system: SystemId;
	readonly state: LinkState;
	/** What was last known, when the state is not known now. */
	readonly lastKnown: {readonly state: LinkState; readonly at: string} | null;
	readonly syncUser: OfficeUser | null;
	readonly account: Account | null;
	readonly coverage: Coverage | null;
	readonly link: LinkFacts | null;
	/** How the state was found out. */
	readonly how: string;
	readonly probedAt: string;
	readonly durationMs: number;
	readonly findings: readonly Finding[];
	/** What the user may do in each company, when that was asked. */
	readonly rights?: RightsReport;
};
