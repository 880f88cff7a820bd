import {storedTime} from '../platform/show-time.js';
import {loginStates} from '../problems/baco-login.js';
import {finding, type Finding} from '../problems/finding.js';
import type {Facts} from '../problems/problem.js';
import type {SqlConnection} from '../sql/contract.js';
import {nvarchar, sql} from '../sql/statement.js';

export type CheckContext = {
	readonly connection: SqlConnection;
	/** Name of the Baco login. */
	readonly login: string;
	readonly facts: Facts;
	readonly signal: AbortSignal;
};

/** One check of the login. Rejects with SqlFailure. */
export type BacoCheck = (context: CheckContext) => Promise<{readonly evidence: Facts; readonly findings: readonly Finding[]}>;

/** The login exists and is enabled; no row means that it is missing only when every login may be seen. */
export const checkLogin: BacoCheck = async ({connection, login, facts, signal}) => {
	const {rows} = await connection.query<{isDisabled: boolean; defaultDatabase: string; checksPolicy: boolean; checksExpiration: boolean}>(sql`
		SELECT is_disabled AS isDisabled, default_database_name AS defaultDatabase, is_policy_checked AS checksPolicy, is_expiration_checked AS checksExpiration
		FROM sys.sql_logins WHERE name = ${nvarchar(128, login)}
	`, {signal});
	const row = rows[0];
	if (row === undefined) {
		return withoutRow({
			connection, login, facts, signal,
		});
	}

	const policies = [row.checksPolicy && 'CHECK_POLICY', row.checksExpiration && 'CHECK_EXPIRATION'].filter(policy => policy !== false);
	return {
		evidence: {...row},
		findings: [
			...(row.isDisabled ? [finding('BACO-4', 'fail', {...facts, problems: [loginStates.disabled]})] : []),
			...(policies.length > 0 ? [finding('BACO-5', row.checksExpiration ? 'warn' : 'info', {...facts, policies})] : []),
		],
	};
};

const withoutRow: BacoCheck = async ({connection, facts, signal}) => {
	const {rows} = await connection.query<{seesAll: number | null}>(sql`SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW ANY DEFINITION') AS seesAll`, {signal});
	return rows[0]?.seesAll === 1
		? {evidence: {exists: false}, findings: [finding('BACO-1', 'fail', facts)]}
		: {evidence: {exists: 'not permitted to see'}, findings: [finding('PERM-3', 'info', {...facts, login: facts.asLogin, check: 'the login in sys.sql_logins'})]};
};

/** Locked, expired, in need of a new password; the server's mode. NULL is not known, never fine. */
export const checkState: BacoCheck = async ({connection, login, facts, signal}) => {
	const name = nvarchar(128, login);
	const {rows} = await connection.query<Record<'isLocked' | 'isExpired' | 'mustChange' | 'badPasswords' | 'windowsOnly', number | null> & {passwordSet: Date | null}>(sql`
		SELECT CAST(LOGINPROPERTY(${name}, 'IsLocked') AS int) AS isLocked, CAST(LOGINPROPERTY(${name}, 'IsExpired') AS int) AS isExpired,
			CAST(LOGINPROPERTY(${name}, 'IsMustChange') AS int) AS mustChange, CAST(LOGINPROPERTY(${name}, 'BadPasswordCount') AS int) AS badPasswords,
			CAST(LOGINPROPERTY(${name}, 'PasswordLastSetTime') AS datetime) AS passwordSet,
			CAST(SERVERPROPERTY('IsIntegratedSecurityOnly') AS int) AS windowsOnly
	`, {signal});
	const row = rows[0];
	if (row === undefined) {
		return {evidence: {}, findings: []};
	}

	const problems = [row.isLocked === 1 && loginStates.locked, row.isExpired === 1 && loginStates.expired, row.mustChange === 1 && loginStates.mustChange].filter(problem => problem !== false);
	const shown = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, (value instanceof Date ? `${storedTime(value)}, the server's time` : value) ?? 'not permitted to see']));
	return {
		evidence: shown,
		findings: [
			...(problems.length > 0 ? [finding('BACO-4', 'fail', {...facts, problems})] : []),
			...(row.windowsOnly === 1 ? [finding('BACO-6', 'fail', facts)] : []),
		],
	};
};

/** The user in the Globe database belongs to the login of this server. */
export const checkMapping: BacoCheck = async ({connection, login, facts, signal}) => {
	const {rows} = await connection.query<{loginName: string | null; seesAll: number | null}>(sql`
		SELECT sl.name AS loginName, HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW ANY DEFINITION') AS seesAll
		FROM sys.database_principals dp LEFT JOIN sys.server_principals sl ON sl.sid = dp.sid
		WHERE dp.name = ${nvarchar(128, login)}
	`, {signal});
	const row = rows[0];
	if (row !== undefined) {
		const isOwnLogin = String(facts.asLogin).toLowerCase() === login.toLowerCase();
		if (row.loginName !== null) {
			const isSame = row.loginName.toLowerCase() === login.toLowerCase();
			return {evidence: {mapping: isSame ? 'mapped' : `mapped to ${row.loginName}`}, findings: isSame ? [] : [finding('BACO-2', 'fail', {...facts, mappedTo: row.loginName})]};
		}

		// Another login's row is hidden without the right to see it; one's own never is.
		return isOwnLogin || row.seesAll === 1
			? {evidence: {mapping: 'orphaned'}, findings: [finding('BACO-2', 'fail', facts)]}
			: {evidence: {mapping: 'not permitted to see'}, findings: [finding('PERM-3', 'info', {...facts, login: facts.asLogin, check: 'the mapping of the user to its login'})]};
	}

	const {rows: rights} = await connection.query<{seesUsers: number | null; current: string; isOwner: number | null}>(sql`
		SELECT HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'VIEW DEFINITION') AS seesUsers, USER_NAME() AS [current], IS_ROLEMEMBER('db_owner') AS isOwner
	`, {signal});
	if (rights[0]?.current === 'dbo' && String(facts.asLogin).toLowerCase() === login.toLowerCase()) {
		return {evidence: {mapping: 'owner of the database'}, findings: []};
	}

	return rights[0]?.seesUsers === 1
		? {evidence: {mapping: 'no user'}, findings: [finding('BACO-3', 'fail', facts)]}
		: {evidence: {mapping: 'not permitted to see'}, findings: [finding('PERM-3', 'info', {...facts, login: facts.asLogin, check: 'the user in the database'})]};
};

/** SELECT on BacoAccessServers is what the services need; UPDATE only for the repair. */
export const checkPermissions: BacoCheck = async ({connection, facts, signal}) => {
	const {rows} = await connection.query<{canSelect: number | null; canUpdate: number | null}>(sql`
		SELECT HAS_PERMS_BY_NAME('dbo.BacoAccessServers', 'OBJECT', 'SELECT') AS canSelect, HAS_PERMS_BY_NAME('dbo.BacoAccessServers', 'OBJECT', 'UPDATE') AS canUpdate
	`, {signal});
	const shown = (value: number | null | undefined) => value === 1 ? true : (value === 0 ? false : 'not permitted to see');
	const {canSelect, canUpdate} = rows[0] ?? {};
	// With the operator's login the answer is about the operator.
	const severity = facts.asLogin === facts.login ? 'fail' : 'info';
	const object = {...facts, login: facts.asLogin, object: 'dbo.BacoAccessServers'};
	return {
		evidence: {canSelectAccessServers: shown(canSelect), canUpdateAccessServers: shown(canUpdate)},
		findings: [
			...(canSelect === 0 ? [finding('PERM-1', severity, {...object, permission: 'SELECT'})] : []),
			...(canSelect === 1 && canUpdate === 0 ? [finding('PERM-1', 'info', {...object, permission: 'UPDATE'})] : []),
		],
	};
};

/** How this connection came about. */
export const checkConnection: BacoCheck = async ({connection, signal}) => {
	const {rows} = await connection.query(sql`
		SELECT CAST(CONNECTIONPROPERTY('local_tcp_port') AS int) AS tcpPort, CAST(CONNECTIONPROPERTY('auth_scheme') AS nvarchar(40)) AS authScheme
	`, {signal});
	return {evidence: rows[0] ?? {}, findings: []};
};
