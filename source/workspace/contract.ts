import type {AuditLog} from '../audit/contract.js';
import type {Credentials} from '../credentials/contract.js';
import type {Profile} from '../profiles/profile.js';
import type {SqlConnection, SqlTarget, StatementRecord} from '../sql/contract.js';

/** A chosen profile with everything that services need: made once by a command or the console, passed to every service. */
export type Workspace = {
	readonly profile: Profile;
	readonly credentials: Credentials;
	readonly audit: AuditLog;
	/** What every connection opened for this workspace gets. */
	readonly connections?: Pick<SqlTarget, 'requestTimeoutMs' | 'applicationName'>;
	/** A connection to the Synergy database, opened on first use and reopened after a loss. */
	synergy: (options?: {readonly signal?: AbortSignal}) => Promise<SqlConnection>;
	/** Every statement run so far, oldest first, at most the last 2,000. */
	readonly statements: readonly StatementRecord[];
	/** Called for each statement by whoever opens a connection. */
	recordStatement: (record: StatementRecord) => void;
	onStatement: (listener: (record: StatementRecord) => void) => () => void;
	close: () => Promise<void>;
};
