import {findPerson} from '../../divisions/find-person.js';
import {knownColumns} from '../../divisions/known-columns.js';
import type {SqlConnection} from '../../sql/contract.js';
import {int, sql} from '../../sql/statement.js';

export type GlobeRights = {readonly roles: readonly string[]; readonly divisions: readonly string[]};

/** Roles of a user in Globe, and the divisions that its database has for them; undefined where this release keeps them elsewhere. */
export const readGlobeRights = async (connection: SqlConnection, user: string, signal: AbortSignal): Promise<GlobeRights | undefined> => {
	const grants = await knownColumns(connection, 'pwruc', {signal});
	const roles = await knownColumns(connection, 'pwrole', {signal});
	const divisions = await knownColumns(connection, 'bedryf', {signal});
	if (!grants.has('role_id') || !roles.has('role_name') || !divisions.has('bedrnr')) {
		return undefined;
	}

	const person = await findPerson(connection, user, {signal});
	const granted = await connection.query(sql`
		SELECT r.role_name AS role FROM dbo.pwruc u JOIN dbo.pwrole r ON r.role_id = u.role_id
		WHERE u.res_id = ${int(person?.number ?? 0)} ORDER BY r.role_name
	`, {signal});
	const companies = await connection.query(sql`SELECT bedrnr AS code FROM dbo.bedryf ORDER BY bedrnr`, {signal});
	return {
		roles: granted.rows.map(({role}) => String(role).trim()),
		divisions: companies.rows.map(({code}) => String(code).trim()),
	};
};
