import type {SqlConnection} from '../sql/contract.js';
import {
	identifier,
	int,
	nchar,
	sql,
} from '../sql/statement.js';
import type {Person} from './find-person.js';
import {knownColumns} from './known-columns.js';
import {flag, text} from './read-text.js';

/** How a person stands in one division by DivisionPeople. */
export type Membership = {readonly inactive: boolean; readonly blocked: boolean | undefined};

/** The rows of DivisionPeople of a person by division code, or of one division only; undefined when this database has no such table. Rejects with SqlFailure. */
export const readMemberships = async (connection: SqlConnection, person: Person, {signal, code}: {readonly signal?: AbortSignal | undefined; readonly code?: string} = {}): Promise<Map<string, Membership> | undefined> => {
	const columns = await knownColumns(connection, 'DivisionPeople', {signal});
	if (!columns.has('personid') || !columns.has('division')) {
		return undefined;
	}

	const blocked = columns.has('backofficeblocked') ? identifier('BackOfficeBlocked') : sql`NULL`;
	const inactive = columns.has('inactive') ? sql`CASE WHEN Inactive <= GETDATE() THEN 1 ELSE 0 END` : sql`0`;
	const oneDivision = code === undefined ? sql`` : sql` AND Division = ${nchar(3, code)}`;
	const {rows} = await connection.query<{Division: string; blocked: unknown; inactive: number}>(sql`
		SELECT Division, ${blocked} AS blocked, ${inactive} AS inactive
		FROM dbo.DivisionPeople
		WHERE PersonID = ${int(person.number)}${oneDivision}
	`, {signal});
	const memberships = new Map<string, Membership>();
	for (const row of rows) {
		const division = text(row.Division).trim();
		const membership = {inactive: row.inactive === 1, blocked: flag(row.blocked)};
		// A person can have had the same division before: the row in force counts.
		if (memberships.get(division)?.inactive !== false) {
			memberships.set(division, membership);
		}
	}

	return memberships;
};

/** Whether the person belongs to the division; undefined when that cannot be told. */
export const belongsTo = (person: Person, code: string, memberships: ReadonlyMap<string, Membership> | undefined): boolean | undefined => {
	if (person.division === code) {
		return true;
	}

	return memberships === undefined ? undefined : memberships.get(code)?.inactive === false;
};

/** Where the back office is blocked for the person; undefined when it is not. */
export const blockedIn = (person: Person, code: string, memberships: ReadonlyMap<string, Membership> | undefined): 'humres' | 'DivisionPeople' | undefined => {
	if (person.backOfficeBlocked === true) {
		return 'humres';
	}

	return memberships?.get(code)?.blocked === true ? 'DivisionPeople' : undefined;
};
