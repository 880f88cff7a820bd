import type {AuditRecord} from '../../audit/contract.js';
import type {StepId, StepResult, TestResult} from '../../connection/contract.js';
import type {Division} from '../../divisions/contract.js';
import type {StatementRecord} from '../../sql/contract.js';
import type {ActionName} from '../keymap.js';
import type {LastResult, ProfileLine} from '../services.js';
import type {ByCode} from './by-code.js';
import type {Problem} from './problem.js';
import type {ScreenName, ScreenState} from './screen-state.js';
import type {SettingsDraft} from './settings-draft.js';

export type Size = {readonly columns: number; readonly rows: number};

export type Message = {
	readonly kind: 'info' | 'done' | 'refused' | 'error';
	readonly text: string;
	/** Shown in full with `e`. */
	readonly problem?: Problem;
	/** What it is about: it goes when another screen comes, a refusal when the action is not refused for this any more, anything else when it is refused. */
	readonly about?: {readonly screen: ScreenName; readonly action?: ActionName};
};

export type Connection =
	| {readonly status: 'idle'}
	| {readonly status: 'connecting'; readonly since: number; readonly progress?: readonly string[]}
	| {readonly status: 'connected'}
	| {readonly status: 'failed'; readonly problem: Problem};

/** A test as far as it is known: running, or ended in this session. */
export type LiveTest = {
	readonly status: 'queued' | 'running' | 'done' | 'cancelled';
	readonly startedAt: number;
	readonly running: {readonly id: StepId; readonly since: number} | undefined;
	readonly steps: Readonly<Partial<Record<StepId, StepResult>>>;
	readonly result: TestResult | undefined;
};

/** A test of many divisions. */
export type Batch = {
	readonly codes: ReadonlySet<string>;
	readonly startedAt: number;
	readonly counts: {readonly pass: number; readonly warn: number; readonly fail: number};
	readonly status: 'running' | 'done' | 'cancelled';
	readonly endedAt: number | undefined;
};

export type AppState = {
	readonly size: Size;
	/** Clock of what is shown; moves once a second, and only while something runs. */
	readonly now: number;
	readonly profile: ProfileLine | undefined;
	/** Named on the command line, before the profile itself is read. */
	readonly profileName: string | undefined;
	/** What is kept on this machine for the profile can be read, whether or not its server answers. */
	readonly isOpen: boolean;
	readonly connection: Connection;
	readonly divisions: readonly Division[];
	readonly lastResults: ByCode<LastResult>;
	readonly tests: ByCode<LiveTest>;
	readonly batch: Batch | undefined;
	readonly statements: readonly StatementRecord[];
	readonly audit: readonly AuditRecord[] | undefined;
	/** When the audit was read: another baco may have gone on since. */
	readonly auditAt: Date | undefined;
	readonly profiles: readonly ProfileLine[] | undefined;
	readonly message: Message | undefined;
	readonly lastProblem: Problem | undefined;
	/** The top one is last; the first one is always the list of divisions. */
	readonly screens: readonly ScreenState[];
	/** Digits typed so far to go to a row. */
	readonly digits: string;
	readonly commandHistory: readonly string[];
	/** Typed values of a repair that was left: Escape destroys nothing. */
	readonly drafts: Readonly<Record<string, string | undefined>>;
	/** Back office settings that were typed and left, by division. */
	readonly settingsDrafts: Readonly<Record<string, SettingsDraft | undefined>>;
	/** A change is being written: the console waits for its end before it leaves. */
	readonly writing: boolean;
};
