import {setTimeout as delay} from 'node:timers/promises';
import type {RunRecord, RunStatus} from '../contract.js';
import {writeStatus} from '../store/record-file.js';
import {readStopRequest} from '../store/stop-file.js';
import type {LogWriter} from '../store/write-log.js';
import type {JobProcess} from './contract.js';
import {openSampler} from './sample.js';
import type {Stopper} from './stop-job.js';
import type {Tally} from './tally.js';

export type Watch = {
	readonly id: string;
	readonly job: JobProcess;
	readonly tally: Tally;
	readonly stopper: Stopper;
	readonly log: LogWriter;
	readonly record: RunRecord;
	readonly signal: AbortSignal;
};

/** Four times a second: is a stop wanted, is the time over? Once a second: how is the job doing? */
export const watchJob = async ({id, job, tally, stopper, log, record, signal}: Watch): Promise<void> => {
	const sample = openSampler(job.pid);
	const startedAt = performance.now();
	let toldAt = -Infinity;
	let measured: Pick<RunStatus, 'cpu' | 'memory' | 'processes'> = {};
	/* eslint-disable no-await-in-loop -- a heart beats one beat after another */
	while (!signal.aborted) {
		const request = await readStopRequest(id);
		if (request !== undefined) {
			stopper.request('cancel', request.by, request.mode, request.at);
		}

		if (record.timeoutMs !== null && performance.now() - startedAt > record.timeoutMs) {
			stopper.request('timeout', 'the timeout', 'ask');
		}

		await stopper.tick();
		if (performance.now() - toldAt >= 1000) {
			toldAt = performance.now();
			measured = await sample().catch(() => ({}));
			await writeStatus(id, {...statusOf({tally, log, stopper}), ...measured}).catch(() => undefined);
		}

		await delay(250, undefined, {signal}).catch(() => undefined);
	}
	/* eslint-enable no-await-in-loop */
};

/** How the job is doing. */
export const statusOf = ({tally, log, stopper}: Pick<Watch, 'tally' | 'log' | 'stopper'>): RunStatus => {
	const divisions = tally.divisions();
	const rate = tally.rate(performance.now());
	return {
		at: new Date().toISOString(),
		progress: tally.progress(),
		...(divisions !== undefined && {divisions}),
		counts: tally.counts(),
		...(rate !== undefined && {rate: rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate)}),
		logLines: log.lines(),
		lostLines: log.lost(),
		...(log.lost() > 0 && {logGaps: log.gaps()}),
		stop: stopper.stop(),
	};
};
