import type {RunRecord} from './contract.js';

/** `120 read, 98 written, 2 rejected`; of a dry run what would be written. Undefined when the job told of no rows. */
export const countsText = ({counts, dryRun}: Pick<RunRecord, 'counts' | 'dryRun'>): string | undefined =>
	counts.read === 0 && counts.written === 0 && counts.rejected === 0 ? undefined : rowsText(counts, dryRun);

/** As `countsText`, noughts too. */
export const rowsText = ({read, written, rejected}: RunRecord['counts'], isDry: boolean): string =>
	isDry ? `${read} read, ${written} would be written, ${rejected} would be rejected` : `${read} read, ${written} written, ${rejected} rejected`;
