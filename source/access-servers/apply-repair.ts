import type {AuditRecord} from '../audit/contract.js';
import type {Workspace} from '../workspace/contract.js';
import {changeRow} from './change-row.js';
import type {RepairPlan} from './plan-repair.js';

/** Makes the planned change, if the row is still as it was shown. Resolves with the settled audit record; throws a BacoError otherwise, with nothing written. */
export const applyRepair = async (workspace: Workspace, plan: RepairPlan, {signal, group}: {readonly signal?: AbortSignal | undefined; readonly group?: string | undefined} = {}): Promise<AuditRecord> =>
	changeRow(workspace, {
		...plan, before: plan.isBeforeNull ? null : plan.before, action: 'access-server.repair', group,
	}, {signal});
