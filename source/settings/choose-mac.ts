import os from 'node:os';
import type {AuditRecord} from '../audit/contract.js';
import type {TestResult} from '../connection/contract.js';
import {testDivisions, type TestsOptions} from '../connection/test-divisions.js';
import type {Division} from '../divisions/contract.js';
import {knownColumns} from '../divisions/known-columns.js';
import {formatMacAddress, parseMacAddress} from '../divisions/mac-address.js';
import {text} from '../divisions/read-text.js';
import {finishChange} from '../platform/unfinished-changes.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {changeProfile} from '../profiles/profile-store.js';
import {
	int,
	nvarchar,
	sql,
} from '../sql/statement.js';
import type {Workspace} from '../workspace/contract.js';
import {macPlace} from './mac-place.js';
import {readRights, refuseReadOnlyProfile, refuseWithoutRights} from './rights.js';
import {saveRecord} from './save-record.js';
import {settingsProblem} from './save-settings.js';

/** The MAC address of the page: mandatory, one for all divisions. */
export type ChosenMac = {
	/** As Windows shows it; undefined when none is chosen. */
	readonly value: string | undefined;
	readonly place: string;
	/** In BacoSettings, when the profile names the row and it differs. */
	readonly stored: string | undefined;
};

export type MacCandidate = {readonly value: string; readonly source: string};

export const readMac = async (workspace: Workspace, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<ChosenMac> => {
	const {setting, text: place} = macPlace(workspace);
	const own = parseMacAddress(workspace.profile.macAddress ?? '');
	const stored = setting === undefined ? undefined : await storedMac(workspace, signal);
	return {value: own === undefined ? workspace.profile.macAddress : formatMacAddress(own), place, stored};
};

/** Addresses to choose from: the network cards of this machine, for when it is the application server itself, and those that a Globe database has registered for it. */
export const macCandidates = (rows: ReadonlyArray<{readonly machineName: string; readonly macAddress: string; readonly isApplicationServer: boolean}> = []): MacCandidate[] => {
	const registered = rows.filter(({macAddress, isApplicationServer}) => isApplicationServer && parseMacAddress(macAddress) !== undefined).map(({macAddress, machineName}) => ({value: formatMacAddress(parseMacAddress(macAddress)!), source: `registered for ${machineName} in BacoAccessServers`}));
	const own = Object.entries(os.networkInterfaces()).flatMap(([card, addresses]) => (addresses ?? []).filter(({internal, mac}) => !internal && mac !== '00:00:00:00:00:00').map(({mac}) => ({value: formatMacAddress(parseMacAddress(mac)!), source: `network card ${card} of this machine`})));
	return [...registered, ...own].filter((one, index, all) => all.findIndex(({value}) => value === one.value) === index);
};

export type MacPlan = {readonly before: string | undefined; readonly after: string; readonly place: string};

/** Looks at a choice; nothing is written. Throws SET-MAC for a text that is no address, SET-NOTHING, or the refusal for want of a right. */
export const planMac = async (workspace: Workspace, typed: string, {signal, operator}: {readonly signal?: AbortSignal | undefined; readonly operator?: string} = {}): Promise<MacPlan> => {
	refuseReadOnlyProfile(workspace);
	const digits = parseMacAddress(typed);
	if (digits === undefined) {
		throw new BacoError('SET-MAC', {value: typed});
	}

	refuseWithoutRights(await readRights(workspace, {signal, ...(operator !== undefined && {operator})}), []);
	const {value, place, stored} = await readMac(workspace, {signal});
	const after = formatMacAddress(digits);
	if (value === after && (stored === undefined || stored === after)) {
		throw new BacoError('SET-NOTHING', {});
	}

	return {before: value, after, place};
};

export type MacTest = {readonly results: readonly TestResult[]; readonly misfits: readonly string[]; readonly failing: readonly string[]};

/** Tests divisions with the new address: those where another address is registered are misfits. */
export const testMac = async (workspace: Workspace, {after}: MacPlan, divisions: readonly Division[], options: TestsOptions = {}): Promise<MacTest> => {
	const results = await testDivisions({...workspace, profile: {...workspace.profile, macAddress: after}}, divisions, options);
	const codes = (isWanted: (result: TestResult) => boolean) => results.filter(result => isWanted(result)).map(({division}) => division);
	return {
		results,
		misfits: codes(({steps}) => steps.some(({findings}) => findings.some(({id, severity}) => id === 'BAS-MAC' && severity !== 'info'))),
		failing: codes(({verdict}) => verdict === 'fail'),
	};
};

/** Keeps the address. Throws SET-TEST when it fits no tested division, or another is registered in one. */
export const saveMac = async (workspace: Workspace, plan: MacPlan, {misfits, failing, results}: MacTest): Promise<AuditRecord> => {
	refuseReadOnlyProfile(workspace);
	const [misfit] = misfits;
	if (misfit !== undefined || failing.length === results.length) {
		throw new BacoError('SET-TEST', {division: misfit ?? failing.join(', '), step: misfit === undefined ? 'test' : 'BAS', detail: misfit === undefined ? 'no division that was tested works' : `another MAC address is registered for the application server than ${plan.after}.`});
	}

	return writeMac(workspace, {before: plan.before, after: plan.after, action: 'settings.mac'});
};

/** Puts the address back that a record replaced. */
export const undoMac = async (workspace: Workspace, record: AuditRecord): Promise<AuditRecord> => {
	refuseReadOnlyProfile(workspace);
	refuseWithoutRights(await readRights(workspace), []);
	return writeMac(workspace, {
		before: record.after, after: record.before === '' ? undefined : record.before, action: 'settings.undo', undoes: record.id,
	});
};

type MacChange = {readonly before: string | undefined; readonly after: string | undefined; readonly action: 'settings.mac' | 'settings.undo'; readonly undoes?: string};

const writeMac = async (workspace: Workspace, {before, after, action, undoes}: MacChange): Promise<AuditRecord> => {
	const {setting} = macPlace(workspace);
	const record = {
		...saveRecord(workspace, {
			action, division: '', table: 'profile', rowId: 0, changes: [{column: 'macAddress', before: before ?? null, after: after ?? null}], statement: `baco profile set ${workspace.profile.name} ${after === undefined ? '--unset mac' : `--mac ${after}`}`, undoes,
		}),
	};
	return finishChange(async () => {
		await workspace.audit.append(record);
		try {
			if (setting !== undefined) {
				await storeMac(workspace, setting, after ?? '');
			}

			await changeProfile(workspace.profile.name, profile => keepMac(profile, before, after));
		} catch (error) {
			const problem = settingsProblem(error, workspace);
			await workspace.audit.append({...record, outcome: 'failed', reason: problem.message});
			throw problem;
		}

		const done: AuditRecord = {...record, outcome: 'done'};
		await workspace.audit.append(done);
		return done;
	});
};

/** Two consoles may choose at once: the one that sees another address than it showed is refused. */
const keepMac = (profile: Readonly<Record<string, unknown>>, before: string | undefined, after: string | undefined): Readonly<Record<string, unknown>> => {
	const {macAddress, ...others} = profile;
	const [now, seen] = [macAddress, before].map(value => typeof value === 'string' ? parseMacAddress(value) ?? value : undefined);
	if (now !== seen) {
		throw new BacoError('SET-CHANGED', {division: 'all', changes: [`MAC address was ${before ?? '(none)'}, now it is ${typeof macAddress === 'string' ? macAddress : '(none)'}`]});
	}

	return after === undefined ? others : {...others, macAddress: after};
};

const storedMac = async (workspace: Workspace, signal: AbortSignal | undefined): Promise<string | undefined> => {
	try {
		const connection = await workspace.synergy({signal});
		const {rows} = await connection.query<{StringValue: string | null}>(sql`SELECT StringValue FROM dbo.BacoSettings WHERE ${macPlace(workspace).where}`, {signal});
		return rows[0] === undefined ? undefined : text(rows[0].StringValue);
	} catch (error) {
		throw toBacoError(settingsProblem(error, workspace));
	}
};

/** No MERGE: the row is changed, or made when there is none, in one transaction. SettingType and ValueType are those of the other texts. */
const storeMac = async (workspace: Workspace, {group, name}: {readonly group: string; readonly name: string}, value: string) => {
	const connection = await workspace.synergy();
	const columns = await knownColumns(connection, 'BacoSettings');
	if (!columns.has('stringvalue')) {
		throw new BacoError('SET-COLUMN', {column: 'BacoSettings.StringValue', database: workspace.profile.database});
	}

	await connection.transaction(async transaction => {
		const {rows} = await transaction.query<{changed: number}>(sql`
			UPDATE dbo.BacoSettings SET StringValue = ${nvarchar(255, value)} WHERE ${macPlace(workspace).where};
			SELECT @@ROWCOUNT AS changed;
		`);
		if (rows[0]?.changed === 0) {
			await transaction.query(sql`INSERT INTO dbo.BacoSettings (SettingType, SettingGroup, SettingName, ValueType, StringValue) VALUES (${int(0)}, ${nvarchar(255, group)}, ${nvarchar(60, name)}, ${int(0)}, ${nvarchar(255, value)})`);
		}
	});
};
