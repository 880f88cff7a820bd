import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const found = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.failed, explain});

/** The states of a login that keep everybody out, as BACO-4 names them. */
export const loginStates = {
	disabled: 'disabled', locked: 'locked out', expired: 'expired', mustChange: 'in need of a new password',
} as const;

/** What lifts just these states. */
const statementsFor = (login: string, problems: readonly unknown[]): string => {
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
	'BACO-2': found(({login, database}) => ({
		summary: `The user ${show(login)} in ${show(database)} is orphaned: its login is another one.`,
		cause: 'The database was restored from another server, so the user points to a login that does not exist here.',
		fix: `In that database: ALTER USER [${show(login)}] WITH LOGIN = [${show(login)}].`,
	})),
	'BACO-3': found(({login, database}) => ({
		summary: `The database ${show(database)} has no user ${show(login)}.`,
		cause: 'The login has no user of its own in the Globe database.',
		fix: `In that database: CREATE USER [${show(login)}] FOR LOGIN [${show(login)}].`,
	})),
	'BACO-4': found(({login, problems}) => ({
		summary: `The login ${show(login)} is ${Array.isArray(problems) ? problems.join(', ') : show(problems)}.`,
		cause: 'The state of the login keeps Synergy from logging in with it.',
		fix: `An administrator of the server runs: ${statementsFor(show(login), Array.isArray(problems) ? problems : [problems])}`,
	})),
	'BACO-5': found(({login, policies}) => ({
		summary: `The password policy is on for the login ${show(login)}: ${Array.isArray(policies) ? policies.join(', ') : show(policies)}.`,
		cause: 'With the policy the login can become locked, expired or in need of a new password, and the back office connection then stops.',
		fix: `For this service login: ALTER LOGIN [${show(login)}] WITH CHECK_EXPIRATION = OFF, CHECK_POLICY = OFF.`,
	})),
	'BACO-6': found(({server}) => ({
		summary: `${show(server)} is in Windows authentication mode.`,
		cause: 'SQL logins such as Baco cannot log in to this server.',
		fix: 'Switch the server to mixed mode and restart SQL Server.',
	})),
} as const satisfies Record<string, Entry>;
