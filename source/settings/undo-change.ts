import {undoRepair} from '../access-servers/undo-repair.js';
import type {AuditRecord} from '../audit/contract.js';
import {isMacRecord} from '../audit/is-mac-record.js';
import type {Workspace} from '../workspace/contract.js';
import {undoMac} from './choose-mac.js';
import {undoSave} from './undo-save.js';

/** Takes back any change of the audit, each in its own way. Throws the problem of a change that cannot be undone. */
export const undoChange = async (workspace: Workspace, auditId: string): Promise<AuditRecord> => {
	const records = await workspace.audit.list();
	const record = records.find(({id}) => id === auditId);
	if (record !== undefined && isMacRecord(record)) {
		return undoMac(workspace, record);
	}

	return record?.action.startsWith('settings.') === true ? undoSave(workspace, {auditId}) : undoRepair(workspace, {auditId});
};
