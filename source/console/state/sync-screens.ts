import type {AuditRecord} from '../../audit/contract.js';
import type {
	Account,
	CompanyName,
	ConnectionStatus,
	OfficeUser,
} from '../../sync-user/contract.js';
import type {ManualSteps} from '../../sync-user/manual-steps.js';
import type {Flow} from '../../sync-user/oauth/choose-flow.js';
import type {PreFlight} from '../../sync-user/pre-flight.js';
import type {Proposal} from '../../sync-user/relink/contract.js';
import type {Problem} from './problem.js';
import type {ListPosition} from './list.js';
import type {Loading} from './loading.js';
import type {TextInput} from './text-input.js';

export type ConnectionsScreen = {
	readonly name: 'connections';
	readonly list: ListPosition;
	readonly statuses: Loading<readonly ConnectionStatus[]>;
	/** Why the office could not be asked at the last look. */
	readonly office?: Problem | undefined;
	/** Being looked at now. */
	readonly looking: boolean;
};

export type ConnectionScreen = {readonly name: 'connection'; readonly id: string; readonly scroll: number};

export type SyncUsersScreen = {
	readonly name: 'sync-users';
	readonly id: string;
	readonly list: ListPosition;
	readonly users: Loading<readonly OfficeUser[]>;
};

export type UserCheckScreen = {
	readonly name: 'user-check';
	readonly id: string;
	readonly user: OfficeUser;
	readonly stage:
		| {readonly name: 'checking'}
		| {readonly name: 'ready'; readonly check: PreFlight; readonly problem?: Problem}
		| {readonly name: 'writing'; readonly check: PreFlight}
		| {readonly name: 'failed'; readonly problem: Problem}
		| {readonly name: 'done'; readonly record: AuditRecord; readonly steps: ManualSteps | undefined};
	/** The reason, while one is needed. */
	readonly input: TextInput | undefined;
	readonly scroll: number;
};

/** Asked before a user becomes the synchronisation user. */
export type ChooseQuestion = {readonly kind: 'choose-user'; readonly connection: string; readonly from: string | undefined; readonly user: OfficeUser; readonly reason: string | undefined};

/** Asked before access is given. */
export type GrantQuestion = {readonly kind: 'grant'; readonly id: string; readonly user: OfficeUser; readonly companies: readonly CompanyName[]};

export type RelinkStage =
	| {readonly name: 'starting'}
	| {readonly name: 'paste'; readonly account: Account | undefined; readonly url: string; readonly redirectUri: string; readonly endsAt: number | undefined; readonly problem?: Problem}
	| {readonly name: 'device'; readonly account: Account | undefined; readonly application: string; readonly verificationUri: string; readonly userCode: string; readonly endsAt: number}
	| {readonly name: 'loopback'; readonly account: Account | undefined; readonly url: string; readonly hint: string | undefined}
	| {readonly name: 'user'; readonly problem?: Problem}
	| {readonly name: 'password'; readonly user: string}
	| {readonly name: 'proving'}
	| {readonly name: 'proposal'; readonly proposal: Proposal; /** Typed, where companies are out of reach; then only the y is missing. */ readonly reason?: string}
	| {readonly name: 'writing'; readonly proposal: Proposal}
	| {readonly name: 'failed'; readonly problem: Problem}
	| {readonly name: 'done'; readonly record: AuditRecord; readonly steps: ManualSteps | undefined};

export type RelinkScreen = {
	readonly name: 'relink';
	readonly id: string;
	readonly description: string;
	/** The first one is under way. */
	readonly flows: readonly Flow[];
	readonly stage: RelinkStage;
	readonly input: TextInput | undefined;
	readonly scroll: number;
};

export type SyncScreen = ConnectionsScreen | ConnectionScreen | SyncUsersScreen | UserCheckScreen | RelinkScreen;

/** The status of a connection, as the list below has it. */
export const statusOf = (screens: ReadonlyArray<{readonly name: string}>, id: string): ConnectionStatus | undefined => {
	const list = screens.findLast((screen): screen is ConnectionsScreen => screen.name === 'connections');
	return list?.statuses.status === 'ready' ? list.statuses.value.find(status => status.id === id) : undefined;
};

/** Whether a relink that failed so would only fail again: what is wrong lies outside of it. */
export const isHopeless = ({id}: Problem): boolean => hopeless.has(id);

const hopeless: ReadonlySet<string> = new Set(['SYNC-OFFICE-PAGES', 'SYNC-SETTINGS', 'SYNC-ROLE', 'SYNC-FLOW', 'SYNC-NO-OFFICE', 'SYNC-GLOBE-DIVISION', 'SYNC-PROFILE-CHANGED', 'BAS-READONLY']);

/** What a browser is to open in a stage, if anything. */
export const addressOf = (stage: RelinkStage): string | undefined => stage.name === 'device' ? stage.verificationUri : ('url' in stage ? stage.url : undefined);
