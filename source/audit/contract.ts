/** One change made through baco, kept on the operator's machine. */
export type AuditRecord = {
	readonly id: string;
	/** ISO 8601, UTC. */
	readonly at: string;
	readonly profile: string;
	/** Operating system user and SQL login. */
	readonly operator: {readonly system: string; readonly login: string};
	readonly action: 'access-server.repair' | 'access-server.undo';
	readonly division: string;
	readonly target: {readonly server: string; readonly database: string; readonly table: string; readonly rowId: number; readonly column: string};
	readonly before: string;
	readonly after: string;
	/** The value was NULL, which `before` shows as an empty text. */
	readonly isBeforeNull?: boolean;
	readonly isAfterNull?: boolean;
	readonly statement: string;
	/** `pending` is written before the change, so that a crash in the middle leaves a trace. */
	readonly outcome: 'pending' | 'done' | 'refused' | 'failed';
	readonly reason?: string;
	/** The process that made the record: when it is gone, nobody else will write the outcome. */
	readonly writer?: {readonly pid: number; readonly host: string};
	/** The record that this one undoes. */
	readonly undoes?: string;
};

export type AuditLog = {
	/** Durable when it resolves (written and flushed). */
	append: (record: AuditRecord) => Promise<void>;
	/** Latest state of each record, newest first. */
	list: () => Promise<AuditRecord[]>;
};
