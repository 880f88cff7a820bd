import type {AuditRecord} from '../audit/contract.js';
import {hasUnknownOutcome} from '../audit/unknown-outcome.js';
import {knownColumns} from '../divisions/known-columns.js';
import {finishChange} from '../platform/unfinished-changes.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {SqlFailure} from '../sql/sql-failure.js';
import {identifier, joined, sql} from '../sql/statement.js';
import {showStatement} from '../sql/show-statement.js';
import type {Workspace} from '../workspace/contract.js';
import {synergyProblem} from '../workspace/synergy-problem.js';
import {readColumns, rowOf} from './read-columns.js';
import {readRights, refuseReadOnlyProfile, refuseWithoutRights} from './rights.js';
import {saveRecord} from './save-record.js';
import {isRefusal, settingsProblem} from './save-settings.js';
import {settleSave} from './settle-save.js';
import {typed, unchanged} from './update-statement.js';

type Options = {readonly signal?: AbortSignal | undefined; readonly operator?: string};

/** Which save: one of the audit log, or the latest of a division. */
export type UndoSaveTarget = {readonly auditId: string} | {readonly division: string};

const undoable: ReadonlySet<AuditRecord['action']> = new Set(['settings.save', 'settings.remove', 'settings.portal']);

/** The save that an undo would take back; one whose outcome is not known is settled first. Throws SET-UNDO when there is none. */
export const findSave = async (workspace: Workspace, target: UndoSaveTarget, {signal}: Options = {}): Promise<AuditRecord> => {
	const records = await workspace.audit.list();
	const own = records.filter(({profile}) => profile === workspace.profile.name);
	const undone = new Set(own.filter(({outcome}) => outcome === 'done').map(({undoes}) => undoes));
	const found = 'auditId' in target
		? own.find(({id}) => id === target.auditId)
		: own.find(record => record.division === target.division && undoable.has(record.action) && (record.outcome === 'done' || hasUnknownOutcome(record)) && !undone.has(record.id));
	if (found === undefined) {
		throw new BacoError('SET-UNDO', {reason: 'auditId' in target ? `there is no change ${target.auditId}` : `no save of division ${target.division} is open`});
	}

	const undos = own.filter(({undoes}) => undoes === found.id);
	for (const earlier of undos) {
		// eslint-disable-next-line no-await-in-loop -- seldom more than one
		const {outcome} = await settleSave(workspace, earlier, {signal});
		if (outcome === 'done') {
			undone.add(found.id);
		}
	}

	const record = await settleSave(workspace, found, {signal});
	const reason = reasonAgainst(record, undone);
	if (reason !== undefined) {
		throw new BacoError('SET-UNDO', {reason});
	}

	return record;
};

/** Puts the old values back, if the row still has those of the save. The connection is tested afterwards by who asked: an old value may be broken, and that is then its state. */
export const undoSave = async (workspace: Workspace, target: UndoSaveTarget, options: Options = {}): Promise<AuditRecord> => {
	refuseReadOnlyProfile(workspace);
	const record = await findSave(workspace, target, options);
	const rights = await readRights(workspace, options);
	refuseWithoutRights(rights, record.target.table === 'bedryf' ? [record.division] : []);
	const statement = await undoStatement(workspace, record, {...options, modifier: rights.person?.number});
	const changes = (record.changes ?? []).map(({column, before, after}) => ({column, before: after, after: before}));
	const undo = {
		...saveRecord(workspace, {
			action: 'settings.undo', division: record.division, table: record.target.table, rowId: record.target.rowId, changes, statement: showStatement(statement), undoes: record.id, group: record.group,
		}), target: record.target,
	};
	return finishChange(async () => {
		await workspace.audit.append(undo);
		return carryOut(workspace, {record, undo, statement});
	});
};

const reasonAgainst = ({id, action, outcome, reason}: AuditRecord, undone: ReadonlySet<string | undefined>): string | undefined => {
	if (!undoable.has(action)) {
		return 'this record is no save';
	}

	if (outcome !== 'done') {
		return outcome === 'pending' ? `the save cannot be settled (${reason ?? 'it is being made just now'})` : `the save was not made (${outcome})`;
	}

	return undone.has(id) ? 'it was undone already' : undefined;
};

const undoStatement = async (workspace: Workspace, {target, division, changes = []}: AuditRecord, {signal, modifier}: Options & {readonly modifier: number | undefined}) => {
	try {
		const columns = await knownColumns(await workspace.synergy({signal}), target.table, {signal});
		const columnOf = (name: string) => {
			const column = columns.get(name.toLowerCase());
			if (column === undefined) {
				throw new BacoError('SET-COLUMN', {column: name, database: workspace.profile.database});
			}

			return column;
		};

		const stamps = modifier !== undefined && columns.has('sysmodified') && columns.has('sysmodifier')
			? [sql`sysmodified = GETDATE()`, sql`sysmodifier = ${typed(columns.get('sysmodifier')!, modifier)}`]
			: [];
		return sql`
			UPDATE dbo.${identifier(target.table)} SET ${joined([...changes.map(({column, before}) => sql`${identifier(column)} = ${typed(columnOf(column), before)}`), ...stamps], ', ')}
			WHERE ${joined([rowOf(workspace, target, division), ...changes.map(({column, after}) => unchanged(columnOf(column), after))], ' AND ')};
			SELECT @@ROWCOUNT AS changed;
		`;
	} catch (error) {
		throw synergyProblem(error, workspace.profile);
	}
};

type Work = {readonly record: AuditRecord; readonly undo: AuditRecord; readonly statement: Awaited<ReturnType<typeof undoStatement>>};

const carryOut = async (workspace: Workspace, {record, undo, statement}: Work): Promise<AuditRecord> => {
	try {
		const connection = await workspace.synergy();
		await connection.transaction(async transaction => {
			const {rows} = await transaction.query<{changed: number}>(statement);
			if (rows[0]?.changed !== 1) {
				throw new BacoError('SET-CHANGED', {division: record.division, changes: [], isUndo: true});
			}
		});
	} catch (error) {
		return failed(workspace, {record, undo}, error);
	}

	const done: AuditRecord = {...undo, outcome: 'done'};
	await workspace.audit.append(done);
	return done;
};

const failed = async (workspace: Workspace, {record, undo}: Pick<Work, 'record' | 'undo'>, error: unknown): Promise<AuditRecord> => {
	if (error instanceof SqlFailure && (error.outcomeUnknown || ['closed', 'timeout', 'socket'].includes(error.kind))) {
		const pending = {...undo, reason: 'The connection was lost; whether the change was made is not known.'};
		await workspace.audit.append(pending);
		const settled = await settleSave(workspace, pending).catch(() => pending);
		if (settled.outcome === 'done') {
			return settled;
		}

		if (settled.outcome === 'pending') {
			throw new BacoError('SET-LOST', {divisions: [record.division]}, {cause: error});
		}

		throw settingsProblem(error, workspace);
	}

	const problem = error instanceof BacoError && error.id === 'SET-CHANGED' ? await whatChanged(workspace, record) : settingsProblem(error, workspace);
	await workspace.audit.append({...undo, outcome: isRefusal(problem) ? 'refused' : 'failed', reason: problem.message});
	throw problem;
};

const whatChanged = async (workspace: Workspace, record: AuditRecord): Promise<BacoError> => {
	try {
		const now = await readColumns(workspace, record);
		const changes = now === undefined
			? ['the row was removed']
			: (record.changes ?? []).filter(({column, after}) => now[column] !== after).map(({column, after}) => `${column} was ${shown(after)}, now it is ${shown(now[column])}`);
		return new BacoError('SET-CHANGED', {division: record.division, changes});
	} catch (error) {
		return toBacoError(error);
	}
};

const shown = (value: unknown) => {
	const text = typeof value === 'string' ? value.trimEnd() : JSON.stringify(value ?? '');
	return ['', '""'].includes(text) ? '(empty)' : text;
};
