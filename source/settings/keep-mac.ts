import type {AuditRecord, ColumnChange} from '../audit/contract.js';
import {knownColumns} from '../divisions/known-columns.js';
import {parseMacAddress} from '../divisions/mac-address.js';
import {text} from '../divisions/read-text.js';
import {finishChange} from '../platform/unfinished-changes.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {changeProfile} from '../profiles/profile-store.js';
import type {SqlConnection} from '../sql/contract.js';
import {showStatement} from '../sql/show-statement.js';
import {SqlFailure} from '../sql/sql-failure.js';
import {
	int,
	nvarchar,
	sql,
	type Composable,
} from '../sql/statement.js';
import type {Workspace} from '../workspace/contract.js';
import {macPlace} from './mac-place.js';
import {saveRecord} from './save-record.js';
import {isRefusal, settingsProblem} from './save-settings.js';

/** A change of the chosen MAC address: in the profile, and in the row of BacoSettings when the profile names one. */
export type MacChange = {
	readonly before: string | undefined;
	readonly after: string | undefined;
	/** Of BacoSettings; null where there is no row. */
	readonly stored: {readonly before: string | null; readonly after: string | null} | undefined;
	readonly action: 'settings.mac' | 'settings.undo';
	readonly undoes?: string;
};

/** The value in BacoSettings; null without a row, undefined when the profile names none. */
export const storedMac = async (workspace: Workspace, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<string | null | undefined> => {
	if (macPlace(workspace).setting === undefined) {
		return undefined;
	}

	try {
		const connection = await workspace.synergy({signal});
		const {rows} = await connection.query<{StringValue: string | null}>(sql`SELECT StringValue FROM dbo.BacoSettings WHERE ${macPlace(workspace).where}`, {signal});
		return rows[0] === undefined ? null : text(rows[0].StringValue);
	} catch (error) {
		throw toBacoError(settingsProblem(error, workspace));
	}
};

/** Keeps an address in both places or in none, and records it. Throws SET-CHANGED when one of them has another value than was seen. */
export const keepMac = async (workspace: Workspace, change: MacChange): Promise<AuditRecord> => {
	const record = saveRecord(workspace, {
		action: change.action, division: '', table: 'profile', rowId: 0, changes: columnChanges(change), statement: macStatement(workspace, change), undoes: change.undoes,
	});
	return finishChange(async () => {
		await workspace.audit.append(record);
		try {
			await write(workspace, change);
		} catch (error) {
			const problem = settingsProblem(error, workspace);
			await workspace.audit.append({...record, outcome: isRefusal(problem) ? 'refused' : 'failed', reason: problem.message});
			throw problem;
		}

		const done: AuditRecord = {...record, outcome: 'done'};
		await workspace.audit.append(done);
		return done;
	});
};

/** What is done, in words that can be run. */
export const macStatement = (workspace: Workspace, {after, stored}: Pick<MacChange, 'after' | 'stored'>): string => [
	`baco profile set ${workspace.profile.name} ${after === undefined ? '--unset mac' : `--mac ${after}`}`,
	...(stored === undefined ? [] : [showStatement(settingStatement(workspace, stored))]),
].join('; ');

const columnChanges = ({before, after, stored}: MacChange): ColumnChange[] => [
	{column: 'macAddress', before: before ?? null, after: after ?? null},
	...(stored === undefined ? [] : [{column: 'BacoSettings.StringValue', ...stored}]),
];

/** The profile is written before the transaction ends: what cannot be written there is not kept in the database either. */
const write = async (workspace: Workspace, {before, after, stored}: MacChange): Promise<void> => {
	const {name} = workspace.profile;
	const inProfile = async () => changeProfile(name, profile => withMac(profile, before, after));
	if (stored === undefined) {
		await inProfile();
		return;
	}

	const connection = await workspace.synergy();
	const columns = await knownColumns(connection, 'BacoSettings');
	if (!columns.has('stringvalue')) {
		throw new BacoError('SET-COLUMN', {column: 'BacoSettings.StringValue', database: workspace.profile.database});
	}

	let isInProfile = false;
	try {
		await connection.transaction(async transaction => {
			await inSettings(transaction, workspace, stored);
			await inProfile();
			isInProfile = true;
		});
	} catch (error) {
		if (isInProfile && !await isStoredNow(workspace, stored.after, error)) {
			await putBackMac(workspace, {before, after});
			throw error;
		}

		if (!isInProfile) {
			throw error;
		}
	}
};

/** Puts the profile's address back, if it still has the one that was written. */
export const putBackMac = async ({profile: {name}}: Workspace, {before, after}: Pick<MacChange, 'before' | 'after'>): Promise<void> => {
	await changeProfile(name, profile => withMac(profile, after, before));
};

/** The word of the server that it has ended the transaction may be lost: the row is asked then. */
const isStoredNow = async (workspace: Workspace, wanted: string | null, error: unknown): Promise<boolean> =>
	error instanceof SqlFailure && error.outcomeUnknown && await storedMac(workspace).catch(() => undefined) === wanted;

const inSettings = async (transaction: SqlConnection, workspace: Workspace, stored: NonNullable<MacChange['stored']>): Promise<void> => {
	const {rows} = await transaction.query<{changed: number}>(sql`${settingStatement(workspace, stored)}; SELECT @@ROWCOUNT AS changed;`);
	if (rows[0]?.changed !== 1) {
		throw new BacoError('SET-CHANGED', {changes: [`BacoSettings was ${stored.before ?? '(no row)'}, and is no longer`]});
	}
};

/** No MERGE: the row is changed, made when there was none, and taken away again by an undo of that. SettingType and ValueType are those of the other texts. */
const settingStatement = (workspace: Workspace, {before, after}: NonNullable<MacChange['stored']>): Composable => {
	const {setting, where} = macPlace(workspace);
	const {group = '', name = ''} = setting ?? {};
	if (before === null) {
		return sql`INSERT INTO dbo.BacoSettings (SettingType, SettingGroup, SettingName, ValueType, StringValue) SELECT ${int(0)}, ${nvarchar(255, group)}, ${nvarchar(60, name)}, ${int(0)}, ${nvarchar(255, after)} WHERE NOT EXISTS (SELECT 1 FROM dbo.BacoSettings WHERE ${where})`;
	}

	const asSeen = sql`${where} AND ISNULL(StringValue, N'') = ${nvarchar(255, before)}`;
	return after === null ? sql`DELETE FROM dbo.BacoSettings WHERE ${asSeen}` : sql`UPDATE dbo.BacoSettings SET StringValue = ${nvarchar(255, after)} WHERE ${asSeen}`;
};

/** Two consoles may choose at once: the one that sees another address than it showed is refused. */
const withMac = (profile: Readonly<Record<string, unknown>>, before: string | undefined, after: string | undefined): Readonly<Record<string, unknown>> => {
	const {macAddress, ...others} = profile;
	const [now, seen] = [macAddress, before].map(value => typeof value === 'string' ? parseMacAddress(value) ?? value : undefined);
	if (now !== seen) {
		throw new BacoError('SET-CHANGED', {changes: [`MAC address was ${before ?? '(none)'}, now it is ${typeof macAddress === 'string' ? macAddress : '(none)'}`]});
	}

	return after === undefined ? others : {...others, macAddress: after};
};
