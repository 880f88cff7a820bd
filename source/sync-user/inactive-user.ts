import {finding, type Finding} from '../problems/finding.js';
import type {OfficeUser} from './contract.js';

/** The finding about a synchronisation user who cannot log in. */
export const inactiveUser = 'SYNC-USER-INACTIVE';

/** What is wrong with a chosen user, as the office has it now; without its answer, as it was when the user was chosen. */
export const userFindings = (user: OfficeUser | undefined, users: readonly OfficeUser[] = []): readonly Finding[] => {
	const current = users.find(({id}) => id === user?.id) ?? user;
	return current === undefined || current.isActive ? [] : [finding(inactiveUser, 'warn', {user: current.name})];
};
