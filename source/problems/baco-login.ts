import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const found = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.failed, explain});

/** The states of a login that keep everybody out, as BACO-4 names them. */
export const loginStates = {
	disabled: 'disabled', locked: 'locked out', expired: 'expired', mustChange: 'must change its password',
} as const;

/** `is disabled, locked out and must change its password`. */
const stateText = (problems: readonly unknown[]): string => {
	const states = problems.filter(problem => problem !== loginStates.mustChange).map(problem => show(problem));
	return [
		...(states.length > 0 ? [`is ${states.join(', ')}`] : []),
		...(problems.includes(loginStates.mustChange) ? ['must change its password'] : []),
	].join(' and ');
};

/** What lifts just these states. */
export const statementsFor = (login: string, problems: readonly unknown[]): string => {
	const isNeedsPassword = problems.includes(loginStates.expired) || problems.includes(loginStates.mustChange);
	const isLocked = problems.includes(loginStates.locked);
	return [
		problems.includes(loginStates.disabled) && `ALTER LOGIN [${login}] ENABLE.`,
		isLocked && !isNeedsPassword && `ALTER LOGIN [${login}] WITH PASSWORD = '...' UNLOCK. Then find the caller that keeps using the old password.`,
		isNeedsPassword && `ALTER LOGIN [${login}] WITH PASSWORD = '...'${isLocked ? ' UNLOCK' : ''}, with a new password. Then update every setting that holds the old one.`,
	].filter(statement => statement !== false).join(' ');
};

/** The Baco login as the server and the database know it. */
export const bacoLoginProblems = {
	'BACO-1': found(({login, server}) => ({
		summary: `There is no SQL login ${show(login)} on ${show(server)}.`,
		cause: 'The login was never made on this server, or was left behind on the former one.',
		fix: 'Install Exact Entity Services on the server or make the login; the system administrator or the Exact Support Desk has its password.',
	})),
	'BACO-2': found(({login, database, mappedTo}) => ({
		summary: mappedTo === undefined ? `The user ${show(login)} in ${show(database)} is orphaned: no login of this server belongs to it.` : `The user ${show(login)} in ${show(database)} belongs to another login: ${show(mappedTo)}.`,
		cause: mappedTo === undefined ? 'The database was restored from another server, so the user points to a login that does not exist here.' : `Somebody linked the user to ${show(mappedTo)}, or a login of this server has the SID that the user brought from another one.`,
		fix: `In that database: ALTER USER [${show(login)}] WITH LOGIN = [${show(login)}].`,
	})),
	'BACO-3': found(({login, database}) => ({
		summary: `The database ${show(database)} has no user ${show(login)}.`,
		cause: 'The login has no user of its own in the Globe database.',
		fix: `In that database: CREATE USER [${show(login)}] FOR LOGIN [${show(login)}].`,
	})),
	'BACO-4': found(({login, problems}) => ({
		summary: `The login ${show(login)} ${stateText(Array.isArray(problems) ? problems : [problems])}.`,
		cause: 'The state of the login keeps Synergy from logging in with it.',
		fix: `An administrator of the server runs: ${statementsFor(show(login), Array.isArray(problems) ? problems : [problems])}`,
	})),
	'BACO-5': found(({login, policies}) => ({
		summary: `The password policy is on for the login ${show(login)}: ${Array.isArray(policies) ? policies.join(', ') : show(policies)}.`,
		cause: 'With the policy the login can become locked or expired, or must change its password, and the back office connection then stops.',
		fix: `For this service login: ALTER LOGIN [${show(login)}] WITH CHECK_EXPIRATION = OFF, CHECK_POLICY = OFF.`,
	})),
	'BACO-6': found(({server}) => ({
		summary: `${show(server)} is in Windows authentication mode.`,
		cause: 'SQL logins such as Baco cannot log in to this server.',
		fix: 'Switch the server to mixed mode and restart SQL Server.',
	})),
} as const satisfies Record<string, Entry>;
