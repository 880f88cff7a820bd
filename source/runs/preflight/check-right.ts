import type {Person} from '../../divisions/find-person.js';
import {knownColumns} from '../../divisions/known-columns.js';
import type {SqlConnection} from '../../sql/contract.js';
import {int, sql} from '../../sql/statement.js';
import type {Workspace} from '../../workspace/contract.js';
import type {RunChoice} from '../runners/command-of.js';
import {
	passed,
	skipped,
	warned,
	type Check,
} from './check.js';

/** The administrator role, and the function right of the job where one is known. */
export const checkRight = async ({profile}: Workspace, connection: SqlConnection, {job}: RunChoice, person: Person, options: {readonly signal?: AbortSignal | undefined}): Promise<Check[]> => {
	const roles = await connection.query<{RoleID: number}>(sql`SELECT RoleID FROM dbo.HRRoles WHERE EmpID = ${int(person.number)}`, options);
	const held = new Set(roles.rows.map(({RoleID}) => RoleID));
	const {id, description} = profile.administratorRole;
	const checks = [held.has(id)
		? passed('ROLE', 'Role', `${person.username} has the role ${description}`)
		: warned('ROLE', 'Role', `${person.username} does not have the role ${description} (${id})`, 'The vendor asks for it: have the role given in Synergy, or run the job as another user.')];
	if (job.right === undefined) {
		return [...checks, skipped('RIGHT', 'Function right', 'which one this job needs is not documented')];
	}

	const columns = await knownColumns(connection, 'BacoFunctionRoles', options);
	if (!columns.has('functionid') || !columns.has('roleid')) {
		return [...checks, skipped('RIGHT', 'Function right', 'this database has no BacoFunctionRoles')];
	}

	const {rows} = await connection.query<{RoleID: number}>(sql`SELECT RoleID FROM dbo.BacoFunctionRoles WHERE FunctionID = ${int(job.right.id)}`, options);
	const through = rows.find(({RoleID}) => held.has(RoleID));
	const right = `${job.right.id} (${job.right.name})`;
	if (through !== undefined) {
		return [...checks, passed('RIGHT', 'Function right', `${right} through role ${through.RoleID}`)];
	}

	return [...checks, rows.length === 0
		? skipped('RIGHT', 'Function right', `no role has ${right} in this database`)
		: warned('RIGHT', 'Function right', `${person.username} has none of the roles with ${right}: ${rows.map(({RoleID}) => RoleID).join(', ')}`, 'Have one of these roles given in Synergy.')];
};
