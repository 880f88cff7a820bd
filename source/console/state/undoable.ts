import type {AuditRecord} from '../../audit/contract.js';
import {hasUnknownOutcome} from '../../audit/unknown-outcome.js';

/** Why a record cannot be undone; undefined when it can. */
export const whyNotUndo = (record: AuditRecord, records: readonly AuditRecord[]): string | undefined => {
	if (record.action === 'sync-user.assign') {
		return 'Assign or release the companies anew: baco sync-user assign.';
	}

	if (record.action === 'sync-user.grant') {
		return 'Access is taken back in the office only, in Settings > Users: its public API cannot do it.';
	}

	if (record.action.startsWith('sync-user.')) {
		return 'A link is not taken back: relink the synchronisation user, or choose another one.';
	}

	// To undo it reads the row first, and so settles the record.
	if (hasUnknownOutcome(record)) {
		return undefined;
	}

	if (record.action === 'access-server.undo' || record.action === 'settings.undo') {
		return `This record is an undo itself: ${record.action === 'settings.undo' ? 'save the settings' : 'repair the row'} again instead.`;
	}

	if (record.outcome === 'pending') {
		return 'This change is being made just now: R reads its outcome.';
	}

	if (record.outcome !== 'done') {
		return `Nothing was changed by this record: it is ${record.outcome}.`;
	}

	return records.some(({undoes, outcome}) => undoes === record.id && outcome === 'done') ? 'This change was undone already.' : undefined;
};
