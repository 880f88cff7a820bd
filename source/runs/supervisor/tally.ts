import type {
	Counts,
	DivisionTold,
	JobEvent,
	Progress,
	Rejection,
	RunRecord,
} from '../contract.js';

/** What a job has told so far. */
export type Tally = {
	readonly add: (event: JobEvent, nowMs: number) => void;
	readonly progress: () => Progress | null;
	/** Null until the job tells of any. */
	readonly counts: () => Counts | null;
	readonly rate: (nowMs: number) => number | undefined;
	/** The parts of the record that come from the job. */
	readonly result: () => Pick<RunRecord, 'counts' | 'rejections' | 'documents' | 'divisionStates' | 'message' | 'isComplete'>;
};

const mostRejections = 1000;
const rateWindowMs = 10_000;

export const openTally = (): Tally => {
	let progress: Progress | null = null;
	let counts: Counts | null = null;
	let message: string | null = null;
	let isComplete: boolean | undefined;
	const rejections: Rejection[] = [];
	const documents: Array<{id: string; subject: string}> = [];
	const divisions = new Map<string, DivisionTold>();
	/** How much was done at which moment: rows where they are counted, else steps of the progress. */
	let marks: Array<{readonly at: number; readonly done: number}> = [];

	const mark = (at: number, done: number) => {
		const last = marks.at(-1);
		marks = last !== undefined && done < last.done ? [{at, done}] : [...marks.filter(one => at - one.at <= rateWindowMs), {at, done}];
	};

	return {
		add(event, nowMs) {
			switch (event.type) {
				case 'progress': {
					const {type: _, ...rest} = event;
					progress = rest;
					if ((counts?.read ?? 0) === 0) {
						mark(nowMs, event.done);
					}

					break;
				}

				case 'counts': {
					const {type: _, ...rest} = event;
					if ((counts?.read ?? 0) === 0 && rest.read > 0) {
						marks = [];
					}

					counts = rest;
					mark(nowMs, rest.read);
					break;
				}

				case 'rejection': {
					if (rejections.length < mostRejections) {
						rejections.push({division: event.division, reference: event.reference, reason: event.reason});
					}

					break;
				}

				case 'division': {
					const {type: _, ...rest} = event;
					divisions.set(event.division, rest);
					break;
				}

				case 'document': {
					documents.push({id: event.id, subject: event.subject});
					break;
				}

				case 'end': {
					({message, isComplete} = event);
					break;
				}
			}
		},
		progress: () => progress,
		counts: () => counts,
		rate(nowMs) {
			const kept = marks.filter(({at}) => nowMs - at <= rateWindowMs);
			const [first, last] = [kept[0], kept.at(-1)];
			return first === undefined || last === undefined || last.at - first.at < 500 ? undefined : Math.max(0, ((last.done - first.done) * 1000) / (nowMs - first.at));
		},
		result: () => ({
			counts, rejections, documents, divisionStates: divisions.values().toArray(), message, ...(isComplete !== undefined && {isComplete}),
		}),
	};
};
