import type {SqlConnection} from '../sql/contract.js';
import {
	identifier,
	int,
	joined,
	nvarchar,
	sql,
	type Composable,
} from '../sql/statement.js';
import {knownColumns} from './known-columns.js';
import {flag, moment, text} from './read-text.js';

/** A row of humres, in Synergy or in Globe. Undefined: this database does not have the column, or it is NULL. */
export type Person = {
	readonly number: number;
	readonly username: string;
	readonly fullName: string;
	/** Main division. */
	readonly division: string;
	readonly blocked: boolean | undefined;
	readonly backOfficeBlocked: boolean | undefined;
	/** A active, H hired, I inactive, ... */
	readonly status: string;
	readonly left: Date | undefined;
	readonly joined: Date | undefined;
	/** By the clock of the server. */
	readonly hasLeft: boolean;
	readonly hasNotStarted: boolean;
	/** 0 keeps the person from logging in. */
	readonly licenseType: number | undefined;
};

/** Finds a user in humres by its Windows name, with or without domain, whichever way the row has it; undefined when there is none. Rejects with SqlFailure. */
export const findPerson = async (connection: SqlConnection, username: string, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<Person | undefined> => {
	const columns = await knownColumns(connection, 'humres', {signal});
	const bare = withoutDomain(username);
	if (bare === '' || bare.length > 250) {
		return undefined;
	}

	const wanted = Object.keys(optionalColumns).filter(column => columns.has(column.toLowerCase()));
	const {rows} = await connection.query(sql`
		SELECT TOP (10) res_id, usr_id, ${joined([...wanted.map(column => identifier(column)), ...dateTests(wanted)], ', ')}
		FROM dbo.humres
		WHERE usr_id = ${nvarchar(255, username)} OR usr_id = ${nvarchar(255, bare)} OR RIGHT(RTRIM(usr_id), ${int(bare.length + 1)}) = ${nvarchar(255, `\\${bare}`)}
		ORDER BY res_id
	`, {signal});
	const people = rows.map(row => personOf(row));
	return people.find(person => isSameUser(person.username, username)) ?? people.find(person => isSameUser(person.username, bare)) ?? people[0];
};

/** `DOMAIN\user` and `user@domain` without the domain. */
export const withoutDomain = (username: string): string => {
	const trimmed = username.trim();
	return trimmed.slice(trimmed.lastIndexOf('\\') + 1).split('@', 1)[0]!;
};

const optionalColumns = {
	fullname: true, comp: true, blocked: true, BackOfficeBlocked: true, emp_stat: true, ldatuitdienst: true, ldatindienst: true, UserLicenseType: true,
};

// The server compares the dates, because its clock counts and the columns have no time zone.
const dateTests = (wanted: readonly string[]): Composable[] => [
	wanted.includes('ldatuitdienst') ? sql`CASE WHEN ldatuitdienst < GETDATE() THEN 1 ELSE 0 END AS hasLeft` : sql`0 AS hasLeft`,
	wanted.includes('ldatindienst') ? sql`CASE WHEN ldatindienst > GETDATE() THEN 1 ELSE 0 END AS hasNotStarted` : sql`0 AS hasNotStarted`,
];

const isSameUser = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

const personOf = (row: Record<string, unknown>): Person => ({
	number: Number(row.res_id),
	username: text(row.usr_id),
	fullName: text(row.fullname),
	division: text(row.comp).trim(),
	blocked: flag(row.blocked),
	backOfficeBlocked: flag(row.BackOfficeBlocked),
	status: text(row.emp_stat).trim(),
	left: moment(row.ldatuitdienst),
	joined: moment(row.ldatindienst),
	hasLeft: row.hasLeft === 1,
	hasNotStarted: row.hasNotStarted === 1,
	licenseType: typeof row.UserLicenseType === 'number' ? row.UserLicenseType : undefined,
});
