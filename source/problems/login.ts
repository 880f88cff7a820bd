import {shellWord} from '../platform/shell-word.js';
import {loginStates, statementsFor} from './baco-login.js';
import {exitCodes} from './exit-codes.js';
import {mixedModeAdvice} from './mixed-mode.js';
import type {Entry, Facts} from './problem.js';
import {show} from './show.js';

const refused = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.rights, explain});

/** What the SQL Server error log says about error 18456, by state; clients normally see state 1 only. */
export const loginFailureStates: Readonly<Record<number, string>> = {
	1: 'no detail given',
	2: 'unknown login',
	5: 'unknown login',
	6: 'Windows name used with a SQL login',
	7: 'login disabled and wrong password',
	8: 'wrong password',
	9: 'invalid password',
	11: 'valid login, no access to the server',
	12: 'valid login, no access to the server',
	18: 'password must change',
	38: 'database not found',
	46: 'database not found',
	58: 'the server is configured for Windows authentication only',
	122: 'empty user or password',
	123: 'empty user or password',
	124: 'empty user or password',
	126: 'database does not exist',
};

const stateText = (state: unknown) => typeof state === 'number' && state !== 1 && loginFailureStates[state] !== undefined ? ` State ${state}: ${loginFailureStates[state]}.` : '';

/** A password of the environment or of a command is read before every store, so keeping another one would change nothing. */
const givenBy = (store: unknown, detail: unknown, keep: string): {readonly place: string; readonly text: string; readonly fix: string} | undefined => {
	if (store === 'environment') {
		const place = `the environment variable ${show(detail)}`;
		return {place, text: `The password in ${place}`, fix: `set ${show(detail)} to it, or unset the variable (it is read before every store) and keep the password with ${keep}`};
	}

	if (store === 'command') {
		return {place: 'the password command of the profile', text: 'The password that the password command of the profile prints', fix: 'correct it where the password command of the profile reads it (it is asked before the keychain and the vault)'};
	}

	return store === 'memory' ? {place: 'what was typed', text: 'The password that was typed', fix: `type it at the next test, or keep it with ${keep}`} : undefined;
};

const lockout = 'Each test with the wrong one counts as one more wrong password (an entity service that has the wrong one too adds its own), and a login with a password policy is locked out after a few: correct it before the next test.';

/** The server tells clients no more than the number; `loginExists`, `isDisabled` and `badPasswords` are what another login saw there. */
const refusalAdvice = ({login, server, credential, serverCredential, loginExists, isDisabled, badPasswords, store, storeDetail}: Facts): {readonly cause: string; readonly fix: string} => {
	const keepAs = (name: unknown) => name === undefined ? 'baco credential set' : `baco credential set ${shellWord(show(name))} --password-stdin`;
	const given = givenBy(store, storeDetail, keepAs(serverCredential ?? credential));
	if (loginExists === true) {
		// The common password may be right on the other servers.
		const others = serverCredential === undefined || serverCredential === credential ? '' : ` (Only when it is the same on every server: '${show(credential)}'.)`;
		const counted = typeof badPasswords === 'number' && badPasswords > 0 ? `; the server has counted ${badPasswords} wrong ${badPasswords === 1 ? 'password' : 'passwords'}` : '';
		return {
			cause: `The login exists there and is ${isDisabled === true ? 'disabled' : 'enabled'}${counted}. ${given?.text ?? `The password kept${credential === undefined ? '' : ` as ${show(credential)}`}${storeDetail === undefined ? '' : ` (${show(store)}: ${show(storeDetail)})`}`} is wrong.`,
			fix: `Ask the system administrator for the password of ${show(login)} on ${show(server)} and use it: ${given?.fix ?? keepAs(serverCredential ?? credential)}.${given === undefined ? others : ''} ${lockout}${isDisabled === true ? ` The login must be enabled too: ALTER LOGIN [${show(login)}] ENABLE.` : ''}`,
		};
	}

	return loginExists === false
		? {
			cause: 'The login does not exist there.',
			fix: 'Install Exact Entity Services on the server or make the login; the system administrator or the Exact Support Desk has its password.',
		}
		: {
			cause: `The login does not exist there or the password is wrong${given === undefined ? (storeDetail === undefined ? '' : ` (it came from the ${show(store)}: ${show(storeDetail)})`) : ` (it came from ${given.place})`}. The server tells clients no more; the real reason is the state in the SQL Server error log (2, 5 unknown login; 7 disabled; 8 wrong password; 38, 46 database; 58 the server is not in mixed mode).`,
			fix: `Check that the login exists on the server that hosts the Globe databases, and give the right password: ${given?.fix ?? keepAs(credential)}. ${lockout} Read the state of error 18456 in the SQL Server error log.`,
		};
};

/** The login at a SQL server. */
export const loginProblems = {
	'LOG-1': refused(facts => ({
		summary: `SQL Server ${show(facts.server)} refuses the login ${show(facts.login)} (18456).${stateText(facts.state)}`,
		...refusalAdvice(facts),
	})),
	'LOG-2': refused(({login, server}) => ({
		summary: `SQL Server ${show(server)} refuses ${show(login)}: the login is from an untrusted domain (18452).`,
		cause: 'The server takes the name for a Windows account that it does not trust; baco signs in with SQL logins only. A server that is not in mixed mode can answer so to a SQL login too.',
		fix: `Use a SQL login, not a Windows account, and let the server be in mixed mode. ${mixedModeAdvice}`,
	})),
	'LOG-3': refused(({login, server}) => ({
		summary: `The login ${show(login)} is disabled on ${show(server)} (18470).`,
		cause: 'Somebody disabled the login.',
		fix: `An administrator runs on that server: ALTER LOGIN [${show(login)}] ENABLE.`,
	})),
	'LOG-4': refused(({login, server}) => ({
		summary: `The login ${show(login)} is locked out on ${show(server)} (18486).`,
		cause: 'Too many failed logins, with the password policy switched on for this login.',
		fix: `An administrator unlocks it: ALTER LOGIN [${show(login)}] WITH PASSWORD = '...' UNLOCK. Then find the caller that keeps using the old password.`,
	})),
	'LOG-5': refused(({login, server, number}) => ({
		summary: `The password of ${show(login)} on ${show(server)} ${number === 18_488 ? 'must be changed (18488)' : 'has expired (18487)'}.`,
		cause: 'The login was made with password expiration or with "must change at next login".',
		fix: `An administrator of the server runs: ${statementsFor(show(login), [number === 18_488 ? loginStates.mustChange : loginStates.expired])} For a service login the expiration is best off: ALTER LOGIN [${show(login)}] WITH CHECK_EXPIRATION = OFF.`,
	})),
	'LOG-6': refused(({server, number}) => ({
		summary: `SQL Server ${show(server)} lets only administrators in at the moment (${show(number)}).`,
		cause: 'The server starts in single-user mode, is being upgraded, or only administrators may connect.',
		fix: 'Wait, or let the administrator end the maintenance.',
	})),
	'LOG-7': refused(({server}) => ({
		summary: `SQL Server ${show(server)} accepts Windows authentication only.`,
		cause: 'Mixed mode is off: the server takes no SQL login at all, and baco and the Baco login are SQL logins.',
		fix: `Let the server be switched to mixed mode. ${mixedModeAdvice}`,
	})),
	'LOG-8': refused(({login, server}) => ({
		summary: `A logon trigger on ${show(server)} refused the login ${show(login)} (17892).`,
		cause: 'A trigger of the database administrator limits who may log in, from where or when.',
		fix: 'Ask the database administrator to let this login in from this machine.',
	})),
	'LOG-9': refused(({login, server, credential, alternative}) => ({
		summary: `No password is kept for the login ${show(login)} on ${show(server)}, so the login was not tried.`,
		cause: 'The credential stores of this machine have no entry for it.',
		fix: `Ask the system administrator for the password and keep it: baco credential set ${shellWord(show(credential))} --password-stdin${alternative === undefined ? '' : ` (or ${shellWord(show(alternative))} for all servers of the profile)`}.`,
	})),
	'LOG-10': refused(({server, seconds}) => ({
		summary: `SQL Server ${show(server)} took the connection, but did not answer the login within ${show(seconds)} s.`,
		cause: 'The server is overloaded, starting, or stalled; a logon trigger or an unreachable domain controller can hold logins too.',
		fix: 'Test again in a minute. When it stays so, let the administrator look at the server and its error log.',
	})),
} as const satisfies Record<string, Entry>;
