import process from 'node:process';
import type {Stop, StopStage} from '../contract.js';
import {limits} from '../limits.js';
import type {JobProcess} from './contract.js';
import {sendSignal, signalTree} from './signal-tree.js';

export type Stopper = {
	readonly stop: () => Stop | null;
	/** Begins to stop the job, or goes on at once to killing it. */
	readonly request: (reason: Stop['reason'], by: string, mode: 'ask' | 'kill', at?: string) => void;
	/** Called about once a second: what was not enough in its time is followed by the next stage. */
	readonly tick: () => Promise<void>;
	/** Resolves when even a kill did not end the job. */
	readonly givenUp: Promise<void>;
};

/** What a stop is said to: a job without an input is asked by a signal. */
export type Stoppable = Pick<JobProcess, 'pid'> & Partial<Pick<JobProcess, 'stdin'>> & {
	/** Whether it is still the process that is meant; asked before each signal where another process may have got its number. */
	readonly isStill?: () => Promise<boolean>;
};

/** Ends a job: asks it, then terminates its tree, then kills its tree, then gives up. */
export const openStopper = (id: string, job: Stoppable, onStage: (stop: Stop) => Promise<void>, platform: NodeJS.Platform = process.platform): Stopper => {
	const {promise: givenUp, resolve: giveUp} = Promise.withResolvers<void>();
	let stop: Stop | null = null;
	let since = 0;
	let isKillWanted = false;

	const enter = async (stage: StopStage) => {
		const at = new Date().toISOString();
		stop = {
			...stop!, stage, ...(stage === 'terminated' && {terminatedAt: at}), ...(stage === 'killed' && {killedAt: at}),
		};
		since = performance.now();
		const announced = onStage(stop);
		if (stage === 'asked') {
			ask(job, stop);
		} else if (stage !== 'given-up' && (job.isStill === undefined || await job.isStill())) {
			const answer = await signalTree(id, job.pid, stage === 'terminated' ? 'SIGTERM' : 'SIGKILL', platform);
			// What cannot be terminated is not waited for.
			isKillWanted ||= answer === 'refused';
		}

		await announced;
		if (stage === 'given-up') {
			giveUp();
		}
	};

	return {
		stop: () => stop,
		givenUp,
		request(reason, by, mode, at = new Date().toISOString()) {
			isKillWanted ||= mode === 'kill';
			if (stop !== null) {
				return;
			}

			stop = {
				reason, by, at, stage: 'asked',
			};
			void enter(isKillWanted ? 'killed' : (canBeAsked(job, platform) ? 'asked' : 'terminated'));
		},
		async tick() {
			if (stop === null) {
				return;
			}

			const {askSeconds, terminateSeconds, killSeconds} = limits();
			const waited = (performance.now() - since) / 1000;
			if (isKillWanted && (stop.stage === 'asked' || stop.stage === 'terminated')) {
				await enter('killed');
			} else if (stop.stage === 'asked' && waited >= askSeconds) {
				await enter('terminated');
			} else if (stop.stage === 'terminated' && waited >= terminateSeconds) {
				await enter('killed');
			} else if (stop.stage === 'killed' && waited >= killSeconds) {
				await enter('given-up');
			}
		},
	};
};

/** A word on the input of a job that reads it, which says why too; else a signal where there are signals. */
const ask = ({pid, stdin}: Stoppable, {reason, by}: Stop) => {
	if (stdin?.writable) {
		stdin.write(`${JSON.stringify({stop: true, reason, by})}\n`);
		return;
	}

	sendSignal(pid, 'SIGTERM');
};

/** Windows has no signal for it. */
const canBeAsked = ({stdin}: Stoppable, platform: NodeJS.Platform) => platform !== 'win32' || stdin?.writable === true;
