import {randomBytes} from 'node:crypto';
import type {Credentials} from '../../credentials/contract.js';
import {keepSecret} from '../../platform/redact.js';
import {BacoError} from '../../problems/baco-error.js';
import type {Account, LinkFacts, OfficeUser} from '../contract.js';

/** The tokens of one link; kept in the credential stores and nowhere else. Times are milliseconds since 1970, by this machine's clock. */
export type Tokens = {
	readonly accessToken: string;
	/** Empty for a system without. */
	readonly refreshToken: string;
	readonly accessExpiresAt: number;
	readonly receivedAt: number;
	/** The consent behind it: tokens that were refreshed keep it, a relink changes it. */
	readonly grantId: string;
	readonly grantedAt: number;
	readonly url: string;
	readonly clientId: string;
	readonly account?: Account;
	/** The synchronisation user of the office whom the consent was given for. */
	readonly madeFor?: Pick<OfficeUser, 'id' | 'name'>;
	/** The process that relinks; in a slot of a relink only. */
	readonly holder?: {readonly pid: number; readonly host: string};
};

/** Which link is meant. */
export type LinkName = {readonly profile: string; readonly id: string};

export const tokenName = ({profile, id}: LinkName): string => `${profile}/sync@${id}`;

/** How the names of a profile's slots of relinks begin, in small letters. */
export const candidateStart = (profile: string): string => `${profile}/sync-candidate@`.toLowerCase();

/** A slot of its own for each relink, so that two consoles do not write over each other. */
export const candidateName = ({profile, id}: LinkName, grantId: string): string => `${profile}/sync-candidate@${id}~${grantId}`;

export const newGrantId = (): string => randomBytes(6).toString('hex');

/** Reads one slot; undefined when it is empty. Rejects with SYNC-STORE when what lies there is not a set of tokens. */
export const readTokens = async (credentials: Credentials, name: string): Promise<Tokens | undefined> => {
	const text = await credentials.readKept(name);
	if (text === undefined) {
		return undefined;
	}

	const tokens = parse(text);
	if (tokens === undefined) {
		throw new BacoError('SYNC-STORE', {name, detail: 'what lies there is not a set of tokens'});
	}

	hide(tokens);
	return tokens;
};

/** Durable when it resolves. Rejects with SYNC-STORE, and nothing is changed then. */
export const writeTokens = async (credentials: Credentials, name: string, tokens: Tokens): Promise<void> => {
	hide(tokens);
	try {
		await credentials.write(name, JSON.stringify(tokens));
	} catch (error) {
		throw new BacoError('SYNC-STORE', {name, detail: error instanceof BacoError ? error.explanation.summary : 'it did not take them'});
	}
};

/** What may be shown of tokens. */
export const factsOf = ({
	url, clientId, grantedAt, accessExpiresAt, receivedAt, madeFor,
}: Tokens, idleDays: number | undefined, now: number): LinkFacts => {
	const ageDays = Math.max(0, (now - receivedAt) / dayMs);
	return {
		url,
		clientId,
		grantedAt: new Date(grantedAt).toISOString(),
		accessExpiresAt: new Date(accessExpiresAt).toISOString(),
		refreshedAt: new Date(receivedAt).toISOString(),
		refreshAgeDays: Math.round(ageDays * 10) / 10,
		daysLeft: idleDays === undefined ? null : Math.max(0, Math.round((idleDays - ageDays) * 10) / 10),
		madeFor: madeFor ?? null,
	};
};

export const dayMs = 86_400_000;

const hide = ({accessToken, refreshToken}: Tokens) => {
	keepSecret(accessToken);
	keepSecret(refreshToken);
};

const parse = (text: string): Tokens | undefined => {
	try {
		const tokens = JSON.parse(text) as Partial<Tokens>;
		return typeof tokens.accessToken === 'string' && typeof tokens.refreshToken === 'string' && typeof tokens.accessExpiresAt === 'number' ? tokens as Tokens : undefined;
	} catch {
		return undefined;
	}
};
