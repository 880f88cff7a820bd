import type {AuditRecord} from '../../audit/contract.js';
import {knownColumns} from '../../divisions/known-columns.js';
import {finishChange} from '../../platform/unfinished-changes.js';
import {BacoError} from '../../problems/baco-error.js';
import {showStatement} from '../../sql/show-statement.js';
import {
	identifier,
	joined,
	sql,
	uniqueidentifier,
} from '../../sql/statement.js';
import type {Workspace} from '../../workspace/contract.js';
import {saveRecord} from '../save-record.js';
import {settingsProblem} from '../save-settings.js';
import {settleSave} from '../settle-save.js';
import {typed, unchanged} from '../update-statement.js';
import type {MovedPortal} from './find-mentions.js';

/** Writes the new server into one portal, if it still names the old one: record, transaction, record. Throws SET-CHANGED or what the server says; the record then tells it. */
export const savePortal = async (workspace: Workspace, {key, name, division, changes}: MovedPortal, group: string): Promise<AuditRecord> => {
	const columns = await knownColumns(await workspace.synergy(), 'SCPPortals');
	const columnOf = (column: string) => columns.get(column.toLowerCase())!;
	const statement = sql`
		UPDATE dbo.SCPPortals SET ${joined(changes.map(({column, after}) => sql`${identifier(column)} = ${typed(columnOf(column), after)}`), ', ')}
		WHERE ${joined([sql`ID = ${uniqueidentifier(key)}`, ...changes.map(({column, before}) => unchanged(columnOf(column), before))], ' AND ')};
		SELECT @@ROWCOUNT AS changed;
	`;
	const record = saveRecord(workspace, {
		action: 'settings.portal', division, table: 'SCPPortals', rowId: 0, changes, statement: showStatement(statement), group,
	});
	const keyed: AuditRecord = {...record, target: {...record.target, key}};
	return finishChange(async () => {
		await workspace.audit.append(keyed);
		try {
			const connection = await workspace.synergy();
			await connection.transaction(async transaction => {
				const {rows} = await transaction.query<{changed: number}>(statement);
				if (rows[0]?.changed !== 1) {
					throw new BacoError('SET-CHANGED', {division: `${division} (portal ${name})`, changes: ['the portal does not name the old server any more']});
				}
			});
		} catch (error) {
			const problem = settingsProblem(error, workspace);
			const lost = {...keyed, reason: problem.message};
			const settled = problem.id === 'SET-CHANGED' ? {...lost, outcome: 'refused' as const} : await settleSave(workspace, lost).catch(() => lost);
			await workspace.audit.append(settled);
			if (settled.outcome === 'done') {
				return settled;
			}

			throw problem;
		}

		const done: AuditRecord = {...keyed, outcome: 'done'};
		await workspace.audit.append(done);
		return done;
	});
};
