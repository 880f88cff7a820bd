import process from 'node:process';
import {BacoError} from '../../source/problems/baco-error.js';
import type {Stop} from '../../source/runs/contract.js';

/** Why a job is to stop: an operator wants it, its time is over, or a signal came, whose name is `by`. */
export type StopReason = {readonly reason: Stop['reason']; readonly by?: string};

/** A signal that aborts with JOB-STOPPED when the job is asked to stop; asking again changes nothing, the supervisor escalates. */
export const stopSignal = (): {readonly signal: AbortSignal; readonly ask: (why: StopReason) => void} => {
	const stopping = new AbortController();
	const ask = (why: StopReason) => {
		if (!stopping.signal.aborted) {
			stopping.abort(new BacoError('JOB-STOPPED', why));
		}
	};

	for (const name of ['SIGTERM', 'SIGINT', 'SIGBREAK'] as const) {
		process.on(name, () => {
			ask({reason: 'signal', by: name});
		});
	}

	return {signal: stopping.signal, ask};
};
