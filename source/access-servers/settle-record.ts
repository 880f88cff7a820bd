import type {AuditRecord} from '../audit/contract.js';
import {hasUnknownOutcome} from '../audit/unknown-outcome.js';
import {openGlobe} from '../connection/open-globe.js';
import type {Division} from '../divisions/contract.js';
import {readDivision} from '../divisions/list-divisions.js';
import {BacoError} from '../problems/baco-error.js';
import {sqlProblem} from '../problems/sql-problem.js';
import type {Workspace} from '../workspace/contract.js';
import {refuseOtherPlace} from './change-row.js';
import type {RepairColumn} from './contract.js';
import {readCell} from './row-cell.js';

export type SettleOptions = {
	readonly signal?: AbortSignal | undefined;
	readonly as?: 'baco' | 'operator' | undefined;
	/** Looks where the record says, whatever the settings of the division say now: they may be half moved. */
	readonly isAtItsPlace?: boolean;
};

/**
Asks the row whether a change was made whose outcome nobody wrote, and writes it to the audit: the new value is `done`, the old one `failed`,
any other leaves the record as it is, with the value now there. A record whose outcome is known comes back untouched.
*/
export const settleRecord = async (workspace: Workspace, record: AuditRecord, options: SettleOptions = {}): Promise<AuditRecord> => {
	if (!hasUnknownOutcome(record)) {
		return record;
	}

	const settled = {...record, ...judge(record, await valueNow(workspace, record, options))};
	await workspace.audit.append(settled);
	return settled;
};

/** Whose login a record was made with. */
export const loginOfRecord = ({profile}: Workspace, {operator}: AuditRecord): 'baco' | 'operator' => operator.login.toLowerCase() === profile.globeUser.toLowerCase() ? 'baco' : 'operator';

/** The division of a record as its settings are now. Throws CFG-9 when it is gone. */
export const divisionOf = async (workspace: Workspace, {division: code}: AuditRecord, signal: AbortSignal | undefined) => {
	const division = await readDivision(workspace, code, {signal}).catch((error: unknown) => {
		throw sqlProblem(error);
	});
	if (division === undefined) {
		throw new BacoError('CFG-9', {division: code});
	}

	return division;
};

/** A division whose settings lead to where a record was made. */
export const atPlace = (division: Division, {target}: AuditRecord): Division => ({...division, serverPath: target.server, databaseName: target.database});

/** Undefined when the row is gone. */
const valueNow = async (workspace: Workspace, record: AuditRecord, {signal, as, isAtItsPlace = false}: SettleOptions): Promise<string | null | undefined> => {
	const {server, database, rowId} = record.target;
	const column = record.target.column as RepairColumn;
	const division = await divisionOf(workspace, record, signal);
	const globe = await openGlobe(workspace, isAtItsPlace ? atPlace(division, record) : division, {signal, as: as ?? loginOfRecord(workspace, record)});
	try {
		refuseOtherPlace({
			server, database, rowId, column, before: record.before,
		}, globe);
		const {value} = await readCell(globe.connection, {
			rowId, column, login: globe.login, database: globe.database, signal,
		});
		return value;
	} catch (error) {
		if (error instanceof BacoError && error.id === 'BAS-ROW') {
			return undefined;
		}

		throw sqlProblem(error, {login: globe.login, database: globe.database, server});
	} finally {
		await globe.connection.close();
	}
};

const judge = ({before, after, isBeforeNull, isAfterNull}: AuditRecord, now: string | null | undefined): Pick<AuditRecord, 'outcome' | 'reason'> => {
	const readAt = new Date().toISOString();
	if (now === (isAfterNull === true ? null : after)) {
		return {outcome: 'done', reason: `The outcome was not written at once; read at ${readAt}, the row has the new value.`};
	}

	if (now === (isBeforeNull === true ? null : before)) {
		return {outcome: 'failed', reason: `The outcome was not written at once; read at ${readAt}, the row has the old value: the change was not made.`};
	}

	const found = now === undefined ? 'the row is gone' : `the row has neither the old nor the new value but ${now === null ? 'NULL' : JSON.stringify(now)}`;
	return {outcome: 'pending', reason: `Whether the change was made is not known: read at ${readAt}, ${found}.`};
};
