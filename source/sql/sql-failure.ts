import type {ServerMessage, SqlTarget} from './contract.js';

/**
Where a connection or a request failed.

- `socket`: connect, name or TLS trouble below the protocol; `socketCode` has the code of Node or OpenSSL.
- `login`: the server refused the login; `messages` has every token it sent, in order.
- `request`: a statement failed; `messages` likewise.
*/
export type FailureKind = 'socket' | 'login' | 'encryption' | 'timeout' | 'request' | 'cancelled' | 'closed';

export type FailedTarget = Pick<SqlTarget, 'host' | 'port' | 'database' | 'user'>;

/** The driver's error, made whole: the numbers of login errors too, which the driver drops. */
export class SqlFailure extends Error {
	readonly kind: FailureKind;
	/** The driver's own code: ELOGIN, ESOCKET, ETIMEOUT, EREQUEST, ... */
	readonly code: string | undefined;
	readonly socketCode: string | undefined;
	readonly messages: readonly ServerMessage[];
	/** The server and database it was about, as they were reached; undefined for a failure before there was a connection to speak of. */
	readonly target: FailedTarget | undefined;
	/** The connection was lost while a transaction was being committed: look before the change is made again. */
	readonly outcomeUnknown: boolean;

	constructor(kind: FailureKind, message: string, details: {readonly code?: string; readonly socketCode?: string; readonly messages?: readonly ServerMessage[]; readonly target?: FailedTarget | undefined; readonly outcomeUnknown?: boolean; readonly cause?: unknown} = {}) {
		super(message, {cause: details.cause});
		this.name = 'SqlFailure';
		this.kind = kind;
		this.code = details.code;
		this.socketCode = details.socketCode;
		this.messages = details.messages ?? [];
		this.target = details.target;
		this.outcomeUnknown = details.outcomeUnknown ?? false;
	}

	/** The first error number that says more than 18456 (login failed), which often follows the real one. */
	get number(): number | undefined {
		const errors = this.messages.filter(message => message.class > 10);
		return (errors.find(message => message.number !== 18_456) ?? errors[0])?.number;
	}
}
