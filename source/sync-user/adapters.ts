import type {Adapter} from './adapter.js';
import {baseconeAdapter} from './basecone/adapter.js';
import type {Connection, SystemId} from './contract.js';
import {exactOnlineAdapter} from './exact-online/adapter.js';
import {globeAdapter} from './globe/adapter.js';
import {twinfieldAdapter} from './twinfield/adapter.js';

/** Every accounting system that baco knows. */
export const adapters: Readonly<Record<SystemId, Adapter>> = {
	'exact-online': exactOnlineAdapter,
	twinfield: twinfieldAdapter,
	basecone: baseconeAdapter,
	globe: globeAdapter,
};

export const adapterOf = ({system}: Pick<Connection, 'system'>): Adapter => adapters[system];
