import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {paths} from '../platform/paths.js';
import {withLock} from '../platform/with-lock.js';
import {errorCode, writeFileDurably} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import type {Connection, ConnectionStatus, OfficeUser} from './contract.js';
import type {CompanyVerdict} from './rights-contract.js';

/** What the console keeps of one connection, because the office's public API does not tell it. No secret. */
export type ConnectionState = {
	/** Chosen by an operator. */
	readonly syncUser?: OfficeUser & {readonly chosenAt: string; readonly chosenBy: string};
	/** Ids of the office's companies that were once covered by this connection: they stay its own when access is lost. */
	readonly companies?: readonly string[];
	readonly lastProbe?: Pick<ConnectionStatus, 'state' | 'probedAt' | 'how' | 'account' | 'coverage' | 'link' | 'findings' | 'durationMs'>;
	/** The last look, when it found nothing out: what stands above is from before. */
	readonly lastTry?: Pick<ConnectionStatus, 'probedAt' | 'how' | 'findings' | 'durationMs'>;
	/** The last state that was known. */
	readonly lastKnown?: NonNullable<ConnectionStatus['lastKnown']>;
	/** What the user may do in companies of the accounting system, by their number; those that it does not show have a question mark behind it. */
	readonly rights?: Readonly<Record<string, CompanyVerdict & {readonly at: string}>>;
	/** The name of the user that they were asked for: they say nothing of another one. */
	readonly rightsOf?: string;
	/** When the accounting system refused something in the last hour: it counts them, and blocks after ten. */
	readonly refusals?: readonly string[];
};

export type SyncState = {
	readonly version: 1;
	readonly connections: Readonly<Record<string, ConnectionState>>;
	/** The connections of the office as it listed them last: they are not gone when it does not answer. */
	readonly office?: readonly ListedConnection[];
};

export type ListedConnection = Pick<Connection, 'id' | 'type' | 'description'>;

export const syncStateFile = (profile: string) => path.join(paths().state, 'sync-user', `${profile}.json`);

/** Rejects with SYNC-STATE-FILE when the file is damaged: it is left as it is. */
export const readSyncState = async (profile: string): Promise<SyncState> => {
	const file = syncStateFile(profile);
	let text;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return {version: 1, connections: {}};
		}

		throw new BacoError('SYNC-STATE-FILE', {file, detail: errorCode(error)});
	}

	try {
		const state = JSON.parse(text) as SyncState;
		if (state.version === 1 && typeof state.connections === 'object') {
			return state;
		}
	} catch {}

	throw new BacoError('SYNC-STATE-FILE', {file, detail: 'it is not what baco wrote'});
};

/** Changes connections as they are in the file now, and the office's list where it was read. */
export const changeSyncState = async (profile: string, changes: ReadonlyMap<string, (before: ConnectionState) => ConnectionState>, office?: readonly ListedConnection[]): Promise<void> => {
	const file = syncStateFile(profile);
	await withLock(file, async () => {
		const state = await readSyncState(profile);
		const connections = {...state.connections};
		for (const [id, change] of changes) {
			connections[stateKey(id)] = change(connections[stateKey(id)] ?? {});
		}

		await writeFileDurably(file, `${JSON.stringify({...state, connections, ...(office !== undefined && {office})}, undefined, '\t')}\n`);
	});
};

export const stateOf = (state: SyncState, id: string): ConnectionState => state.connections[stateKey(id)] ?? {};

/** Ids of connections have no case. */
const stateKey = (id: string) => id.toLowerCase();
