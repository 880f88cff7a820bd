import type {AuditRecord} from '../../audit/contract.js';
import type {RunRecord} from '../../runs/contract.js';
import type {StatementRecord} from '../../sql/contract.js';
import type {
	AccessServers,
	Preview,
	Question,
	RepairColumn,
	RepairLogin,
} from '../services.js';
import type {Problem} from './problem.js';
import type {ListPosition} from './list.js';
import type {Loading} from './loading.js';
import type {MacScreen} from './mac-screen.js';
import type {ReviewScreen} from './review-screen.js';
import type {SettingsScreen} from './settings-screen.js';
import type {RunsScreens} from './run-screens.js';
import type {SetupScreen} from './setup-screen.js';
import type {ChooseQuestion, GrantQuestion, SyncScreen} from './sync-screens.js';
import type {TextInput} from './text-input.js';

export type SortKey = 'code' | 'name' | 'database' | 'web server' | 'last test';

export type DivisionsScreen = {
	readonly name: 'divisions';
	readonly list: ListPosition;
	readonly filter: string;
	/** Open while the filter is typed; `before` is what Escape brings back. */
	readonly input: TextInput | undefined;
	readonly before: string;
	readonly sort: SortKey;
	readonly descending: boolean;
};

export type DivisionScreen = {
	readonly name: 'division';
	readonly code: string;
	readonly step: number;
	/** First visible line of the evidence. */
	readonly scroll: number;
	/** The cursor follows the running step until the operator moves it. */
	readonly follows: boolean;
};

export type AccessServersScreen = {
	readonly name: 'access-servers';
	readonly code: string;
	readonly list: ListPosition;
	readonly table: Loading<AccessServers>;
};

export type RepairScreen = {
	readonly name: 'repair';
	readonly code: string;
	readonly rowId: number;
	readonly column: RepairColumn;
	readonly before: string;
	/** Whose SQL login makes the change. */
	readonly as: RepairLogin;
	readonly input: TextInput;
	readonly stage:
		| {readonly name: 'typing'; readonly problem?: Problem}
		| {readonly name: 'planning'}
		| {readonly name: 'preview'; readonly preview: Preview}
		| {readonly name: 'applying'; readonly preview: Preview}
		| {readonly name: 'refused'; readonly problem: Problem; readonly preview: Preview}
		| {readonly name: 'done'; readonly record: AuditRecord};
	readonly scroll: number;
};

export type CommandScreen = {
	readonly name: 'command';
	readonly input: TextInput;
	readonly historyIndex: number;
	readonly choices: readonly string[];
	/** The text was refused as it stands there: the first key that writes begins anew. */
	readonly isRefused: boolean;
};

export type StatementsScreen = {
	readonly name: 'statements';
	readonly list: ListPosition;
	readonly follows: boolean;
	readonly filter: string;
	readonly input: TextInput | undefined;
};

export type ScreenState =
	| RunsScreens
	| DivisionsScreen
	| DivisionScreen
	| AccessServersScreen
	| RepairScreen
	| SettingsScreen
	| MacScreen
	| ReviewScreen
	| SetupScreen
	| SyncScreen
	| CommandScreen
	| StatementsScreen
	| {readonly name: 'audit'; readonly list: ListPosition; readonly problem: Problem | undefined; readonly filter: string; readonly input: TextInput | undefined}
	| {readonly name: 'profiles'; readonly list: ListPosition; readonly problem: Problem | undefined}
	| {readonly name: 'text'; readonly title: string; readonly content: TextContent; readonly scroll: number}
	| {readonly name: 'confirm'; readonly question: Confirmation}
	| {readonly name: 'report'; readonly input: TextInput; readonly codes: readonly string[]}
	| {readonly name: 'secret'; readonly question: Question; readonly input: TextInput};

export type TextContent =
	| {readonly kind: 'help'; readonly context: string}
	| {readonly kind: 'job'; readonly text: string}
	| {readonly kind: 'result'; readonly record: RunRecord}
	| {readonly kind: 'problem'; readonly problem: Problem}
	| {readonly kind: 'statement'; readonly record: StatementRecord}
	| {readonly kind: 'change'; readonly record: AuditRecord; readonly records: readonly AuditRecord[]};

/** What is asked, and what `y` does. */
export type Confirmation =
	| ChooseQuestion
	| GrantQuestion
	| {readonly kind: 'quit'}
	| {readonly kind: 'discard'; readonly code: string}
	| {readonly kind: 'undo'; readonly record: AuditRecord}
	| {readonly kind: 'test-all'; readonly codes: readonly string[]}
	| {readonly kind: 'switch'; readonly profile: string}
	| {readonly kind: 'kill-run'; readonly id: string; readonly job: string};

export type ScreenName = ScreenState['name'];
export type ScreenOf<Name extends ScreenName> = Extract<ScreenState, {readonly name: Name}>;
