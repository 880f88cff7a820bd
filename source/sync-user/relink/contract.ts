import type {AuditRecord} from '../../audit/contract.js';
import type {Finding} from '../../problems/finding.js';
import type {
	Account,
	Connection,
	Coverage,
	OfficeSide,
} from '../contract.js';
import type {Authorisation, TokenAnswer} from '../oauth/authorisation.js';
import type {Flow} from '../oauth/choose-flow.js';
import type {DeviceQuestion} from '../oauth/device.js';

/** A new link that was proven and is not in force yet. */
export type Proposal = {
	/** `syncUser`: who the new link is for; `madeFor`: whom the link so far was made for. */
	readonly from: {readonly syncUser: string | undefined; readonly account: Account | undefined; readonly madeFor?: string | undefined};
	readonly to: Account | undefined;
	/** What the synchronisation user can open in the office; undefined when none is chosen or the office cannot tell. */
	readonly office: OfficeSide | undefined;
	/** In the accounting system. Undefined when it is not known what must be covered, or what is. */
	readonly coverage: Coverage | undefined;
	readonly findings: readonly Finding[];
	/** Nothing is missing: no reason is needed. */
	readonly isComplete: boolean;
	/** Another user of the accounting system than before. */
	readonly isOtherAccount: boolean;
};

/** One way to a new link, from the first question to the swap. Until `commit` the old link is untouched, whatever happens. */
export type Relink = {
	readonly connection: Connection;
	/** The user of the accounting system behind the link so far, where it is known. */
	readonly account: Account | undefined;
	/** The best one first. */
	readonly flows: readonly Flow[];
	readonly redirectUri: string | undefined;
	readonly codeSeconds: number | undefined;
	/** The question for a browser; `redirectUri` as it is registered, with the port of a loopback. */
	readonly authorise: (redirectUri?: string) => Promise<Authorisation>;
	readonly askDevice: (signal: AbortSignal) => Promise<DeviceQuestion>;
	/** Puts new tokens into the candidate slot and proves them there. */
	readonly propose: (answer: TokenAnswer, signal: AbortSignal) => Promise<Proposal>;
	/** The same for a system that has a user and a password only. */
	readonly proposeCredentials: (credentials: {readonly user: string; readonly password: string}, signal: AbortSignal) => Promise<Proposal>;
	/** Swaps the links at once and records it. Rejects with SYNC-REFUSED without a reason where one is needed, and with SYNC-CHANGED when somebody else was faster. */
	readonly commit: (proposal: Proposal, options?: {readonly overrideReason?: string | undefined}) => Promise<AuditRecord>;
	/** Drops what was begun. May be called at any time, and twice. */
	readonly abandon: () => Promise<void>;
};
