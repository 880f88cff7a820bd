import type {AuditRecord} from './contract.js';
import {hasUnknownOutcome} from './unknown-outcome.js';

/** What has become of each change, in the word that lists show: a repair that was taken back is `undone`, though its own record still says `done`; a pending one that nobody will settle any more is `unknown`. */
export const outcomesNow = (records: readonly AuditRecord[]): ((record: AuditRecord) => AuditRecord['outcome'] | 'undone' | 'unknown') => {
	const undone = new Set(records.filter(({outcome}) => outcome === 'done').map(({undoes}) => undoes));
	return record => {
		if (hasUnknownOutcome(record)) {
			return 'unknown';
		}

		return undone.has(record.id) ? 'undone' : record.outcome;
	};
};
