import {BacoError} from '../problems/baco-error.js';
import type {Connection} from './contract.js';

/** The connection that a person means by its id, its description, or the only one that begins so. Rejects with SYNC-UNKNOWN. */
export const findConnection = (connections: readonly Connection[], given: string): Connection => {
	const wanted = given.trim().toLowerCase();
	const exact = connections.filter(({id, description}) => id.toLowerCase() === wanted || description.toLowerCase() === wanted);
	const found = exact.length > 0 ? exact : connections.filter(({id, description}) => wanted !== '' && (id.toLowerCase().startsWith(wanted) || description.toLowerCase().startsWith(wanted)));
	if (found.length !== 1) {
		throw new BacoError('SYNC-UNKNOWN', {connection: given, isSeveral: found.length > 1, known: (found.length > 1 ? found : connections).map(({id, description}) => `${id} (${description})`)});
	}

	return found[0]!;
};
