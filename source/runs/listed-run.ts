import {countsText} from './counts-text.js';
import {keptInBrief} from './failure-text.js';
import {missingLines} from './log-gaps.js';
import type {RunRecord, Stop} from './contract.js';
import {isOrphaned} from './store/settle.js';
import {stopText} from './stop-text.js';
import {stopUnderWay} from './store/stop-under-way.js';

/** A run as every list shows it. */
export type ListedRun = RunRecord & {
	/** The stop that is under way. */
	readonly stopping: Stop | null;
	/** Nobody watches it any more, and its job still lives. */
	readonly isOrphan: boolean;
};

/** Looks how a run is right now, besides its record. */
export const listed = async (record: RunRecord): Promise<ListedRun> => {
	const [stopping, isOrphan] = await Promise.all([stopUnderWay(record), isOrphaned(record)]);
	return {...record, stopping, isOrphan};
};

/** What a lost run whose job lives is, and what can be done: for whoever looks at its log. */
export const orphanText = (run: ListedRun): string =>
	`${run.id} is lost: process ${run.child!.pid} still lives, but nobody watches it or writes its log any more. ${orphanEndText(run)}`;

/** What ends the job of a lost run. */
export const orphanEndText = ({id, stopping}: ListedRun): string => stopping === null ? `baco runs cancel ${id} ends it.` : `It is ${stopText(stopping)}.`;

export type Shown = Pick<RunRecord, 'state'> & Partial<Pick<ListedRun, 'stopping' | 'isOrphan'>>;

/** Its state in a word or three: that of the record, unless more is known. */
export const stateWord = ({state, stopping = null, isOrphan = false}: Shown): string => stopping === null ? (isOrphan ? 'lost, job lives' : state) : 'stopping';

/** What came of it in one line: the stop that is under way, what kept the job from a division, its own word, its rows. */
export const outcomeText = (run: ListedRun): string => {
	if (run.stopping !== null) {
		return stopText(run.stopping);
	}

	if (run.isOrphan) {
		return `Process ${run.child!.pid} still lives and nobody watches it: baco runs cancel ${run.id} ends it.`;
	}

	const kept = keptInBrief(run);
	return [
		...(missingLines(run.logGaps) === 0 ? [] : ['Log incomplete.']),
		...(kept === undefined ? [] : [kept]),
		...(kept !== undefined && isToldBy(run, kept) ? [] : [run.message ?? countsText(run) ?? '']),
	].filter(part => part !== '').join(' ');
};

/** A job that came to nothing in any division tells what was seen at the first, and nothing else. */
const isToldBy = ({message, divisionStates}: RunRecord, kept: string): boolean => {
	const first = divisionStates.find(({failure}) => failure !== undefined)?.message ?? '';
	return message !== null && first !== '' && message.endsWith(first) && kept.endsWith(first);
};
