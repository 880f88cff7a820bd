import type {AsyncLocalStorage} from 'node:async_hooks';
import type {Connection, ConnectionPool} from 'mssql';
import type {ServerMessage, SqlTarget, StatementRecord} from './contract.js';
import type {InTurn} from './in-turn.js';

/** What belongs to one physical connection. */
export type Session = {
	readonly target: SqlTarget;
	readonly pool: ConnectionPool;
	readonly driver: Connection;
	readonly inTurn: InTurn;
	/** Set for everything that a transaction's work calls. */
	readonly transactionScope: AsyncLocalStorage<{open: boolean}>;
	readonly onStatement: ((record: StatementRecord) => void) | undefined;
	/** ERROR and INFO tokens since the last request began. */
	messages: ServerMessage[];
	/** Why the connection cannot be used any more. */
	lost: Error | undefined;
};
