import process from 'node:process';
import {finishChange} from '../../platform/unfinished-changes.js';
import {thisWriter} from '../../audit/unknown-outcome.js';
import {withLock} from '../../platform/with-lock.js';
import {BacoError} from '../../problems/baco-error.js';
import type {Workspace} from '../../workspace/contract.js';
import type {OauthServer, Site} from '../adapter.js';
import {adapterOf} from '../adapters.js';
import type {Connection} from '../contract.js';
import type {OfficeView} from '../office-view.js';
import {prepareAuthorisation, type TokenAnswer} from '../oauth/authorisation.js';
import {flowsOf} from '../oauth/choose-flow.js';
import {askDevice, hasDeviceGrant} from '../oauth/device.js';
import {canLoopBack} from '../oauth/loopback.js';
import {recordChange} from '../record-change.js';
import {changeSyncState, stateOf} from '../sync-state.js';
import {lockedFile} from '../tokens/fresh-tokens.js';
import {siteOf} from '../tokens/site.js';
import {
	candidateName,
	newGrantId,
	readTokens,
	tokenName,
	writeTokens,
	type Tokens,
} from '../tokens/token-store.js';
import type {Relink} from './contract.js';
import type {ProfileGuard} from './guard-profile.js';
import {dropLeftCandidates} from './left-candidates.js';
import {overridden, proposalOf} from './propose.js';
import {shownUsers} from './shown-users.js';

export type OauthRelinkOptions = {readonly signal: AbortSignal; readonly oauth: OauthServer; readonly guard: ProfileGuard; readonly now?: () => number};

/** A relink by consent: the tokens go to a slot of their own, are proven there, and are swapped in at once. */
export const startOauthRelink = async (workspace: Workspace, view: OfficeView, connection: Connection, {signal, oauth, guard, now = Date.now}: OauthRelinkOptions): Promise<Relink> => {
	const {credentials, profile} = workspace;
	const adapter = adapterOf(connection);
	const link = {profile: profile.name, id: connection.id};
	const {redirectUri, ...settings} = settingsOf(connection, adapter.site);
	const site = await siteOf(credentials, link, settings);
	const configuration = await oauth.configure(site, signal);
	const before = await readTokens(credentials, tokenName(link));
	const {syncUser} = stateOf(view.state, connection.id);
	const grantId = newGrantId();
	const candidate = candidateName(link, grantId);
	await proveStore(workspace, candidate, site, grantId);
	await dropLeftCandidates(credentials, profile.name);
	let kept: Tokens | undefined;

	const abandon = async () => {
		kept = undefined;
		// Whoever ends the process waits for it: the slot holds tokens that work.
		await finishChange(async () => credentials.remove(candidate).catch(() => false));
	};

	return {
		connection,
		account: before?.account,
		flows: flowsOf({consent: adapter.capabilities.consent, canLoopBack: canLoopBack(redirectUri), hasDeviceGrant: hasDeviceGrant(configuration)}, process.env, process.platform),
		redirectUri,
		codeSeconds: oauth.times.codeSeconds,
		authorise: async (address = redirectUri) => prepareAuthorisation(configuration, {redirectUri: address, scope: oauth.scope, codeSeconds: oauth.times.codeSeconds}),
		askDevice: async ending => askDevice(configuration, oauth.scope, ending),
		async propose(answer, ending) {
			kept = tokensOf(answer, site, {grantId, now: now()});
			await writeTokens(credentials, candidate, kept);
			try {
				// What is proven is what the store gives back.
				const stored = await readTokens(credentials, candidate);
				const proposal = await proposalOf(workspace, view, {
					connection, accessToken: stored?.accessToken, before: {account: before?.account, madeFor: before?.madeFor?.name}, signal: ending,
				});
				kept = {...kept, ...(proposal.to !== undefined && {account: proposal.to}), ...(syncUser !== undefined && {madeFor: {id: syncUser.id, name: syncUser.name}})};
				return proposal;
			} catch (error) {
				await abandon();
				throw error;
			}
		},
		async proposeCredentials() {
			throw new BacoError('SYNC-FLOW', {flow: 'credentials', offered: ['consent'], connection: connection.description});
		},
		async commit(proposal, {overrideReason} = {}) {
			if (kept === undefined) {
				throw new BacoError('CANCELLED');
			}

			const reason = overridden(proposal, overrideReason);
			const {holder: _, ...tokens} = kept;
			const record = await recordChange(workspace, {
				action: 'sync-user.relink', connection, before: shownUsers(proposal.from.madeFor, proposal.from.account), after: shownUsers(proposal.from.syncUser, proposal.to), coverage: proposal.coverage, reason,
			}, async () => swap(workspace, {
				link, before, tokens, connection, guard,
			}));
			await abandon();
			await changeSyncState(profile.name, new Map([[connection.id, state => ({...state, lastKnown: {state: 'connected', at: record.at}})]])).catch(() => undefined);
			return record;
		},
		abandon,
	};
};

/** One write replaces the old link by the new one, under the lock that refreshers take; nobody else may have relinked it meanwhile. */
const swap = async ({credentials}: Workspace, {link, before, tokens, connection, guard}: {readonly link: Parameters<typeof tokenName>[0]; readonly before: Tokens | undefined; readonly tokens: Tokens; readonly connection: Connection; readonly guard: ProfileGuard}) => withLock(lockedFile(link), async () => {
	await guard();
	const current = await readTokens(credentials, tokenName(link));
	if (current?.grantId !== before?.grantId) {
		throw new BacoError('SYNC-CHANGED', {connection: connection.description});
	}

	await writeTokens(credentials, tokenName(link), tokens);
}, {timeoutMs: 60_000});

const settingsOf = ({id, settings}: Connection, site: string | undefined) => {
	const {url = site, clientId, redirectUri} = settings ?? {};
	if (url === undefined || clientId === undefined || redirectUri === undefined) {
		const missing = Object.entries({url, 'client id': clientId, 'redirect address': redirectUri}).filter(([, value]) => value === undefined).map(([name]) => name);
		throw new BacoError('SYNC-SETTINGS', {connection: id, missing});
	}

	return {url, clientId, redirectUri};
};

/** A person should not go through all pages of a consent for a store that takes nothing. */
const proveStore = async ({credentials}: Workspace, name: string, site: Site, grantId: string) => {
	const nothing: Tokens = {
		accessToken: 'none yet', refreshToken: 'none yet', accessExpiresAt: 0, receivedAt: Date.now(), grantId, grantedAt: Date.now(), url: site.url, clientId: site.clientId, holder: thisWriter(),
	};
	await writeTokens(credentials, name, nothing);
};

const tokensOf = (answer: TokenAnswer, {url, clientId}: Site, {grantId, now}: {readonly grantId: string; readonly now: number}): Tokens => ({
	accessToken: answer.access_token,
	refreshToken: answer.refresh_token ?? '',
	accessExpiresAt: now + ((answer.expiresIn() ?? 0) * 1000),
	receivedAt: now,
	grantId,
	grantedAt: now,
	url,
	clientId,
	holder: thisWriter(),
});
