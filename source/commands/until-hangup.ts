import process from 'node:process';
import {BacoError} from '../problems/baco-error.js';
import type {Invocation} from './command.js';

/** Runs work that is cancelled when its terminal goes away, so that it cleans up: elsewhere a hangup ends the process at once. */
export const untilHangup = async (invocation: Invocation, work: (invocation: Invocation) => Promise<number>): Promise<number> => {
	const ending = new AbortController();
	const end = () => {
		ending.abort(new BacoError('CANCELLED'));
	};

	process.on('SIGHUP', end);
	try {
		return await work({...invocation, signal: AbortSignal.any([invocation.signal, ending.signal])});
	} finally {
		process.off('SIGHUP', end);
	}
};
