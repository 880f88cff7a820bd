import {toBacoError} from '../problems/baco-error.js';
import {finding} from '../problems/finding.js';
import type {Workspace} from '../workspace/contract.js';
import {adapterOf} from './adapters.js';
import {withLastRights, withRights} from './check-rights.js';
import {findConnection} from './find-connection.js';
import {inactiveUser, userFindings} from './inactive-user.js';
import type {Connection, ConnectionStatus} from './contract.js';
import {readOfficeView, type OfficeView} from './office-view.js';
import {withLinkOwner} from './own-link.js';
import {dropLeftCandidates} from './relink/left-candidates.js';
import {probeConnection} from './probe.js';
import {recentRefusals} from './recent-refusals.js';
import {dayMs} from './tokens/token-store.js';
import {changeSyncState, stateOf, type ConnectionState} from './sync-state.js';

export type StatusOptions = {
	readonly signal: AbortSignal;
	/** All unless named. */
	readonly connections?: readonly string[];
	readonly onStatus?: (status: ConnectionStatus) => void;
	/** Asks also what the users may do in each company. */
	readonly isWithRights?: boolean;
	readonly now?: () => number;
};

/** Looks at the connections at the same time, and remembers what was seen. Rejects with SYNC-UNKNOWN, SYNC-STATE-FILE, or when the signal aborts. */
export const connectionStatuses = async (workspace: Workspace, options: StatusOptions): Promise<{readonly view: OfficeView; readonly statuses: readonly ConnectionStatus[]}> => {
	const view = await readOfficeView(workspace, options.signal);
	const wanted = options.connections === undefined || options.connections.length === 0 ? view.connections : options.connections.map(given => findConnection(view.connections, given));
	return {view, statuses: await probeAll(workspace, view, wanted, options)};
};

/** The same over a view that was read before. */
export const probeAll = async (workspace: Workspace, view: OfficeView, wanted: readonly Connection[], {signal, onStatus, isWithRights = false, now}: StatusOptions): Promise<readonly ConnectionStatus[]> => {
	const statuses = await Promise.all(wanted.map(async connection => {
		const status = await probeConnection(workspace, view, connection, {signal, ...(now !== undefined && {now})}).catch((error: unknown) => {
			signal.throwIfAborted();
			return unknownStatus(view, connection, error);
		});
		onStatus?.(status);
		return status;
	}));
	await dropLeftCandidates(workspace.credentials, workspace.profile.name);
	// A full disk must not take the result from the operator.
	await remember(workspace.profile.name, view, statuses).catch(() => undefined);
	const owned = statuses.map(status => withLinkOwner(status));
	return isWithRights ? Promise.all(owned.map(async status => withRights(workspace, view, status, {signal, ...(now !== undefined && {now})}))) : owned.map(status => withLastRights(view, status));
};

/** What was last seen, without asking anybody but the office and this machine's own files; the age of the tokens is that of now. */
export const lastStatuses = (view: OfficeView, now = Date.now()): readonly ConnectionStatus[] => view.connections.map(connection => {
	const last = aged(connection, lastOf(view, connection), now);
	return withLastRights(view, withLinkOwner(last));
});

const lastOf = (view: OfficeView, connection: Connection): ConnectionStatus => {
	const {
		syncUser, lastProbe, lastTry, lastKnown,
	} = stateOf(view.state, connection.id);
	const own = lastProbe?.findings.some(({id: found}) => found === inactiveUser) ? [] : userFindings(syncUser);
	const {
		id, type, description, system,
	} = connection;
	return {
		id,
		type,
		description,
		system,
		syncUser: syncUser ?? null,
		lastKnown: null,
		...lastProbe ?? {
			state: 'unknown' as const, account: null, coverage: null, link: null, how: 'not looked at yet', probedAt: '', durationMs: 0, findings: [],
		},
		...(lastTry !== undefined && {...lastTry, state: 'unknown' as const, lastKnown: lastKnown ?? null}),
		...(own.length > 0 && {findings: [...(lastTry ?? lastProbe)?.findings ?? [], ...own]}),
	};
};

/** A link that was well and has not been used since may be due for a refresh, or dead. */
const aged = (connection: Connection, status: ConnectionStatus, now: number): ConnectionStatus => {
	const {idleDays, dueDays} = adapterOf(connection).oauth?.times ?? {};
	const {link, state} = status;
	if (link === null || idleDays === undefined || dueDays === undefined) {
		return status;
	}

	const ageDays = Math.round((now - Date.parse(link.refreshedAt)) / dayMs * 10) / 10;
	const daysLeft = Math.max(0, Math.round((idleDays - ageDays) * 10) / 10);
	const known = {...status, link: {...link, refreshAgeDays: ageDays, daysLeft}};
	if (ageDays < dueDays || (state !== 'connected' && state !== 'expiring')) {
		return known;
	}

	const due = ageDays < idleDays ? finding('SYNC-DUE', 'warn', {ageDays, daysLeft}) : finding('SYNC-IDLE', 'fail', {host: new URL(link.url).host, ageDays, idleDays});
	return {...known, state: ageDays < idleDays ? 'expiring' : 'reconnect_needed', findings: [due, ...status.findings]};
};

const remember = async (profile: string, {office, connections}: OfficeView, statuses: readonly ConnectionStatus[]) => changeSyncState(
	profile,
	new Map(statuses.map(status => [status.id, before => rememberOne(before, status)] as const)),
	office === undefined ? undefined : connections.filter(({isInOffice}) => isInOffice).map(({id, type, description}) => ({id, type, description})),
);

const rememberOne = (before: ConnectionState, status: ConnectionStatus): ConnectionState => {
	const {
		state, probedAt, how, account, coverage, link, findings, durationMs,
	} = status;
	// Nobody was asked: what was seen last stands.
	if (probedAt === before.lastProbe?.probedAt) {
		return before;
	}

	// What was last seen stays known while an accounting system or the office does not answer.
	if (state === 'unknown' && before.lastProbe !== undefined && before.lastProbe.state !== 'unknown') {
		return {
			...before, lastTry: {
				probedAt, how, findings, durationMs,
			},
		};
	}

	const {lastTry: _, ...earlier} = before;
	const covered = coverage?.covered.map(({id}) => id).filter(id => id !== undefined) ?? [];
	return {
		...earlier,
		lastProbe: {
			state, probedAt, how, account, coverage: coverage === null ? null : {...coverage, extra: coverage.extra.slice(0, mostRemembered)}, link, findings, durationMs,
		},
		refusals: [...recentRefusals(before, Date.parse(probedAt)), ...(state === 'refused' ? [probedAt] : [])],
		...(state !== 'unknown' && {lastKnown: {state, at: probedAt}}),
		...(covered.length > 0 && {companies: [...new Set([...before.companies ?? [], ...covered])]}),
	};
};

/** Of companies that nobody needs; an accountant's user may see thousands. */
const mostRemembered = 500;

/** A status for what could not even be looked at. */
const unknownStatus = (view: OfficeView, connection: Connection, error: unknown, now = Date.now()): ConnectionStatus => {
	const {id, facts} = toBacoError(error);
	const {syncUser, lastKnown, lastProbe} = stateOf(view.state, connection.id);
	return {
		id: connection.id,
		type: connection.type,
		description: connection.description,
		system: connection.system,
		state: 'unknown',
		lastKnown: lastKnown ?? null,
		syncUser: syncUser ?? null,
		account: lastProbe?.account ?? null,
		coverage: null,
		link: null,
		how: '',
		probedAt: new Date(now).toISOString(),
		durationMs: 0,
		findings: [finding(id, 'warn', facts)],
	};
};
