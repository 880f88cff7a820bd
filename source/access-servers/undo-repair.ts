import type {AuditRecord} from '../audit/contract.js';
import {readDivision} from '../divisions/list-divisions.js';
import {BacoError} from '../problems/baco-error.js';
import {sqlProblem} from '../problems/sql-problem.js';
import type {Workspace} from '../workspace/contract.js';
import {changeRow} from './change-row.js';
import type {RepairColumn} from './contract.js';
import {refuseReadOnly} from './refuse-read-only.js';

/** Which repair: one of the audit log, or the latest of a division. */
export type UndoTarget = {readonly auditId: string} | {readonly division: string};

/** The repair that an undo would take back. Throws BAS-UNDO when there is none. */
export const findUndo = async ({audit, profile}: Workspace, target: UndoTarget): Promise<AuditRecord> => {
	const records = await audit.list();
	const own = records.filter(record => record.profile === profile.name);
	const undone = new Set(own.filter(({outcome}) => outcome === 'done').map(({undoes}) => undoes));
	const record = 'auditId' in target
		? own.find(({id}) => id === target.auditId)
		: own.find(({id, division, action, outcome}) => division === target.division && action === 'access-server.repair' && outcome === 'done' && !undone.has(id));
	if (record === undefined) {
		throw new BacoError('BAS-UNDO', {reason: 'auditId' in target ? `there is no change ${target.auditId}` : `no repair of division ${target.division} is open`});
	}

	const reason = reasonAgainst(record, undone);
	if (reason !== undefined) {
		throw new BacoError('BAS-UNDO', {reason});
	}

	return record;
};

/** Puts the old value back, through the same guard: only when the row still has the value of the repair. */
export const undoRepair = async (workspace: Workspace, target: UndoTarget, {signal, as}: {readonly signal?: AbortSignal | undefined; readonly as?: 'baco' | 'operator' | undefined} = {}): Promise<AuditRecord> => {
	refuseReadOnly(workspace);
	const record = await findUndo(workspace, target);
	const division = await readDivision(workspace, record.division, {signal}).catch((error: unknown) => {
		throw sqlProblem(error);
	});
	if (division === undefined) {
		throw new BacoError('CFG-9', {division: record.division});
	}

	return changeRow(workspace, {
		division,
		rowId: record.target.rowId,
		column: record.target.column as RepairColumn,
		before: record.isAfterNull === true ? null : record.after,
		after: record.isBeforeNull === true ? null : record.before,
		as: as ?? (record.operator.login.toLowerCase() === workspace.profile.globeUser.toLowerCase() ? 'baco' : 'operator'),
		action: 'access-server.undo',
		undoes: record.id,
		server: record.target.server,
		database: record.target.database,
	}, {signal});
};

const reasonAgainst = ({id, action, outcome}: AuditRecord, undone: ReadonlySet<string | undefined>): string | undefined => {
	if (action !== 'access-server.repair') {
		return 'this record is no repair';
	}

	if (outcome !== 'done') {
		return `the repair was not made (${outcome})`;
	}

	return undone.has(id) ? 'it was undone already' : undefined;
};
