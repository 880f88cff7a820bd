import {randomUUID} from 'node:crypto';
import {auditOperator} from '../audit/audit-operator.js';
import type {AuditRecord, SyncUserAction} from '../audit/contract.js';
import {thisWriter} from '../audit/unknown-outcome.js';
import {finishChange} from '../platform/unfinished-changes.js';
import {redact} from '../platform/redact.js';
import {toBacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import type {Connection, Coverage} from './contract.js';

export type SyncChange = {
	readonly action: SyncUserAction;
	readonly connection: Connection;
	/** `Monica → CX_Basecone`. */
	readonly before: string;
	readonly after: string;
	readonly coverage: (Pick<Coverage, 'covered' | 'missing' | 'blocked'> & {readonly isAccountingSideKnown?: boolean}) | undefined;
	/** What the operator typed, when something was overridden. */
	readonly reason: string | undefined;
};

/** Makes one change between two audit records: who, when, from, to, coverage and reason. Once it is begun it comes to its end. */
export const recordChange = async (workspace: Workspace, change: SyncChange, carryOut: () => Promise<void>): Promise<AuditRecord> => finishChange(async () => {
	const record = recordOf(workspace, change);
	await workspace.audit.append(record);
	try {
		await carryOut();
	} catch (error) {
		await workspace.audit.append({...record, outcome: 'failed', reason: redact(toBacoError(error).explanation.summary)});
		throw error;
	}

	const done: AuditRecord = {...record, outcome: 'done'};
	await workspace.audit.append(done);
	return done;
});

const recordOf = ({profile}: Workspace, {action, connection, before, after, coverage, reason}: SyncChange): AuditRecord => ({
	id: randomUUID(),
	at: new Date().toISOString(),
	profile: profile.name,
	operator: auditOperator(profile, profile.user),
	action,
	division: connection.description,
	target: {
		server: connection.settings?.url ?? profile.office?.url ?? '', database: connection.id, table: connection.type, rowId: 0, column: action === 'sync-user.assign' ? 'companies' : 'synchronisation user',
	},
	before,
	after,
	statement: action === 'sync-user.assign' ? '' : textOf(coverage),
	outcome: 'pending',
	...(reason !== undefined && {reason: redact(reason)}),
	writer: thisWriter(),
});

/** What the link covered when the change was made; names stay few. */
const textOf = (coverage: SyncChange['coverage']): string => {
	if (coverage === undefined) {
		return 'coverage unknown';
	}

	const missing = coverage.missing.map(({code, name}) => `${code} ${name}`);
	return `${coverage.covered.length} covered, ${missing.length} missing${missing.length === 0 ? '' : ` (${missing.slice(0, 20).join(', ')}${missing.length > 20 ? ', ...' : ''})`}, ${coverage.blocked.length} blocked${coverage.isAccountingSideKnown === false ? '; in the accounting system not known' : ''}`;
};
