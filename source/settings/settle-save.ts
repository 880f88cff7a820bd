import type {AuditRecord, ColumnChange} from '../audit/contract.js';
import {hasUnknownOutcome} from '../audit/unknown-outcome.js';
import type {Workspace} from '../workspace/contract.js';
import {readColumns} from './read-columns.js';
import {isStored} from './show-setting.js';

/**
Asks the row whether a save was made whose outcome nobody wrote, and writes it to the audit: the new values are `done`, the old ones
`failed`, any others leave the record as it is. A record whose outcome is known comes back untouched.
*/
export const settleSave = async (workspace: Workspace, record: AuditRecord, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<AuditRecord> => {
	if (!hasUnknownOutcome(record)) {
		return record;
	}

	const now = await readColumns(workspace, record, {signal});
	const settled = {...record, ...judge(record.changes ?? [], now)};
	await workspace.audit.append(settled);
	return settled;
};

const judge = (changes: readonly ColumnChange[], now: Readonly<Record<string, unknown>> | undefined): Pick<AuditRecord, 'outcome' | 'reason'> => {
	const readAt = new Date().toISOString();
	const isAll = (side: 'before' | 'after') => now !== undefined && changes.every(change => isStored(now[change.column], change[side]));
	if (isAll('after')) {
		return {outcome: 'done', reason: `The outcome was not written at once; read at ${readAt}, the row has the new values.`};
	}

	return isAll('before') ? {outcome: 'failed', reason: `The outcome was not written at once; read at ${readAt}, the row has the old values: the change was not made.`} : {outcome: 'pending', reason: `Whether the change was made is not known: read at ${readAt}, ${now === undefined ? 'the row is gone' : 'the row has neither the old nor the new values'}.`};
};
