import {findPerson, type Person} from '../divisions/find-person.js';
import {knownColumns} from '../divisions/known-columns.js';
import {operatorName} from '../divisions/list-divisions.js';
import {
	belongsTo,
	blockedIn,
	readMemberships,
	type Membership,
} from '../divisions/membership.js';
import {text} from '../divisions/read-text.js';
import {BacoError} from '../problems/baco-error.js';
import type {SqlConnection} from '../sql/contract.js';
import {int, nvarchar, sql} from '../sql/statement.js';
import type {Workspace} from '../workspace/contract.js';
import {synergyProblem} from '../workspace/synergy-problem.js';

/** A function right of Synergy that has to do with these settings. */
export type FunctionRight = {readonly id: number; readonly description: string; readonly held: boolean};

/** What the operator may do with the back office settings. Undefined: this database cannot tell. */
export type Rights = {
	readonly operator: string;
	readonly person: Person | undefined;
	readonly role: {readonly id: number; readonly description: string; readonly held: boolean | undefined; readonly level: string | undefined; readonly found: string};
	readonly functions: readonly FunctionRight[];
	readonly memberships: ReadonlyMap<string, Membership> | undefined;
};

/** Looks up role, membership, blocks and function rights of a person: the operator of the profile unless told. Rejects with a SYN- problem. */
export const readRights = async (workspace: Workspace, {operator = operatorName(workspace), signal}: {readonly operator?: string; readonly signal?: AbortSignal | undefined} = {}): Promise<Rights> => {
	try {
		const connection = await workspace.synergy({signal});
		const humres = await knownColumns(connection, 'humres', {signal});
		const person = humres.has('usr_id') ? await findPerson(connection, operator, {signal}) : undefined;
		const role = await administratorRole(connection, workspace, signal);
		return {
			operator,
			person,
			role: {...role, ...await holds(connection, person, role.id, signal)},
			functions: await functionRights(connection, person, signal),
			memberships: person && await readMemberships(connection, person, {signal}),
		};
	} catch (error) {
		throw synergyProblem(error, workspace.profile);
	}
};

/** Throws the refusal that names the missing right and where it is given: not an administrator, not of the division, or blocked. What cannot be told refuses nothing. */
export const refuseWithoutRights = ({operator, person, role, memberships}: Rights, codes: readonly string[]): void => {
	if (person === undefined) {
		throw new BacoError('SET-WHO', {operator});
	}

	if (role.held === false) {
		throw new BacoError('SET-ROLE', {operator: person.username, role: `${role.id} ${role.description}`});
	}

	for (const division of codes) {
		const where = blockedIn(person, division, memberships);
		if (where !== undefined) {
			throw new BacoError('SET-BLOCKED', {operator: person.username, division, where});
		}

		if (belongsTo(person, division, memberships) === false) {
			throw new BacoError('SET-MEMBER', {operator: person.username, division});
		}
	}
};

/** Throws SET-READONLY when the profile refuses every change. */
export const refuseReadOnlyProfile = ({profile}: Workspace): void => {
	if (profile.readOnly) {
		throw new BacoError('SET-READONLY', {profile: profile.name});
	}
};

/** The role is looked up by its description, because a customer may have numbered it anew; the profile's number is for a database that has no such description. */
const administratorRole = async (connection: SqlConnection, {profile}: Workspace, signal: AbortSignal | undefined) => {
	const {id, description} = profile.administratorRole;
	const columns = await knownColumns(connection, 'HRRoleDefs', {signal});
	if (!columns.has('id') || !columns.has('description')) {
		return {id, description, found: 'the number is the profile\'s: there is no table HRRoleDefs'};
	}

	const {rows} = await connection.query<{ID: number}>(sql`SELECT ID FROM dbo.HRRoleDefs WHERE Description = ${nvarchar(60, description)} ORDER BY ID`, {signal});
	const numbers = rows.map(row => row.ID);
	return numbers.length === 0 ? {id, description, found: `the number is the profile's: HRRoleDefs has no role ${description}`} : {id: numbers.includes(id) ? id : numbers[0]!, description, found: 'by its description in HRRoleDefs'};
};

const holds = async (connection: SqlConnection, person: Person | undefined, role: number, signal: AbortSignal | undefined): Promise<{readonly held: boolean | undefined; readonly level: string | undefined}> => {
	const columns = await knownColumns(connection, 'HRRoles', {signal});
	if (person === undefined || !columns.has('roleid') || !columns.has('empid')) {
		return {held: undefined, level: undefined};
	}

	const [level, order] = columns.has('rolelevel') ? [sql`RoleLevel`, sql`ORDER BY RoleLevel DESC`] : [sql`CAST(NULL AS int) AS RoleLevel`, sql``];
	const {rows} = await connection.query<{RoleLevel: number | null}>(sql`SELECT TOP (1) ${level} FROM dbo.HRRoles WHERE EmpID = ${int(person.number)} AND RoleID = ${int(role)} ${order}`, {signal});
	const number = rows[0]?.RoleLevel;
	return {held: rows.length > 0, level: typeof number === 'number' ? await levelName(connection, number, signal) : undefined};
};

const levelName = async (connection: SqlConnection, level: number, signal: AbortSignal | undefined): Promise<string> => {
	const columns = await knownColumns(connection, 'HRRoleLevels', {signal});
	if (!columns.has('description')) {
		return String(level);
	}

	const {rows} = await connection.query<{Description: string}>(sql`SELECT Description FROM dbo.HRRoleLevels WHERE ID = ${int(level)}`, {signal});
	return rows[0] === undefined ? String(level) : `${level} ${text(rows[0].Description)}`;
};

/** Documented numbers: 187 maintains the roles of function rights, 640 the web services. None is documented for the page itself, so rights that name the back office are shown too. */
const functionRights = async (connection: SqlConnection, person: Person | undefined, signal: AbortSignal | undefined): Promise<FunctionRight[]> => {
	const [functions, roles, held] = [await knownColumns(connection, 'BacoFunctions', {signal}), await knownColumns(connection, 'BacoFunctionRoles', {signal}), await knownColumns(connection, 'HRRoles', {signal})];
	if (!functions.has('description') || !roles.has('functionid') || !held.has('empid')) {
		return [];
	}

	const {rows} = await connection.query<{ID: number; Description: string; held: number}>(sql`
		SELECT f.ID, f.Description, CASE WHEN EXISTS (
			SELECT 1 FROM dbo.BacoFunctionRoles fr INNER JOIN dbo.HRRoles r ON r.RoleID = fr.RoleID
			WHERE fr.FunctionID = f.ID AND r.EmpID = ${int(person?.number ?? -1)}) THEN 1 ELSE 0 END AS held
		FROM dbo.BacoFunctions f
		WHERE f.ID IN (187, 640) OR f.Description LIKE ${nvarchar(40, '%back office%')}
		ORDER BY f.ID
	`, {signal});
	return rows.map(row => ({id: row.ID, description: text(row.Description), held: row.held === 1}));
};
