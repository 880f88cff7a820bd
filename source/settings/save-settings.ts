import {randomBytes} from 'node:crypto';
import type {AuditRecord} from '../audit/contract.js';
import {finishChange} from '../platform/unfinished-changes.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import type {SqlConnection} from '../sql/contract.js';
import {SqlFailure} from '../sql/sql-failure.js';
import type {Workspace} from '../workspace/contract.js';
import {synergyProblem} from '../workspace/synergy-problem.js';
import type {PlannedSave, SavePlan} from './plan-save.js';
import {readStored} from './read-settings.js';
import {refuseReadOnlyProfile} from './rights.js';
import {saveRecord} from './save-record.js';
import {isStored} from './show-setting.js';
import {refuseUntested, type PlanTest} from './test-plan.js';
import {changedMeanwhile} from './changed-meanwhile.js';
import {settingsStatement, type SettingsUpdate} from './update-statement.js';

export type SaveOptions = {
	readonly tests: readonly PlanTest[];
	readonly acceptsWarnings?: boolean;
	/** Saves each division for itself, instead of all or none. */
	readonly isEach?: boolean;
	/** Names what several saves belong to. */
	readonly group?: string | undefined;
};

/** What became of one division. */
export type SavedDivision = {
	readonly code: string;
	readonly outcome: 'saved' | 'refused' | 'failed' | 'unknown';
	readonly record: AuditRecord | undefined;
	/** Why it was not saved. */
	readonly problem: BacoError | undefined;
};

/**
Saves what was planned and tested: audit records first, then one transaction with a guard on every row, then the audit again.
All or none unless `isEach`. Resolves with the verdict of every division; throws only what concerns all of them before anything is
written: a read-only profile, an audit that cannot be written.
*/
export const saveSettings = async (workspace: Workspace, plan: SavePlan, options: SaveOptions): Promise<SavedDivision[]> => {
	refuseReadOnlyProfile(workspace);
	if (options.isEach !== true) {
		return saveTogether(workspace, plan, options);
	}

	const saved: SavedDivision[] = [];
	for (const division of plan.divisions) {
		try {
			// eslint-disable-next-line no-await-in-loop -- each is a transaction of its own
			saved.push(...await saveTogether(workspace, {...plan, divisions: [division]}, options));
		} catch (error) {
			// What was saved before is told all the same.
			saved.push({
				code: division.division.code, outcome: 'failed', record: undefined, problem: toBacoError(error),
			});
		}
	}

	return saved;
};

const saveTogether = async (workspace: Workspace, plan: SavePlan, {tests, acceptsWarnings = false, group}: SaveOptions): Promise<SavedDivision[]> => {
	const refusals = new Map<string, BacoError>();
	for (const planned of plan.divisions) {
		try {
			refuseUntested(planned, tests.find(({code}) => code === planned.division.code), {acceptsWarnings});
		} catch (error) {
			refusals.set(planned.division.code, toBacoError(error));
		}
	}

	if (refusals.size > 0) {
		return plan.divisions.map(({division: {code}}) => ({
			code, outcome: 'refused', record: undefined, problem: refusals.get(code) ?? othersProblem(code, refusals),
		}));
	}

	const changes = plan.divisions.map(planned => updateOf(planned, plan));
	// One clock reading: what is saved together must be found together.
	const together = group ?? (plan.divisions.length > 1 ? `save-${new Date().toISOString()}-${randomBytes(2).toString('hex')}` : undefined);
	const records = plan.divisions.map((planned, index) => saveRecord(workspace, {
		action: plan.action, division: planned.division.code, table: 'bedryf', rowId: planned.stored.rowId, changes: changes[index]!.changes, statement: planned.statement, group: together,
	}));
	return finishChange(async () => carryOut(workspace, {plan, updates: changes, records}));
};

const othersProblem = (division: string, refusals: ReadonlyMap<string, BacoError>) => new BacoError('SET-OTHERS', {division, others: refusals.keys().toArray().join(', ')});

const updateOf = ({stored, changes}: PlannedSave, {modifier}: SavePlan): SettingsUpdate => ({
	code: stored.code, changes, rowVersion: stored.rowVersion, modifier,
});

type Work = {readonly plan: Pick<SavePlan, 'columns' | 'divisions'>; readonly updates: readonly SettingsUpdate[]; readonly records: readonly AuditRecord[]};

const carryOut = async (workspace: Workspace, work: Work): Promise<SavedDivision[]> => {
	const {records} = work;
	await announce(workspace, records);

	try {
		const connection = await workspace.synergy();
		await connection.transaction(async transaction => {
			for (const [index, update] of work.updates.entries()) {
				// eslint-disable-next-line no-await-in-loop -- one after another, in one transaction
				await updateOnce(transaction, {
					workspace, work, update, index,
				});
			}
		});
	} catch (error) {
		return settleFailure(workspace, work, error);
	}

	return Promise.all(records.map(async record => saved(workspace, record)));
};

/** Nothing is changed before the last record is on the disk; one that cannot be written ends those before it. */
const announce = async ({audit}: Workspace, records: readonly AuditRecord[]) => {
	const written: AuditRecord[] = [];
	try {
		for (const record of records) {
			// eslint-disable-next-line no-await-in-loop -- one file
			await audit.append(record);
			written.push(record);
		}
	} catch (error) {
		await Promise.all(written.map(async record => audit.append({...record, outcome: 'failed', reason: 'The audit could not be written, so nothing was changed.'}).catch(() => undefined)));
		throw error;
	}
};

const updateOnce = async (transaction: SqlConnection, {workspace, work, update, index}: {readonly workspace: Workspace; readonly work: Work; readonly update: SettingsUpdate; readonly index: number}) => {
	const {rows} = await transaction.query<{changed: number}>(settingsStatement(update, work.plan.columns));
	if (rows[0]?.changed === 1) {
		return;
	}

	const [now] = await readStored(transaction, {database: workspace.profile.database, codes: [update.code]});
	throw changedMeanwhile(work.plan.divisions[index]!.stored, now);
};

/** The change is made, whatever becomes of the audit: a full disk must not make it look undone. */
const saved = async ({audit}: Workspace, record: AuditRecord, reason?: string): Promise<SavedDivision> => {
	const done: AuditRecord = {...record, outcome: 'done', ...(reason !== undefined && {reason})};
	try {
		await audit.append(done);
		return {
			code: record.division, outcome: 'saved', record: done, problem: undefined,
		};
	} catch (error) {
		return {
			code: record.division, outcome: 'saved', record: {...done, reason: 'Saved, but the audit could not be completed; baco settings undo reads the row and completes it.'}, problem: toBacoError(error),
		};
	}
};

const isConnectionGone = (error: unknown) => error instanceof SqlFailure && (error.outcomeUnknown || error.kind === 'closed' || error.kind === 'timeout' || error.kind === 'socket');

const settleFailure = async (workspace: Workspace, work: Work, error: unknown): Promise<SavedDivision[]> => {
	const problem = settingsProblem(error, workspace);
	if (isConnectionGone(error)) {
		// The server's word is lost, so the rows themselves are asked, over a new connection.
		const outcome = await outcomeNow(workspace, work);
		if (outcome === 'saved') {
			return Promise.all(work.records.map(async record => saved(workspace, record, 'The connection was lost after the change; the row was read again and has the new values.')));
		}

		if (outcome === 'unknown') {
			const lost = new BacoError('SET-LOST', {divisions: work.records.map(({division}) => division)}, {cause: error});
			return Promise.all(work.records.map(async record => unsaved(workspace, {...record, reason: 'The connection was lost; whether the change was made is not known.'}, 'unknown', lost)));
		}
	}

	const own = problem.id === 'SET-CHANGED' ? String(problem.facts.division) : undefined;
	return Promise.all(work.records.map(async record => {
		const isOther = own !== undefined && record.division !== own;
		const why = isOther ? new BacoError('SET-OTHERS', {division: record.division, others: own}) : problem;
		const isRefused = isRefusal(why);
		return unsaved(workspace, {...record, outcome: isRefused ? 'refused' : 'failed', reason: why.message}, isRefused ? 'refused' : 'failed', why);
	}));
};

const unsaved = async ({audit}: Workspace, record: AuditRecord, outcome: SavedDivision['outcome'], problem: BacoError): Promise<SavedDivision> => {
	await audit.append(record).catch(() => undefined);
	return {
		code: record.division, outcome, record, problem,
	};
};

/** One transaction: the rows all have the new values, or all the old ones. */
const outcomeNow = async (workspace: Workspace, {plan, updates}: Work): Promise<'saved' | 'unsaved' | 'unknown'> => {
	try {
		const now = await readStored(await workspace.synergy(), {database: workspace.profile.database, codes: updates.map(({code}) => code)});
		const isAll = (side: 'before' | 'after') => plan.divisions.every(({stored, changes}) => {
			const row = now.find(({code}) => code === stored.code);
			return row !== undefined && changes.every(change => isStored(row.values[change.name], change[side]));
		});
		return isAll('after') ? 'saved' : (isAll('before') ? 'unsaved' : 'unknown');
	} catch {
		return 'unknown';
	}
};

/** A failure of the change as the operator can act on it. */
export const settingsProblem = (error: unknown, {profile}: Workspace): BacoError => {
	const {user: login, database} = profile;
	const id = error instanceof SqlFailure ? refusals[error.number ?? 0] : undefined;
	return id === undefined ? toBacoError(synergyProblem(error, profile)) : new BacoError(id, {login, database, detail: (error as SqlFailure).message}, {cause: error});
};

/** Whether the server was asked, and said no. */
export const isRefusal = ({id}: BacoError): boolean => ['SET-CHANGED', 'SET-OTHERS', 'SET-PERM', 'SET-DATABASE'].includes(id);

const refusals: Readonly<Record<number, 'SET-PERM' | 'SET-DATABASE' | undefined>> = {229: 'SET-PERM', 230: 'SET-PERM', 3906: 'SET-DATABASE'};
