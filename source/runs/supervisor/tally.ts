import {
	mostRejections,
	type Counts,
	type DivisionsSoFar,
	type DivisionTold,
	type JobEvent,
	type Progress,
	type Rejection,
	type ResultDocument,
	type RunRecord,
} from '../contract.js';
import {openRate} from './rate.js';

/** What a job has told so far. */
export type Tally = {
	readonly add: (event: JobEvent, nowMs: number) => void;
	readonly progress: () => Progress | null;
	/** Undefined until the job tells of one. */
	readonly divisions: () => DivisionsSoFar | undefined;
	/** Null until the job tells of any. */
	readonly counts: () => Counts | null;
	/** A second: rows where they are counted, read or changed, whichever are more; else steps of the progress. */
	readonly rate: (nowMs: number) => number | undefined;
	/** The parts of the record that come from the job. */
	readonly result: () => Pick<RunRecord, 'counts' | 'rejections' | 'documents' | 'divisionStates' | 'message' | 'isComplete'>;
};

export const openTally = (): Tally => {
	let progress: Progress | null = null;
	let counts: Counts | null = null;
	let message: string | null = null;
	let isComplete: boolean | undefined;
	const rejections: Rejection[] = [];
	const documents: ResultDocument[] = [];
	let divisionCount: number | null = null;
	const divisions = new Map<string, DivisionTold>();
	/** A job may read all at once and write in steps, or the other way round. */
	const [read, changed] = [openRate(), openRate()];
	let steps = openRate();

	return {
		add(event, nowMs) {
			switch (event.type) {
				case 'progress': {
					const {type: _, ...rest} = event;
					progress = rest;
					steps.mark(nowMs, event.done);
					break;
				}

				case 'counts': {
					const {type: _, ...rest} = event;
					counts = rest;
					read.mark(nowMs, rest.read);
					changed.mark(nowMs, rest.written + (rest.deleted ?? 0));
					break;
				}

				case 'rejection': {
					if (rejections.length < mostRejections) {
						rejections.push({division: event.division, reference: event.reference, reason: event.reason});
					}

					break;
				}

				case 'divisions': {
					divisionCount = event.total;
					break;
				}

				case 'division': {
					const {type: _, ...rest} = event;
					divisions.set(event.division, rest);
					// What was told of the one before says nothing of the next.
					if (event.state === 'started' || event.division === progress?.division) {
						progress = null;
						steps = openRate();
					}

					break;
				}

				case 'document': {
					const {type: _, ...rest} = event;
					documents.push(rest);
					break;
				}

				case 'end': {
					({message, isComplete} = event);
					break;
				}
			}
		},
		progress: () => progress,
		divisions: () => divisions.size === 0 ? undefined : soFar(divisions.values().toArray(), divisionCount),
		counts: () => counts,
		rate(nowMs) {
			const rows = [read, changed].map(rate => rate.perSecond(nowMs)).filter(rate => rate !== undefined);
			return hasRows(counts) ? (rows.length === 0 ? undefined : Math.max(...rows)) : steps.perSecond(nowMs);
		},
		result: () => ({
			counts, rejections, documents, divisionStates: divisions.values().toArray(), message, ...(isComplete !== undefined && {isComplete}),
		}),
	};
};

const soFar = (told: readonly DivisionTold[], total: number | null): DivisionsSoFar => ({
	over: told.filter(({state}) => state !== 'started' && state !== 'not reached').length,
	total,
	current: told.findLast(({state}) => state === 'started')?.division ?? null,
});

const hasRows = (counts: Counts | null): boolean => counts !== null && (counts.read > 0 || counts.written > 0 || (counts.deleted ?? 0) > 0);
