import {type BacoError, toBacoError} from '../problems/baco-error.js';
import {finding, type Finding} from '../problems/finding.js';
import type {Workspace} from '../workspace/contract.js';
import {goodProof, type Adapter, type Proof} from './adapter.js';
import {adapterOf} from './adapters.js';
import type {
	Connection,
	ConnectionStatus,
	Coverage,
	LinkFacts,
	LinkState,
} from './contract.js';
import {coverageFor} from './connection-coverage.js';
import {userFindings} from './inactive-user.js';
import type {OfficeView} from './office-view.js';
import {isBudgetSpent, knownRefusal} from './recent-refusals.js';
import {stateOf, type ConnectionState} from './sync-state.js';
import {freshTokens} from './tokens/fresh-tokens.js';
import {isSilent} from './tokens/token-failure.js';
import {factsOf, readTokens, tokenName} from './tokens/token-store.js';

export type ProbeOptions = {readonly signal: AbortSignal; readonly now?: () => number};

/** Finds out how well one connection is: its tokens, the user behind them, the companies it must cover. Every trouble is a finding. Rejects when the signal aborts. */
export const probeConnection = async (workspace: Workspace, view: OfficeView, connection: Connection, {signal, now = Date.now}: ProbeOptions): Promise<ConnectionStatus> => {
	const startedAt = performance.now();
	const kept = stateOf(view.state, connection.id);
	if (isBudgetSpent(kept, now()) && kept.lastProbe !== undefined) {
		return notAsked(connection, kept, kept.lastProbe);
	}

	const known = knownRefusal(kept, now());
	const [seen, office, users] = await Promise.all([look(workspace, connection, {signal, now, known}), officeFindings(view, connection, signal), officeUsers(view, kept, signal)]);
	const judged = judge(view, connection, seen);
	const {syncUser, lastKnown} = kept;
	const {
		id, type, description, system,
	} = connection;
	return {
		id,
		type,
		description,
		system,
		state: judged.state,
		lastKnown: judged.state === 'unknown' ? lastKnown ?? null : null,
		syncUser: syncUser === undefined
			? null
			: {
				id: syncUser.id, userName: syncUser.userName, name: syncUser.name, roles: syncUser.roles, isActive: (users.find(user => user.id === syncUser.id) ?? syncUser).isActive,
			},
		account: seen.proof.account ?? (judged.state === 'unknown' ? kept.lastProbe?.account : undefined) ?? null,
		coverage: judged.coverage ?? null,
		link: seen.link ?? null,
		how: seen.proof.how,
		probedAt: new Date(now()).toISOString(),
		durationMs: Math.round(performance.now() - startedAt),
		findings: [...judged.findings, ...office, ...userFindings(syncUser, users)],
	};
};

const notAskedNote = '; not asked again for now, as each refusal counts';

/** The accounting system counts refusals: before it blocks, what was seen last has to do. */
const notAsked = ({id, type, description, system}: Connection, {syncUser, lastKnown}: ConnectionState, last: NonNullable<ConnectionState['lastProbe']>): ConnectionStatus => ({
	id, type, description, system, ...last, lastKnown: last.state === 'unknown' ? lastKnown ?? null : null, syncUser: syncUser ?? null, how: `${last.how.split(notAskedNote, 1)[0]}${notAskedNote}`,
});

/** The office has a link of its own to the same accounting system, which only its own pages mend: it is asked as well. */
const officeFindings = async ({office}: OfficeView, connection: Connection, signal: AbortSignal): Promise<readonly Finding[]> => {
	if (office === undefined || connection.isInOffice !== true || adapterOf(connection).oauth === undefined) {
		return [];
	}

	try {
		await office.connectable(connection.id);
		return [];
	} catch (error) {
		signal.throwIfAborted();
		const {id, facts} = toBacoError(error);
		return id === 'SYNC-OFFICE' || id === 'SYNC-CREDENTIALS' ? [finding('SYNC-OFFICE-LINK', 'warn', {...facts, connection: connection.description})] : [];
	}
};

/** Whether the chosen user is still active is the office's to say; where it does not, the link is judged all the same. */
const officeUsers = async ({office}: OfficeView, {syncUser}: ConnectionState, signal: AbortSignal) => {
	if (office === undefined || syncUser === undefined) {
		return [];
	}

	try {
		return await office.users();
	} catch {
		signal.throwIfAborted();
		return [];
	}
};

type Seen = {
	readonly proof: Proof;
	readonly link: LinkFacts | undefined;
	/** What the tokens themselves say, before anybody is asked. */
	readonly state?: LinkState;
};

const look = async (workspace: Workspace, connection: Connection, {signal, now, known}: Required<ProbeOptions> & {readonly known: Finding | undefined}): Promise<Seen> => {
	const adapter = adapterOf(connection);
	const {oauth} = adapter;
	if (oauth === undefined) {
		return {
			proof: await adapter.prove({
				workspace, connection, accessToken: undefined, signal,
			}), link: undefined,
		};
	}

	const link = {profile: workspace.profile.name, id: connection.id};
	const {credentials} = workspace;
	const {idleDays, dueDays} = oauth.times;
	const kept = async () => readTokens(credentials, tokenName(link)).catch(() => undefined);
	const facts = async () => {
		const tokens = await kept();
		return tokens && factsOf(tokens, idleDays, now());
	};

	const before = await facts();
	const due = before !== undefined && dueDays !== undefined && before.refreshAgeDays >= dueDays ? [finding('SYNC-DUE', 'warn', {ageDays: before.refreshAgeDays, daysLeft: before.daysLeft})] : [];
	try {
		const first = await freshTokens({
			credentials, link, oauth, signal, now,
		});
		const early = first.refusal === undefined ? [] : [finding('SYNC-EARLY', 'info', first.refusal.facts)];
		const prove = async (accessToken: string) => adapter.prove({
			workspace, connection, accessToken, knownRefusal: known, signal,
		});
		let proof = await prove(first.tokens.accessToken);
		if (proof.isTokenInvalid && !first.isRefreshed) {
			// Its age by this machine's clock may be wrong, or it was revoked: one refresh tells.
			const second = await freshTokens({
				credentials, link, oauth, signal, now, insteadOf: first.tokens.accessToken,
			});
			proof = second.refusal === undefined ? await prove(second.tokens.accessToken) : waiting(second.refusal, proof);
		}

		return {proof: {...proof, findings: [...early, ...proof.findings]}, link: await facts()};
	} catch (error) {
		signal.throwIfAborted();
		const problem = toBacoError(error);
		const tokens = await kept();
		return {proof: {...proofOf(problem, due), account: tokens?.account}, link: before, state: stateOfProblem(problem, adapter)};
	}
};

/** A token that is not taken, and no new one yet: nothing is known until the server gives one. */
const waiting = (refusal: BacoError, proof: Proof): Proof => ({
	...proof, isTokenInvalid: false, isUnknown: true, findings: [finding('SYNC-EARLY', 'warn', refusal.facts)],
});

const proofOf = (problem: BacoError, due: readonly Finding[]): Proof => ({
	...goodProof, findings: [finding(problem.id, isSilent(problem) ? 'warn' : 'fail', problem.facts), ...due], how: 'the tokens that are kept here',
});

const stateOfProblem = (problem: BacoError, {oauth}: Adapter): LinkState => {
	if (isSilent(problem)) {
		return 'unknown';
	}

	if (problem.id === 'SYNC-NONE') {
		return 'not_connected';
	}

	return oauth !== undefined && ['SYNC-OLD-TOKEN', 'SYNC-IDLE', 'SYNC-REVOKED'].includes(problem.id) ? 'reconnect_needed' : (problem.id === 'SYNC-CLIENT' ? 'refused' : 'unknown');
};

const whyNotSeen = ({problem, office}: OfficeView, connection: Connection, isTold: boolean): string => {
	if (!isTold) {
		return `The companies of its user are not told by ${adapterOf(connection).title}`;
	}

	return problem === undefined && office !== undefined ? 'The office does not have this connection, so it names no companies for it' : 'The office was not asked, so which companies are needed is not known';
};

type Judged = {readonly state: LinkState; readonly coverage: Coverage | undefined; readonly findings: readonly Finding[]};

const judge = (view: OfficeView, connection: Connection, {proof, state}: Seen): Judged => {
	const {companies, findings} = proof;
	const of = (judged: LinkState, more: readonly Finding[] = [], coverage?: Coverage): Judged => ({state: judged, coverage, findings: [...findings, ...more]});
	if (state !== undefined) {
		return of(state);
	}

	if (proof.isUnknown) {
		return of('unknown');
	}

	if (proof.isTokenInvalid) {
		return of('reconnect_needed');
	}

	if (proof.isRefused) {
		return of('refused', [], proof.coverage);
	}

	if (proof.coverage !== undefined) {
		return of('connected', [], proof.coverage);
	}

	const wanted = companies === undefined ? undefined : coverageFor(view, connection, {companies, account: proof.account});
	return wanted === undefined
		? of('connected', [...(view.problem === undefined ? [] : [finding(view.problem.id, 'info', view.problem.facts)]), finding('SYNC-NOT-SEEN', 'info', {reason: whyNotSeen(view, connection, companies !== undefined)})])
		: of('connected', wanted.findings, wanted.coverage);
};
