import type {AuditRecord} from '../audit/contract.js';
import type {BacoError} from '../problems/baco-error.js';
import type {ConnectionStatus, OfficeUser} from '../sync-user/contract.js';
import type {ManualSteps} from '../sync-user/manual-steps.js';
import type {Flow} from '../sync-user/oauth/choose-flow.js';
import type {PreFlight} from '../sync-user/pre-flight.js';
import type {Relink} from '../sync-user/relink/contract.js';

type Ending = {readonly signal: AbortSignal};

/** What the console asks about synchronisation users. */
export type SyncServices = {
	/** As they were last seen, at once. */
	readonly last: (options: Ending) => Promise<readonly ConnectionStatus[]>;
	/** Looks at all of them, or at one; tells also why the office could not be asked. */
	readonly look: (options: Ending & {readonly id?: string; readonly isWithRights?: boolean}) => Promise<{readonly statuses: readonly ConnectionStatus[]; readonly officeProblem: BacoError | undefined}>;
	readonly users: (options: Ending) => Promise<readonly OfficeUser[]>;
	readonly check: (id: string, user: OfficeUser, options: Ending) => Promise<PreFlight>;
	/** Gives access in the office to those of the companies, by their ids, that the user still lacks. */
	readonly grant: (id: string, user: OfficeUser, companies: readonly string[]) => Promise<PreFlight>;
	/** Also the steps that are left in the office, where it has the connection. */
	readonly choose: (id: string, user: OfficeUser, overrideReason: string | undefined) => Promise<{readonly record: AuditRecord; readonly steps: ManualSteps | undefined}>;
	readonly relink: (id: string, options: Ending & {readonly flow?: Flow | undefined}) => Promise<Relink>;
	/** Starts the browser of this machine. */
	readonly openBrowser: (address: string) => Promise<void>;
	readonly steps: (description: string, user: string) => ManualSteps;
};
