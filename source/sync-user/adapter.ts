import type {Configuration} from 'openid-client';
import type {Finding} from '../problems/finding.js';
import type {Workspace} from '../workspace/contract.js';
import type {CompanyToAsk, CompanyVerdict} from './rights-contract.js';
import type {
	Account,
	Connection,
	Coverage,
	SystemCompany,
	SystemId,
} from './contract.js';

/** What a system offers, and so what the commands and screens offer for it. */
export type Capabilities = {
	/** How a person gives consent. */
	readonly consent: 'authorisation-code' | 'credentials' | 'office-pages';
	/** `discovered`: when the server says that it has it. */
	readonly deviceGrant: 'no' | 'discovered';
	/** Each refresh replaces the refresh token, or it stays, or there is none. */
	readonly refresh: 'rotating' | 'lasting' | 'none';
	/** It says which companies the user may open. */
	readonly listsCompanies: boolean;
	/** It says why something is refused. */
	readonly asksRights: boolean;
	/** The office's public API can set the link. */
	readonly officeSetsLink: boolean;
};

/** Times of a system's tokens, in seconds and days. */
export type TokenTimes = {
	/** A new access token is refused earlier than this after the last. */
	readonly earliestRefreshSeconds: number;
	readonly codeSeconds: number | undefined;
	/** A refresh token dies after so many days without use. */
	readonly idleDays: number | undefined;
	/** From this age on a refresh is due. */
	readonly dueDays: number | undefined;
};

export type OauthServer = {
	readonly times: TokenTimes;
	readonly scope: string | undefined;
	/** Where to authorise, and as which application. */
	readonly configure: (site: Site, signal: AbortSignal) => Promise<Configuration>;
};

export type Site = {readonly url: string; readonly clientId: string; readonly clientSecret: string};

/** What stands behind a token, or behind a user and password. */
export type Proof = {
	readonly account: Account | undefined;
	/** Undefined when it could not be asked. */
	readonly companies: readonly SystemCompany[] | undefined;
	/** Of a system that tells itself what must be covered, and not the office. */
	readonly coverage?: Coverage | undefined;
	readonly findings: readonly Finding[];
	/** The system answered and refused. */
	readonly isRefused: boolean;
	/** It did not answer. */
	readonly isUnknown: boolean;
	/** The access token is not taken, whatever its age. */
	readonly isTokenInvalid: boolean;
	readonly how: string;
};

export type ProofContext = {
	readonly workspace: Workspace;
	readonly connection: Connection;
	readonly accessToken: string | undefined;
	/** Why the same was refused a short time ago. */
	readonly knownRefusal?: Finding | undefined;
	readonly signal: AbortSignal;
};

/** One accounting system. */
export type Adapter = {
	readonly id: SystemId;
	readonly title: string;
	readonly capabilities: Capabilities;
	readonly oauth?: OauthServer;
	/** Site of a connection that names none. */
	readonly site?: string;
	readonly prove: (context: ProofContext) => Promise<Proof>;
	/** Asks what the user may do in each company. */
	readonly checkRights?: (context: RightsContext) => Promise<void>;
};

/** A proof that found nothing wrong. */
export const goodProof: Proof = {
	account: undefined, companies: undefined, findings: [], isRefused: false, isUnknown: false, isTokenInvalid: false, how: '',
};

export type RightsContext = {
	readonly connection: Connection;
	readonly accessToken: string;
	readonly companies: readonly CompanyToAsk[];
	readonly signal: AbortSignal;
	readonly onVerdict: (company: CompanyToAsk, verdict: CompanyVerdict) => void;
};
