import type {AuditRecord} from '../../audit/contract.js';

/** Why a record cannot be undone; undefined when it can. */
export const whyNotUndo = (record: AuditRecord, records: readonly AuditRecord[]): string | undefined => {
	if (record.action === 'access-server.undo') {
		return 'This record is an undo itself: repair the row again instead.';
	}

	if (record.outcome !== 'done') {
		return `Nothing was changed by this record: it is ${record.outcome}.`;
	}

	return records.some(({undoes, outcome}) => undoes === record.id && outcome === 'done') ? 'This change was undone already.' : undefined;
};
