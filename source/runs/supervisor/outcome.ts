import {exitCodes} from '../../problems/exit-codes.js';
import {keptFrom} from '../failure-text.js';
import {
	hasFailedAtEnd,
	type RunRecord,
	type RunState,
	type Stop,
} from '../contract.js';

export type Ending = {readonly exitCode: number | null; readonly signal: string | null; readonly stop: Stop | null};

/** What the end of a process means. A job that was asked to stop and had finished meanwhile has succeeded. */
export const stateOf = ({exitCode, signal, stop}: Ending): RunState => {
	if (exitCode === exitCodes.done) {
		return 'succeeded';
	}

	if (stop !== null) {
		const isStopped = signal !== null || exitCode === exitCodes.cancelled || exitCode === 130 || exitCode === 143 || stop.stage !== 'asked';
		return isStopped ? (stop.reason === 'timeout' ? 'timed-out' : 'cancelled') : 'failed';
	}

	if (exitCode === exitCodes.timedOut) {
		return 'timed-out';
	}

	return exitCode === exitCodes.cancelled ? 'cancelled' : 'failed';
};

/** The last line of the log of a job that told its outcome itself: `Failed at its end, exit code 1, after 2.1 s.`. */
export const closingText = (record: Pick<RunRecord, 'state' | 'isComplete' | 'exitCode' | 'durationMs' | 'divisionStates'>): string => {
	const {state, exitCode, durationMs} = record;
	const kept = keptFrom(record);
	const how = hasFailedAtEnd(record) ? `Ran to its end, ${kept.length === 0 ? 'with rejections or differences' : kept.join('; ')}` : `${state[0]!.toUpperCase()}${state.slice(1)}`;
	return `${how}: exit code ${exitCode ?? '?'}, after ${((durationMs ?? 0) / 1000).toFixed(1)} s.`;
};

/** One line about the end, for a job that said nothing itself. */
export const endingText = ({exitCode, signal, stop}: Ending): string => {
	const how = signal === null ? `ended with exit code ${exitCode ?? '?'}` : `was ended by ${signal}`;
	if (stop === null) {
		return `The job ${how}.`;
	}

	const why = {cancel: `${stop.by} stopped it`, timeout: 'Its time was over', signal: `${stop.by} reached its supervisor`};
	if (exitCode === exitCodes.done) {
		return `${why[stop.reason]}; the job was asked to end, and ended by itself with exit code 0.`;
	}

	const stages = {
		asked: 'it stopped when asked', terminated: 'it did not stop when asked and was terminated', killed: 'it did not stop and was killed', 'given-up': 'it could not be ended',
	};
	return `${why[stop.reason]}; ${stages[stop.stage]} (the job ${how}).`;
};
