import {withoutDomain} from '../../divisions/find-person.js';
import {text} from '../../divisions/read-text.js';
import type {SqlConnection} from '../../sql/contract.js';
import {int, nvarchar, sql} from '../../sql/statement.js';
import type {SqlLogin, WindowsLogin} from '../contract.js';
import {unlessHidden} from './unless-hidden.js';

/** The state of the SQL login by the evidence of the connection test; what that could not see is unknown. */
export const judgeSqlLogin = (name: string, evidence: Readonly<Record<string, unknown>>): SqlLogin => ({
	name,
	exists: evidence.isDisabled === undefined ? (evidence.exists === false ? false : 'unknown') : true,
	disabled: known(evidence.isDisabled),
	locked: known(evidence.isLocked),
	expired: known(evidence.isExpired),
	mustChange: known(evidence.mustChange),
});

const known = (value: unknown): boolean | 'unknown' => typeof value === 'boolean' || value === 0 || value === 1 ? Boolean(value) : 'unknown';

/** The login of a Windows user at the server, whatever its domain. No row means none only where every login may be seen; a Windows group may let the user in all the same. */
export const readWindowsLogin = async (connection: SqlConnection, username: string, signal: AbortSignal): Promise<WindowsLogin> => {
	const bare = withoutDomain(username);
	const unknown: WindowsLogin = {name: bare, state: 'unknown'};
	if (bare === '' || bare.length > 100) {
		return unknown;
	}

	const found = await unlessHidden(async () => connection.query(sql`
		SELECT TOP (10) name, type_desc AS kind, is_disabled AS isDisabled FROM sys.server_principals
		WHERE type = 'U' AND RIGHT(name, ${int(bare.length + 1)}) = ${nvarchar(128, `\\${bare}`)} ORDER BY name
	`, {signal}));
	// A user of the same name in two domains: usr_id does not say which it is.
	if (found === undefined || found.rows.length > 1) {
		return unknown;
	}

	const [row] = found.rows;
	if (row !== undefined) {
		return {name: text(row.name), kind: text(row.kind), state: row.isDisabled === true ? 'disabled' : 'enabled'};
	}

	const {rows} = await connection.query<{seesAll: number | null}>(sql`SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW ANY DEFINITION') AS seesAll`, {signal});
	return rows[0]?.seesAll === 1 ? {name: bare, state: 'none'} : unknown;
};
