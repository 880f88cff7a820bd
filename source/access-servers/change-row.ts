import {randomUUID} from 'node:crypto';
import {auditOperator} from '../audit/audit-operator.js';
import type {AuditRecord} from '../audit/contract.js';
import {thisWriter} from '../audit/unknown-outcome.js';
import {openGlobe, type GlobeConnection} from '../connection/open-globe.js';
import type {Division} from '../divisions/contract.js';
import {finishChange} from '../platform/unfinished-changes.js';
import {BacoError} from '../problems/baco-error.js';
import {sqlProblem} from '../problems/sql-problem.js';
import {SqlFailure} from '../sql/sql-failure.js';
import type {Workspace} from '../workspace/contract.js';
import type {RepairColumn} from './contract.js';
import {refuseReadOnly} from './refuse-read-only.js';
import {readCell, readValue} from './row-cell.js';
import {showUpdate, updateStatement} from './update-statement.js';

export type RowChange = {
	readonly division: Division;
	readonly rowId: number;
	readonly column: RepairColumn;
	readonly before: string | null;
	readonly after: string | null;
	readonly as: 'baco' | 'operator';
	readonly action: AuditRecord['action'];
	readonly undoes?: string;
	/** What several changes belong to. */
	readonly group?: string | undefined;
	/** Where the value was seen; a division whose settings point elsewhere since is refused. */
	readonly server: string;
	readonly database: string;
};

/**
Makes one change: audit record, transaction with the guard on the old value, audit record again.
Throws BAS-CHANGED when someone else was faster, and SQL-OUTCOME-UNKNOWN when the server went away and the row could not be read again.
Once the statement is sent nothing cancels it.
*/
export const changeRow = async (workspace: Workspace, change: RowChange, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<AuditRecord> => {
	refuseReadOnly(workspace);
	const globe = await openGlobe(workspace, change.division, {signal, as: change.as});
	try {
		refuseOtherPlace(change, globe);
		const {dataType} = await cellOf(globe, change, signal);
		const record = recordOf(workspace, {change, globe, dataType});
		return await finishChange(async () => {
			await workspace.audit.append(record);
			return carryOut(workspace, {
				change, globe, dataType, record,
			});
		});
	} finally {
		await globe.connection.close();
	}
};

/** Throws BAS-MOVED when the division's settings lead elsewhere than where the value was seen. */
export const refuseOtherPlace = ({server, database, rowId, column, before}: Pick<RowChange, 'server' | 'database' | 'rowId' | 'column' | 'before'>, globe: GlobeConnection): void => {
	const now = globe.server.instance === undefined ? globe.server.host : `${globe.server.host}\\${globe.server.instance}`;
	const then = server.split(',', 1)[0]!;
	if (now.toLowerCase() !== then.toLowerCase() || globe.database.toLowerCase() !== database.toLowerCase()) {
		throw new BacoError('BAS-MOVED', {
			rowId, column, before, was: `${server} ${database}`, now: `${now} ${globe.database}`,
		});
	}
};

const cellOf = async ({connection, login, database}: GlobeConnection, {rowId, column}: RowChange, signal: AbortSignal | undefined) => {
	try {
		return await readCell(connection, {
			rowId, column, login, database, signal,
		});
	} catch (error) {
		throw sqlProblem(error, {login, database});
	}
};

const recordOf = ({profile}: Workspace, {change: {division, rowId, column, before, after, action, undoes, group, server, database}, globe: {login}, dataType}: Omit<Work, 'record'>): AuditRecord => ({
	id: randomUUID(),
	at: new Date().toISOString(),
	profile: profile.name,
	operator: auditOperator(profile, login),
	action,
	division: division.code,
	target: {
		server, database, table: 'BacoAccessServers', rowId, column,
	},
	before: before ?? '',
	after: after ?? '',
	...(before === null && {isBeforeNull: true}),
	...(after === null && {isAfterNull: true}),
	statement: showUpdate({
		rowId, column, before, after,
	}, dataType),
	outcome: 'pending',
	writer: thisWriter(),
	...(undoes !== undefined && {undoes}),
	...(group !== undefined && {group}),
});

type Work = {readonly change: RowChange; readonly globe: GlobeConnection; readonly dataType: string; readonly record: AuditRecord};

const carryOut = async (workspace: Workspace, work: Work): Promise<AuditRecord> => {
	const {globe: {connection, login, database}, record} = work;
	try {
		await connection.transaction(async transaction => updateOnce(transaction, work));
	} catch (error) {
		return settleFailure(workspace, work, sqlProblem(error, {
			login, database, object: 'dbo.BacoAccessServers', server: record.target.server,
		}), isConnectionGone(error));
	}

	return finish(workspace, record, 'done');
};

const updateOnce = async (transaction: GlobeConnection['connection'], {change, dataType}: Work) => {
	const {rows} = await transaction.query<{changed: number}>(updateStatement(change, dataType));
	if (rows[0]?.changed === 1) {
		return;
	}

	const now = await readValue(transaction, change);
	if (change.undoes !== undefined && now?.value === change.after) {
		throw new BacoError('BAS-UNDO', {reason: `row ${change.rowId} has the old value ${change.after === null ? 'NULL' : JSON.stringify(change.after)} already, so it is already undone`});
	}

	throw new BacoError('BAS-CHANGED', {
		rowId: change.rowId, column: change.column, before: change.before, now: now?.value,
	});
};

const isConnectionGone = (error: unknown) => error instanceof SqlFailure && (error.outcomeUnknown || error.kind === 'closed' || error.kind === 'timeout' || error.kind === 'socket');

const settleFailure = async (workspace: Workspace, work: Work, error: unknown, isGone: boolean): Promise<AuditRecord> => {
	const {record, change} = work;
	if (!isGone) {
		const isRefused = error instanceof BacoError && (error.id === 'BAS-CHANGED' || error.id === 'BAS-UNDO' || error.id.startsWith('PERM-'));
		await finish(workspace, record, isRefused ? 'refused' : 'failed', reasonOf(error));
		throw error;
	}

	// The server's word is lost, so the row itself is asked, over a new connection.
	const now = await readAgain(workspace, change);
	if (now === undefined) {
		await workspace.audit.append({...record, reason: 'The connection was lost; whether the change was made is not known.'});
		throw new BacoError('BAS-LOST', {rowId: change.rowId, division: change.division.code}, {cause: error});
	}

	if (now.value === change.after) {
		return finish(workspace, record, 'done', 'The connection was lost after the change; the row was read again and has the new value.');
	}

	await finish(workspace, record, 'failed', reasonOf(error));
	throw error;
};

const readAgain = async (workspace: Workspace, {division, as, rowId, column}: RowChange): Promise<{readonly value: string | null | undefined} | undefined> => {
	try {
		const {connection} = await openGlobe(workspace, division, {as});
		try {
			const found = await readValue(connection, {rowId, column});
			return {value: found?.value};
		} finally {
			await connection.close();
		}
	} catch {
		return undefined;
	}
};

const reasonOf = (error: unknown) => error instanceof Error ? error.message : String(error);

const finish = async ({audit}: Workspace, record: AuditRecord, outcome: AuditRecord['outcome'], reason?: string): Promise<AuditRecord> => {
	const settled: AuditRecord = {...record, outcome, ...(reason !== undefined && {reason})};
	await audit.append(settled);
	return settled;
};
