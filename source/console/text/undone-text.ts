import type {AuditRecord} from '../../audit/contract.js';
import {showValue} from './show-value.js';

/** What an undo has put back, as a sentence. */
export const undoneText = ({action, division, target}: AuditRecord, undone: AuditRecord): string => division === '' ? `Undone: ${target.column} is ${showValue(undone.after)} again.` : `Undone: ${action.startsWith('access-server.') ? `row ${target.rowId} of` : 'division'} ${division} has ${showValue(undone.after)} again.`;
