import type {AuditRecord} from '../audit/contract.js';
import type {
	StepId,
	TestEvent,
	TestResult,
	Verdict,
} from '../connection/contract.js';
import type {Ask} from '../credentials/contract.js';
import type {Division} from '../divisions/contract.js';
import type {Profile} from '../profiles/profile.js';
import type {StatementRecord} from '../sql/contract.js';
import type {SettingsServices} from './settings-services.js';
import type {RunServices} from './run-services.js';
import type {SyncServices} from './sync-services.js';

export type {Ask, Question} from '../credentials/contract.js';

/** The last test of a division, as kept between runs of baco. */
export type LastResult = {
	readonly verdict: Verdict;
	/** ISO 8601, UTC. */
	readonly startedAt: string;
	readonly durationMs: number;
	readonly failedStep?: StepId;
	readonly summary: string;
};

/** One line of BacoAccessServers as a screen shows it. */
export type AccessServerLine = {
	readonly id: number;
	readonly machineName: string;
	readonly ipAddress: string;
	readonly macAddress: string;
	readonly macAddress2?: string;
	readonly checksIpAddress: boolean;
	readonly checksMachineName: boolean;
	readonly checksMacAddress: boolean;
	readonly classes: readonly string[];
	readonly reason: string;
	/** What a finding offers to write here. */
	readonly suggestion?: {readonly column: RepairColumn; readonly value: string};
};

export type AccessServers = {
	readonly verdict: string;
	readonly lines: readonly AccessServerLine[];
};

export type RepairColumn = 'MachineName' | 'IPAddress';

export type RepairRequest = {
	readonly rowId: number;
	readonly column: RepairColumn;
	readonly value: string;
	/** Whose SQL login makes the change: Baco's unless told. */
	readonly as?: RepairLogin;
};

export type RepairLogin = 'baco' | 'operator';

export type Preview = {
	readonly division: string;
	readonly rowId: number;
	readonly column: string;
	readonly before: string;
	readonly after: string;
	/** The statement as it will be sent, with its values. */
	readonly statement: string;
	readonly warnings: readonly string[];
	/** What `applyRepair` needs; the console does not look into it. */
	readonly plan: unknown;
};

/** Everything the console asks of one profile. The screens know nothing else, so that they are tested with services in memory. */
export type Services = {
	readonly profile: Profile;
	readonly listDivisions: (options: {readonly signal: AbortSignal}) => Promise<readonly Division[]>;
	readonly lastResults: () => Promise<ReadonlyMap<string, LastResult>>;
	/** Tells of results that another baco keeps; returns the end of it. */
	readonly onLastResults?: (listener: (results: ReadonlyMap<string, LastResult>) => void) => () => void;
	readonly testDivision: (division: Division, options: {readonly signal: AbortSignal; readonly onEvent: (event: TestEvent) => void}) => Promise<TestResult>;
	readonly testDivisions: (divisions: readonly Division[], options: {readonly signal: AbortSignal; readonly onEvent: (event: TestEvent) => void}) => Promise<readonly TestResult[]>;
	readonly accessServers: (division: Division, options: {readonly signal: AbortSignal}) => Promise<AccessServers>;
	readonly planRepair: (division: Division, request: RepairRequest) => Promise<Preview>;
	readonly applyRepair: (preview: Preview) => Promise<AuditRecord>;
	readonly undoRepair: (auditId: string) => Promise<AuditRecord>;
	readonly auditRecords: () => Promise<readonly AuditRecord[]>;
	/** Resolves with the file's full path. */
	readonly writeReport: (file: string, results: readonly TestResult[]) => Promise<string>;
	/** Jobs and runs of this profile. */
	readonly runs?: RunServices;
	/** Synchronisation users; absent where there is no office. */
	readonly sync?: SyncServices;
	readonly statements: () => readonly StatementRecord[];
	readonly onStatement: (listener: () => void) => () => void;
	readonly settings?: SettingsServices;
	readonly close: () => Promise<void>;
};

/** What a person sees of a profile before it is opened. */
export type ProfileLine = Pick<Profile, 'name' | 'server' | 'database' | 'user' | 'operator' | 'readOnly' | 'color' | 'label'>;

export type OpenOptions = {
	/** Aborted when the profile is left before it is open. */
	readonly signal?: AbortSignal;
	/** Told what is being done, when that takes a while. */
	readonly onProgress?: (line: string) => void;
};

/** The profiles of this machine, and the way into one. */
export type Profiles = {
	readonly list: () => Promise<readonly ProfileLine[]>;
	/** The profile that opens when none is named. */
	readonly current: () => Promise<string | undefined>;
	readonly open: (name: string | undefined, ask: Ask, options?: OpenOptions) => Promise<Services>;
};
