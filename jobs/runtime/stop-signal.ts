import process from 'node:process';
import {BacoError} from '../../source/problems/baco-error.js';

/** A signal that aborts with JOB-STOPPED when the job is asked to stop; asking again changes nothing, the supervisor escalates. */
export const stopSignal = (): {readonly signal: AbortSignal; readonly ask: (by: string) => void} => {
	const stopping = new AbortController();
	const ask = (by: string) => {
		if (!stopping.signal.aborted) {
			stopping.abort(new BacoError('JOB-STOPPED', {by}));
		}
	};

	for (const name of ['SIGTERM', 'SIGINT', 'SIGBREAK'] as const) {
		process.on(name, () => {
			ask(name);
		});
	}

	return {signal: stopping.signal, ask};
};
