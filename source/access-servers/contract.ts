import type {Verdict} from '../connection/contract.js';
import type {Finding} from '../problems/finding.js';

/**
| class | when |
|---|---|
| OK | the name is expected, or the MAC or IP address is known |
| STALE | the name is proven old |
| UNKNOWN-NAME | not expected and not proven old: may be a rightful workstation |
| OPAQUE | a value that is neither a host name nor a plain MAC address |
| INERT | no check bit is set |
| EMPTY | no identity is filled in |
| DUPLICATE | the same identity as another row |
| MAC-MISMATCH | a plain MAC address, but not the selected one |
*/
export type RowClass = 'OK' | 'STALE' | 'UNKNOWN-NAME' | 'OPAQUE' | 'INERT' | 'EMPTY' | 'DUPLICATE' | 'MAC-MISMATCH';

/** A row as the table has it, texts without the blanks on their right. */
export type AccessServerValues = {
	readonly id: number;
	readonly machineName: string;
	readonly ipAddress: string;
	readonly macAddress: string;
	/** Absent when this version of the table has no such column. */
	readonly macAddress2?: string;
	readonly checksIpAddress: boolean;
	readonly checksMachineName: boolean;
	readonly checksMacAddress: boolean;
	readonly division?: number;
};

export type AccessServerRow = AccessServerValues & {
	/** The worst one first. */
	readonly classes: readonly RowClass[];
	/** Why, in words. */
	readonly reason: string;
	/** The row is of the application server. */
	readonly isApplicationServer: boolean;
	/** What is proven old. */
	readonly staleColumn?: RepairColumn;
};

export type RepairColumn = 'MachineName' | 'IPAddress';

export type AccessServerTable = {
	/** As this database has them. */
	readonly columns: readonly string[];
	readonly rows: readonly AccessServerRow[];
	readonly verdict: Verdict;
	readonly findings: readonly Finding[];
	/** Names that a row may rightly have. */
	readonly expectedNames: readonly string[];
};
