import {toBacoError} from '../problems/baco-error.js';
import {finding, type Finding} from '../problems/finding.js';
import type {Workspace} from '../workspace/contract.js';
import {adapterOf} from './adapters.js';
import type {Connection, LinkFacts} from './contract.js';
import {dropLeftCandidates} from './relink/left-candidates.js';
import {freshTokens} from './tokens/fresh-tokens.js';
import {isSilent} from './tokens/token-failure.js';
import {factsOf, readTokens, tokenName} from './tokens/token-store.js';

export type Refreshed = {
	readonly id: string;
	readonly description: string;
	/** `fresh`: it was good enough; `waiting`: the server gives none yet; `skipped`: there is no link to refresh. */
	readonly outcome: 'refreshed' | 'fresh' | 'waiting' | 'skipped' | 'failed' | 'unknown';
	readonly link: LinkFacts | null;
	readonly finding: Finding | null;
};

/** Keeps links alive: refreshes those whose access token has expired. All at the same time; each is its own chain. */
export const refreshLinks = async (workspace: Workspace, connections: readonly Connection[], {signal, now = Date.now}: {readonly signal: AbortSignal; readonly now?: () => number}): Promise<readonly Refreshed[]> => {
	await dropLeftCandidates(workspace.credentials, workspace.profile.name, now());
	return Promise.all(connections.map(async connection => refreshLink(workspace, connection, {signal, now})));
};

const refreshLink = async (workspace: Workspace, connection: Connection, {signal, now}: {readonly signal: AbortSignal; readonly now: () => number}): Promise<Refreshed> => {
	const {oauth} = adapterOf(connection);
	const {id, description} = connection;
	const link = {profile: workspace.profile.name, id};
	const of = (outcome: Refreshed['outcome'], more: Partial<Refreshed> = {}): Refreshed => ({
		id, description, outcome, link: null, finding: null, ...more,
	});
	if (oauth === undefined) {
		return of('skipped');
	}

	try {
		if (await readTokens(workspace.credentials, tokenName(link)) === undefined) {
			return of('skipped');
		}

		const {tokens, isRefreshed, refusal} = await freshTokens({
			credentials: workspace.credentials, link, oauth, signal, now,
		});
		const facts = factsOf(tokens, oauth.times.idleDays, now());
		return refusal === undefined ? of(isRefreshed ? 'refreshed' : 'fresh', {link: facts}) : of('waiting', {link: facts, finding: finding(refusal.id, 'info', refusal.facts)});
	} catch (error) {
		signal.throwIfAborted();
		const problem = toBacoError(error);
		return of(isSilent(problem) ? 'unknown' : 'failed', {finding: finding(problem.id, isSilent(problem) ? 'warn' : 'fail', problem.facts)});
	}
};
