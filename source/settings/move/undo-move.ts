import {changeRow} from '../../access-servers/change-row.js';
import type {RepairColumn} from '../../access-servers/contract.js';
import {
	atPlace,
	divisionOf,
	loginOfRecord,
	settleRecord,
} from '../../access-servers/settle-record.js';
import type {AuditRecord} from '../../audit/contract.js';
import {hasUnknownOutcome} from '../../audit/unknown-outcome.js';
import {BacoError, toBacoError} from '../../problems/baco-error.js';
import type {Workspace} from '../../workspace/contract.js';
import {refuseReadOnlyProfile} from '../rights.js';
import {settleSave} from '../settle-save.js';
import {undoSave} from '../undo-save.js';
import {readJournals, refuseAtWork, type MoveJournal} from './journal.js';
import type {MoveEvent} from './run-move.js';

type Options = {readonly signal?: AbortSignal | undefined; readonly onEvent?: (event: MoveEvent) => void};

export type MoveUndo = {
	readonly journal: MoveJournal;
	readonly records: readonly AuditRecord[];
	/** Changes of earlier moves that are not taken back yet: each move has its own undo. */
	readonly earlier: number;
};

/**
What an undo of a move would take back: of the latest one that has something left, unless named; a later run that changed nothing is passed over. Records whose outcome is not known are settled first. Throws MOVE-UNKNOWN, SET-UNDO,
or MOVE-RUNNING when one is at work.
*/
export const findMove = async (workspace: Workspace, id?: string, {signal}: Options = {}): Promise<MoveUndo> => {
	const journals = await readJournals(workspace.profile.name);
	const wanted = id === undefined ? journals : journals.filter(one => one.id === id);
	const [latest] = wanted;
	if (latest === undefined) {
		throw new BacoError('MOVE-UNKNOWN', {id: id ?? ''});
	}

	for (const journal of wanted) {
		refuseAtWork(journal);
	}

	const all = await workspace.audit.list();
	const undone = new Set(all.filter(({outcome}) => outcome === 'done').map(({undoes}) => undoes));
	const openOf = (journal: MoveJournal) => all.filter(one => one.group === journal.id && one.undoes === undefined && !undone.has(one.id));
	for (const [index, journal] of wanted.entries()) {
		// eslint-disable-next-line no-await-in-loop -- the latest first; an earlier one is looked at only when nothing is left of it
		const records = await settledOf(workspace, openOf(journal), signal);
		if (records.length > 0) {
			// The rows first: once a division names the old server again, its Globe database cannot be found through it.
			return {journal, records: records.toSorted((a, b) => rank(a) - rank(b)), earlier: wanted.slice(index + 1).flatMap(one => openOf(one)).filter(({outcome}) => outcome === 'done').length};
		}
	}

	throw new BacoError('SET-UNDO', {reason: `everything of ${wanted.length === 1 ? latest.id : `the ${wanted.length} moves of this profile`} was undone already, or nothing was changed by ${wanted.length === 1 ? 'it' : 'them'}`});
};

/** Those that were made. */
const settledOf = async (workspace: Workspace, own: readonly AuditRecord[], signal: AbortSignal | undefined): Promise<AuditRecord[]> => {
	const records: AuditRecord[] = [];
	for (const record of own) {
		// eslint-disable-next-line no-await-in-loop -- seldom more than a few are not settled
		const settled = hasUnknownOutcome(record) ? await settle(workspace, record, signal) : record;
		if (settled.outcome === 'done') {
			records.push(settled);
		}
	}

	return records;
};

/** Takes a move back, one change after another, each only if nobody changed it since. One that is broken off goes on when it is run again. */
export const undoMove = async (workspace: Workspace, {records}: MoveUndo, {signal, onEvent}: Options = {}): Promise<MoveEvent[]> => {
	refuseReadOnlyProfile(workspace);
	const events: MoveEvent[] = [];
	for (const record of records) {
		if (signal?.aborted) {
			throw new BacoError('CANCELLED', {}, {cause: signal.reason});
		}

		// eslint-disable-next-line no-await-in-loop -- one change after another
		const event = await undoOne(workspace, record, signal);
		events.push(event);
		onEvent?.(event);
	}

	return events;
};

const rank = ({action}: AuditRecord) => action === 'access-server.repair' ? 0 : 1;

const settle = async (workspace: Workspace, record: AuditRecord, signal: AbortSignal | undefined) =>
	record.action === 'access-server.repair' ? settleRecord(workspace, record, {signal, isAtItsPlace: true}) : settleSave(workspace, record, {signal});

const undoOne = async (workspace: Workspace, record: AuditRecord, signal: AbortSignal | undefined): Promise<MoveEvent> => {
	const kind = record.action === 'access-server.repair' ? 'row' : (record.action === 'settings.portal' ? 'portal' : 'division');
	const name = kind === 'row' ? `${record.target.server} ${record.target.database} row ${record.target.rowId}` : record.division;
	try {
		await (kind === 'row' ? undoRow(workspace, record, signal) : undoSave(workspace, {auditId: record.id}, {signal}));
		return {
			kind, name, outcome: 'saved', detail: `${record.after} became ${record.before} again`,
		};
	} catch (error) {
		return {
			kind, name, outcome: 'failed', detail: toBacoError(error).message,
		};
	}
};

const undoRow = async (workspace: Workspace, record: AuditRecord, signal: AbortSignal | undefined): Promise<AuditRecord> => changeRow(workspace, {
	division: atPlace(await divisionOf(workspace, record, signal), record),
	rowId: record.target.rowId,
	column: record.target.column as RepairColumn,
	before: record.isAfterNull === true ? null : record.after,
	after: record.isBeforeNull === true ? null : record.before,
	as: loginOfRecord(workspace, record),
	action: 'access-server.undo',
	undoes: record.id,
	group: record.group,
	server: record.target.server,
	database: record.target.database,
}, {signal});
