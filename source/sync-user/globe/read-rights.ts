import {findPerson, type Person} from '../../divisions/find-person.js';
import {knownColumns} from '../../divisions/known-columns.js';
import {readMemberships, type Membership} from '../../divisions/membership.js';
import {flag, text} from '../../divisions/read-text.js';
import type {SqlConnection} from '../../sql/contract.js';
import {int, sql} from '../../sql/statement.js';
import {unlessHidden} from './unless-hidden.js';

/** A row of bedryf in the Globe database; `isActive` is undefined where this release does not tell. */
export type GlobeDivision = {readonly code: string; readonly name: string; readonly isActive: boolean | undefined};

export type GlobeUser = {
	readonly person: Person;
	/** Undefined where this database does not have DivisionPeople, or it may not be read. */
	readonly memberships: ReadonlyMap<string, Membership> | undefined;
	/** Columns of DivisionPeople that this release lacks, and that a membership is judged by. */
	readonly missingColumns: readonly string[];
};

export type GlobeRights = {
	/** Undefined where nothing tells them. */
	readonly roles: readonly string[] | undefined;
	/** Undefined where the database does not show them. */
	readonly divisions: readonly GlobeDivision[] | undefined;
	readonly user: GlobeUser;
};

/** Roles of a user in a Globe database, its divisions, and how the user stands in them; undefined when it has no such user. Rejects with SqlFailure. */
export const readGlobeRights = async (connection: SqlConnection, user: string, signal: AbortSignal): Promise<GlobeRights | undefined> => {
	const humres = await knownColumns(connection, 'humres', {signal});
	const person = humres.has('usr_id') ? await findPerson(connection, user, {signal}) : undefined;
	if (person === undefined) {
		return undefined;
	}

	const columns = await knownColumns(connection, 'DivisionPeople', {signal});
	return {
		roles: await unlessHidden(async () => readRoles(connection, person.number, signal)),
		divisions: await unlessHidden(async () => readDivisions(connection, signal)),
		user: {
			person,
			memberships: await unlessHidden(async () => readMemberships(connection, person, {signal})),
			missingColumns: ['BackOfficeBlocked', 'Inactive'].filter(column => !columns.has(column.toLowerCase())),
		},
	};
};

/** Globe's own roles; an integrated database without them has those of Synergy. */
const readRoles = async (connection: SqlConnection, number: number, signal: AbortSignal): Promise<readonly string[] | undefined> => {
	const hasColumns = async (table: string, ...wanted: readonly string[]) => {
		const columns = await knownColumns(connection, table, {signal});
		return wanted.every(column => columns.has(column));
	};

	const query = await hasColumns('pwruc', 'res_id', 'role_id') && await hasColumns('pwrole', 'role_id', 'role_name')
		? sql`SELECT r.role_name AS role FROM dbo.pwruc u JOIN dbo.pwrole r ON r.role_id = u.role_id WHERE u.res_id = ${int(number)} ORDER BY r.role_name`
		: (await hasColumns('HRRoles', 'roleid', 'empid') && await hasColumns('HRRoleDefs', 'id', 'description')
			? sql`SELECT d.Description AS role FROM dbo.HRRoles r JOIN dbo.HRRoleDefs d ON d.ID = r.RoleID WHERE r.EmpID = ${int(number)} ORDER BY d.Description`
			: undefined);
	if (query === undefined) {
		return undefined;
	}

	const {rows} = await connection.query(query, {signal});
	return [...new Set(rows.map(({role}) => text(role).trim()))];
};

const readDivisions = async (connection: SqlConnection, signal: AbortSignal): Promise<readonly GlobeDivision[] | undefined> => {
	const columns = await knownColumns(connection, 'bedryf', {signal});
	if (!columns.has('bedrnr')) {
		return undefined;
	}

	const name = columns.has('bedrnm') ? sql`bedrnm` : sql`NULL`;
	const active = columns.has('active') ? sql`Active` : sql`NULL`;
	const {rows} = await connection.query(sql`SELECT bedrnr AS code, ${name} AS name, ${active} AS active FROM dbo.bedryf ORDER BY bedrnr`, {signal});
	return rows.map(row => ({code: text(row.code).trim(), name: text(row.name).trim(), isActive: flag(row.active)}));
};
