import type {AuditRecord} from '../audit/contract.js';
import type {TestResult} from '../connection/contract.js';
import {testDivisions, type TestsOptions} from '../connection/test-divisions.js';
import type {Division} from '../divisions/contract.js';
import {formatMacAddress, parseMacAddress} from '../divisions/mac-address.js';
import {BacoError} from '../problems/baco-error.js';
import {listStoredProfiles} from '../profiles/profile-store.js';
import type {Workspace} from '../workspace/contract.js';
import {
	keepMac,
	macStatement,
	storedMac,
	type MacChange,
} from './keep-mac.js';
import {macPlace} from './mac-place.js';
import {readRights, refuseReadOnlyProfile, refuseWithoutRights} from './rights.js';
import {sidesOf, settleMacs} from './settle-mac.js';

/** The MAC address of the page: mandatory, one for all divisions. */
export type ChosenMac = {
	/** As Windows shows it; undefined when none is chosen. */
	readonly value: string | undefined;
	readonly place: string;
	/** In BacoSettings; null where there is no row yet, undefined when the profile names none. */
	readonly stored: string | null | undefined;
};

export const readMac = async (workspace: Workspace, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<ChosenMac> => {
	const own = parseMacAddress(workspace.profile.macAddress ?? '');
	const stored = await storedMac(workspace, {signal});
	return {value: own === undefined ? workspace.profile.macAddress : formatMacAddress(own), place: macPlace(workspace).text, stored};
};

/** The workspace with the address that its profile has by now: a console lives long, and another one may have chosen meanwhile. */
export const withKeptMac = async (workspace: Workspace): Promise<Workspace> => {
	const stored = await listStoredProfiles().catch(() => []);
	const kept = stored.find(({name}) => name === workspace.profile.name)?.profile;
	if (kept === undefined) {
		return workspace;
	}

	const {macAddress: _, ...profile} = workspace.profile;
	return {...workspace, profile: {...profile, ...(kept.macAddress !== undefined && {macAddress: kept.macAddress})}};
};

export type MacPlan = Pick<MacChange, 'before' | 'stored'> & {
	readonly after: string;
	readonly place: string;
	/** What will be done, with its values. */
	readonly statement: string;
};

/** Looks at a choice; nothing is written. Throws SET-MAC for a text that is no address, SET-NOTHING, or the refusal for want of a right. */
export const planMac = async (workspace: Workspace, typed: string, {signal, operator}: {readonly signal?: AbortSignal | undefined; readonly operator?: string} = {}): Promise<MacPlan> => {
	refuseReadOnlyProfile(workspace);
	const digits = parseMacAddress(typed);
	if (digits === undefined) {
		throw new BacoError('SET-MAC', {value: typed});
	}

	refuseWithoutRights(await readRights(workspace, {signal, ...(operator !== undefined && {operator})}), []);
	await settleMacs(workspace, {signal});
	const {value, place, stored} = await readMac(workspace, {signal});
	const after = formatMacAddress(digits);
	if (value === after && stored !== null && (stored ?? after) === after) {
		throw new BacoError('SET-NOTHING', {});
	}

	const wanted = {before: value, after, stored: stored === undefined ? undefined : {before: stored, after}};
	return {...wanted, place, statement: macStatement(workspace, wanted)};
};

export type MacTest = {readonly results: readonly TestResult[]; readonly misfits: readonly string[]; readonly failing: readonly string[]};

/** The divisions that an address is tested with when none are named: those of the operator whose connection is on. */
export const divisionsOfMac = (divisions: readonly Division[]): Division[] => divisions.filter(({enabled, member, blocked}) => enabled && member !== false && blocked !== true);

/** Tests divisions with the new address: those where another address is registered are misfits. The last results of the divisions stay as they are. */
export const testMac = async (workspace: Workspace, {after}: MacPlan, divisions: readonly Division[], options: TestsOptions = {}): Promise<MacTest> => {
	const results = await testDivisions({...workspace, profile: {...workspace.profile, macAddress: after}}, divisions, {...options, isTrial: true});
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

	const {before, after, stored} = plan;
	return keepMac(workspace, {
		before, after, stored, action: 'settings.mac',
	});
};

/** The latest change of the address that is not undone; those whose outcome is not known are settled first. Throws SET-UNDO when there is none. */
export const findMac = async (workspace: Workspace): Promise<AuditRecord> => {
	const {profile, audit} = workspace;
	await settleMacs(workspace);
	const records = await audit.list();
	const own = records.filter(record => record.profile === profile.name);
	const undone = new Set(own.filter(({outcome}) => outcome === 'done').map(({undoes}) => undoes));
	const found = own.find(({id, action, outcome}) => action === 'settings.mac' && outcome === 'done' && !undone.has(id));
	if (found === undefined) {
		throw new BacoError('SET-UNDO', {reason: 'no change of the MAC address is open'});
	}

	return found;
};

/** Puts the address back that a record replaced. Throws SET-UNDO when the record changed nothing, or was undone. */
export const undoMac = async (workspace: Workspace, known: AuditRecord): Promise<AuditRecord> => {
	refuseReadOnlyProfile(workspace);
	refuseWithoutRights(await readRights(workspace), []);
	await settleMacs(workspace);
	const records = await workspace.audit.list();
	const record = records.find(({id}) => id === known.id) ?? known;
	const reason = reasonAgainst(record, records);
	if (reason !== undefined) {
		throw new BacoError('SET-UNDO', {reason});
	}

	const {profile, setting} = sidesOf(record);
	return keepMac(workspace, {
		before: profile.after ?? undefined,
		after: profile.before ?? undefined,
		stored: setting && {before: setting.after, after: setting.before},
		action: 'settings.undo',
		undoes: record.id,
	});
};

const reasonAgainst = ({id, action, outcome, reason}: AuditRecord, records: readonly AuditRecord[]): string | undefined => {
	if (action !== 'settings.mac') {
		return outcome === 'pending' ? reason ?? 'it is being made just now' : `it is an undo itself, and ${outcome}`;
	}

	if (outcome !== 'done') {
		return outcome === 'pending' ? `the change cannot be settled (${reason ?? 'it is being made just now'})` : `the change was not made (${outcome})`;
	}

	return records.some(one => one.undoes === id && one.outcome === 'done') ? 'it was undone already' : undefined;
};
