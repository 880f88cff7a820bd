/** One change made through baco, kept on the operator's machine. */
export type AuditRecord = {
	readonly id: string;
	/** ISO 8601, UTC. */
	readonly at: string;
	readonly profile: string;
	/** Operating system user, SQL login, and the operator's user in Synergy. */
	readonly operator: {readonly system: string; readonly login: string; readonly synergy?: string};
	readonly action: 'access-server.repair' | 'access-server.undo' | SettingsAction | SyncUserAction;
	readonly division: string;
	readonly target: {readonly server: string; readonly database: string; readonly table: string; readonly rowId: number; readonly column: string; /** Of a row whose key is no number. */ readonly key?: string};
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
	/** The values of a change of several columns of one row; `before` and `after` are then their text. */
	readonly changes?: readonly ColumnChange[];
	/** What several records belong to: a move of a server, or a save of several divisions at once. */
	readonly group?: string;
};

/** Changes of the back office settings, and of what a moved server is named in. */
export type SettingsAction = 'settings.save' | 'settings.remove' | 'settings.mac' | 'settings.portal' | 'settings.undo';

export type ColumnChange = {readonly column: string; readonly before: string | number | boolean | null; readonly after: string | number | boolean | null};

export type AuditLog = {
	/** Durable when it resolves (written and flushed). */
	append: (record: AuditRecord) => Promise<void>;
	/** Latest state of each record, newest first. */
	list: () => Promise<AuditRecord[]>;
};

/** Changes of a synchronisation user; none of them has an undo. */
export type SyncUserAction = 'sync-user.set' | 'sync-user.relink' | 'sync-user.grant' | 'sync-user.assign';
