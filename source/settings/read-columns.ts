import type {AuditRecord} from '../audit/contract.js';
import {knownColumns} from '../divisions/known-columns.js';
import {BacoError} from '../problems/baco-error.js';
import {
	identifier,
	joined,
	nchar,
	sql,
	uniqueidentifier,
	type Composable,
} from '../sql/statement.js';
import type {Workspace} from '../workspace/contract.js';
import {synergyProblem} from '../workspace/synergy-problem.js';
import {macPlace} from './mac-place.js';

type Place = Pick<AuditRecord, 'division' | 'target' | 'changes'>;

/** The columns of a record as its row has them now; undefined when the row is gone. Throws SET-COLUMN when the database lacks one of them. */
export const readColumns = async (workspace: Workspace, {division, target, changes = []}: Place, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<Readonly<Record<string, unknown>> | undefined> => {
	try {
		const connection = await workspace.synergy({signal});
		const columns = await knownColumns(connection, target.table, {signal});
		const lacking = changes.find(({column}) => !columns.has(column.toLowerCase()));
		if (lacking !== undefined) {
			throw new BacoError('SET-COLUMN', {column: lacking.column, database: workspace.profile.database});
		}

		const {rows} = await connection.query(sql`
			SELECT ${joined(changes.map(({column}) => identifier(column)), ', ')} FROM dbo.${identifier(target.table)} WITH (READCOMMITTEDLOCK)
			WHERE ${rowOf(workspace, target, division)}
		`, {signal});
		return rows[0];
	} catch (error) {
		throw synergyProblem(error, workspace.profile);
	}
};

/** What finds the row of a record again. */
export const rowOf = (workspace: Workspace, {table, key}: AuditRecord['target'], division: string): Composable => {
	if (table === 'SCPPortals') {
		return sql`ID = ${uniqueidentifier(key ?? '')}`;
	}

	return table === 'BacoSettings' ? macPlace(workspace).where : sql`bedrnr = ${nchar(3, division)}`;
};
