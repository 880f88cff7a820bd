import type {AuditRecord} from './contract.js';

/** A change of the MAC address, or an undo of one: it is kept in the profile, and belongs to no division. */
export const isMacRecord = ({action, target}: Pick<AuditRecord, 'action' | 'target'>): boolean => action === 'settings.mac' || (action === 'settings.undo' && target.table === 'profile');
