import {finding, type Finding} from '../problems/finding.js';
import type {Language} from '../problems/problem.js';
import type {OfficeUser} from './contract.js';

/** `usual`: what the office's own help has for a synchronisation user; `unusual`: another one, which decides nothing by itself; `conflicting`: roles that must not be combined; `unknown`: the office tells none. */
export type RoleVerdict = 'usual' | 'unusual' | 'conflicting' | 'unknown';

/** What the roles of a user in the office mean for a synchronisation user. Advice: the office itself lets any role be one. */
export const judgeRole = ({roles}: Pick<OfficeUser, 'roles'>): RoleVerdict => {
	if (roles.length === 0) {
		return 'unknown';
	}

	if (conflicts.some(pair => pair.every(role => roles.includes(role)))) {
		return 'conflicting';
	}

	return roles.some(role => usualRoles.has(role)) ? 'usual' : 'unusual';
};

/** The same as a finding; none for a usual role. */
export const roleFindings = ({name, roles}: Pick<OfficeUser, 'name' | 'roles'>): readonly Finding[] => {
	const verdict = judgeRole({roles});
	return verdict === 'usual' ? [] : [finding(ids[verdict], verdict === 'conflicting' ? 'warn' : 'info', {user: name, roles, verdict})];
};

/** `SuperUser, usual for a synchronisation user`. */
export const roleText = ({roles}: Pick<OfficeUser, 'roles'>, language: Language = 'en'): string => [...roles, words[judgeRole({roles})][language]].join(', ');

const usualRoles: ReadonlySet<string> = new Set(['SuperUser', 'Accountant']);

const conflicts = [['Accountant', 'SMEAccountant'], ['ClientUser', 'RestrictedClientUser']] as const;

const ids = {unusual: 'SYNC-USER-ROLE', conflicting: 'SYNC-USER-ROLES', unknown: 'SYNC-USER-ROLE-UNKNOWN'} as const;

const words: Readonly<Record<RoleVerdict, Readonly<Record<Language, string>>>> = {
	usual: {en: 'usual for a synchronisation user', nl: 'gebruikelijk voor een synchronisatiegebruiker'},
	unusual: {en: 'not usual for a synchronisation user', nl: 'niet gebruikelijk voor een synchronisatiegebruiker'},
	conflicting: {en: 'roles that must not be combined', nl: 'rollen die niet samen mogen'},
	unknown: {en: 'unknown: the office tells no role', nl: 'onbekend: het kantoor noemt geen rol'},
};
