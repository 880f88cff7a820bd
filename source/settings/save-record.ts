import {randomUUID} from 'node:crypto';
import {auditOperator} from '../audit/audit-operator.js';
import type {AuditRecord, ColumnChange} from '../audit/contract.js';
import {thisWriter} from '../audit/unknown-outcome.js';
import {formatServer} from '../profiles/server-address.js';
import type {Workspace} from '../workspace/contract.js';

export type RecordedChange = {
	readonly action: AuditRecord['action'];
	readonly division: string;
	readonly table: string;
	readonly rowId: number;
	readonly changes: readonly ColumnChange[];
	readonly statement: string;
	readonly undoes?: string | undefined;
	readonly group?: string | undefined;
};

/** A pending audit record of a change in the Synergy database: written before the change, so that a crash in the middle leaves a trace. */
export const saveRecord = ({profile}: Workspace, {action, division, table, rowId, changes, statement, undoes, group}: RecordedChange): AuditRecord => ({
	id: randomUUID(),
	at: new Date().toISOString(),
	profile: profile.name,
	operator: auditOperator(profile, profile.user),
	action,
	division,
	target: {
		server: formatServer(profile.server), database: profile.database, table, rowId, column: changes.map(({column}) => column).join(', '),
	},
	before: valuesText(changes, 'before'),
	after: valuesText(changes, 'after'),
	changes,
	statement,
	outcome: 'pending',
	writer: thisWriter(),
	...(undoes !== undefined && {undoes}),
	...(group !== undefined && {group}),
});

/** Values on one line, with their columns when there are several. */
export const valuesText = (changes: readonly ColumnChange[], side: 'before' | 'after'): string => {
	const texts = changes.map(change => ({column: change.column, value: String(change[side] ?? '').trimEnd()}));
	return texts.length === 1 ? texts[0]!.value : texts.map(({column, value}) => `${column} ${value === '' ? '(empty)' : value}`).join(', ');
};
