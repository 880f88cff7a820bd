import {countOf} from '../platform/count-of.js';
import type {RunRecord} from './contract.js';

/** `120 read, 98 written, 2 rejected`; of a dry run what would be written. Deletions are told where there are some. Undefined when the job told of no rows. */
export const countsText = ({counts, dryRun}: Pick<RunRecord, 'counts' | 'dryRun'>): string | undefined =>
	counts.read === 0 && counts.written === 0 && counts.rejected === 0 && (counts.deleted ?? 0) === 0 ? undefined : rowsText(counts, dryRun);

/** As `countsText`, noughts too. */
export const rowsText = ({read, written, rejected, deleted = 0}: RunRecord['counts'], isDry: boolean): string => {
	const done = isDry ? 'would be ' : '';
	return [
		`${read} read`,
		...(written === 0 && deleted > 0 ? [] : [`${written} ${done}written`]),
		...(deleted === 0 ? [] : [`${deleted} ${done}deleted`]),
		`${rejected} ${done}rejected`,
	].join(', ');
};

/** Of a run that failed without breaking off. */
export const endText = 'it ran to its end; what it rejected or found different makes it a failed run';

/** The divisions that a run was given. One without had all of them, or the database as a whole. */
export const divisionsText = ({divisions}: Pick<RunRecord, 'divisions'>, separator = ','): string => divisions.length === 0 ? 'all' : divisions.join(separator);

/** A rejection may be of many rows, and only the first thousand are kept. */
export const rejectedTitle = ({counts: {rejected}, rejections}: Pick<RunRecord, 'counts' | 'rejections'>): string => rejected === rejections.length ? `Rejected (${rejected})` : `Rejected (${countOf(rejected, 'row')}, ${countOf(rejections.length, 'reason')} told)`;

/** Of a lost run the end is not known, only when its supervisor last told that it lived. */
export const isLastSeen = ({state, durationMs, endedAt}: Pick<RunRecord, 'state' | 'durationMs' | 'endedAt'>): boolean => state === 'lost' && durationMs === null && endedAt !== null;
