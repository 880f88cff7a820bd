import {systemUser} from '../platform/system-user.js';
import type {Profile} from '../profiles/profile.js';
import type {AuditRecord} from './contract.js';

/** Who makes a change: the user of this machine, the SQL login used, and the operator's user in Synergy. */
export const auditOperator = ({operator, user}: Pick<Profile, 'operator' | 'user'>, login: string): AuditRecord['operator'] => ({system: systemUser(), login, synergy: operator ?? user});

/** `root/Baco (j.devries)`; records of older versions have no Synergy user. */
export const operatorText = ({system, login, synergy}: AuditRecord['operator']): string => `${system}/${login}${synergy === undefined ? '' : ` (${synergy})`}`;
