import {countOf} from '../platform/count-of.js';
import {localTime} from '../platform/show-time.js';
import {
	isOver,
	mostRejections,
	type Counts,
	type RunRecord,
} from './contract.js';

/** `120 read, 98 written, 2 rejected`; of a dry run what would be written. Deletions are told where there are some. Undefined when the job told of no rows. */
export const countsText = ({counts, dryRun}: Pick<RunRecord, 'counts' | 'dryRun'>): string | undefined =>
	counts === null || (counts.read === 0 && counts.written === 0 && counts.rejected === 0 && (counts.deleted ?? 0) === 0) ? undefined : knownRows(counts, dryRun);

/** As `countsText`, noughts too; what is not known is said so, and of a lost run since when. */
export const rowsText = (record: Pick<RunRecord, 'counts' | 'dryRun' | 'runner' | 'state' | 'seenAt'>): string => {
	const {counts, dryRun, runner, state, seenAt} = record;
	if (state === 'lost') {
		const when = seenAt === undefined ? 'it was lost' : localTime(new Date(seenAt));
		return counts === null ? `rows not known: ${runner === 'built-in' ? `none told until ${when}, when it was lost` : vendorText}` : `${knownRows(counts, dryRun)}; not known since ${when}`;
	}

	if (counts !== null) {
		return knownRows(counts, dryRun);
	}

	return runner === 'built-in' ? `rows not known${isOver(state) ? ': the job told of none' : ' yet'}` : `rows not known: ${vendorText}`;
};

const vendorText = 'the vendor\'s programs tell none';

const knownRows = ({read, written, rejected, deleted = 0}: Counts, isDry: boolean): string => {
	const done = isDry ? 'would be ' : '';
	return [
		`${read} read`,
		...(written === 0 && deleted > 0 ? [] : [`${written} ${done}written`]),
		...(deleted === 0 ? [] : [`${deleted} ${done}deleted`]),
		`${rejected} ${done}rejected`,
	].join(', ');
};

/** The divisions that a run was given. One without had all of them, or the database as a whole. */
export const divisionsText = ({divisions}: Pick<RunRecord, 'divisions'>, separator = ','): string => divisions.length === 0 ? 'all' : divisions.join(separator);

/** A rejection may be of many rows, and only the first thousand are kept. */
export const rejectedTitle = ({counts, rejections}: Pick<RunRecord, 'counts' | 'rejections'>): string => {
	const rejected = counts?.rejected ?? rejections.length;
	return rejected === rejections.length ? `Rejected (${rejected})` : `Rejected (${countOf(rejected, 'row')}, ${rejections.length < mostRejections ? countOf(rejections.length, 'reason') : `the first ${mostRejections} reasons`} told)`;
};

/** Of a lost run the end is not known, only when its supervisor last told that it lived. */
export const isLastSeen = ({state, durationMs, endedAt}: Pick<RunRecord, 'state' | 'durationMs' | 'endedAt'>): boolean => state === 'lost' && durationMs === null && endedAt !== null;
