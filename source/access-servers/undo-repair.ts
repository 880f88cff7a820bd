import type {AuditRecord} from '../audit/contract.js';
import {hasUnknownOutcome} from '../audit/unknown-outcome.js';
import {BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import {changeRow} from './change-row.js';
import type {RepairColumn} from './contract.js';
import {refuseReadOnly} from './refuse-read-only.js';
import {
	divisionOf,
	loginOfRecord,
	settleRecord,
	type SettleOptions,
} from './settle-record.js';

/** Which repair: one of the audit log, or the latest of a division. */
export type UndoTarget = {readonly auditId: string} | {readonly division: string};

/** The repair that an undo would take back; one whose outcome is not known is settled first. Throws BAS-UNDO when there is none. */
export const findUndo = async (workspace: Workspace, target: UndoTarget, options: SettleOptions = {}): Promise<AuditRecord> => {
	const records = await workspace.audit.list();
	const own = records.filter(({profile}) => profile === workspace.profile.name);
	const undone = new Set(own.filter(({outcome}) => outcome === 'done').map(({undoes}) => undoes));
	const found = 'auditId' in target
		? own.find(({id}) => id === target.auditId)
		: own.find(record => record.division === target.division && record.action === 'access-server.repair' && (record.outcome === 'done' || hasUnknownOutcome(record)) && !undone.has(record.id));
	if (found === undefined) {
		throw new BacoError('BAS-UNDO', {reason: 'auditId' in target ? `there is no change ${target.auditId}` : `no repair of division ${target.division} is open`});
	}

	const record = await settleRecord(workspace, found, options);
	const undos = own.filter(({undoes}) => undoes === record.id);
	for (const earlier of undos) {
		// eslint-disable-next-line no-await-in-loop -- Seldom more than one.
		const {outcome} = await settleRecord(workspace, earlier, options);
		if (outcome === 'done') {
			undone.add(record.id);
		}
	}

	const reason = reasonAgainst(record, {undone, isSettledNow: record !== found});
	if (reason !== undefined) {
		throw new BacoError('BAS-UNDO', {reason});
	}

	return record;
};

/** Puts the old value back, through the same guard: only when the row still has the value of the repair. */
export const undoRepair = async (workspace: Workspace, target: UndoTarget, {signal, as}: SettleOptions = {}): Promise<AuditRecord> => {
	refuseReadOnly(workspace);
	const record = await findUndo(workspace, target, {signal, as});
	return changeRow(workspace, {
		division: await divisionOf(workspace, record, signal),
		rowId: record.target.rowId,
		column: record.target.column as RepairColumn,
		before: record.isAfterNull === true ? null : record.after,
		after: record.isBeforeNull === true ? null : record.before,
		as: as ?? loginOfRecord(workspace, record),
		action: 'access-server.undo',
		undoes: record.id,
		server: record.target.server,
		database: record.target.database,
	}, {signal});
};

const reasonAgainst = ({id, action, outcome, reason}: AuditRecord, {undone, isSettledNow}: {readonly undone: ReadonlySet<string | undefined>; readonly isSettledNow: boolean}): string | undefined => {
	// What was just learnt is the answer.
	const learnt = isSettledNow && reason !== undefined ? ` (${reason.replace(/\.$/v, '')})` : '';
	if (action !== 'access-server.repair') {
		return `this record is no repair${learnt}`;
	}

	if (outcome !== 'done') {
		return outcome === 'pending' ? `the repair ${learnt === '' ? 'is being made just now' : `cannot be settled${learnt}`}` : `the repair was not made (${outcome})${learnt}`;
	}

	return undone.has(id) ? 'it was undone already' : undefined;
};
