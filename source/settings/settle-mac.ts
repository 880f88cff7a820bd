import type {AuditRecord} from '../audit/contract.js';
import {isMacRecord} from '../audit/is-mac-record.js';
import {hasUnknownOutcome} from '../audit/unknown-outcome.js';
import {parseMacAddress} from '../divisions/mac-address.js';
import {listStoredProfiles} from '../profiles/profile-store.js';
import type {Workspace} from '../workspace/contract.js';
import {putBackMac, storedMac} from './keep-mac.js';

type Options = {readonly signal?: AbortSignal | undefined};

/**
Looks at both places whether a change of the MAC address was made whose outcome nobody wrote, and writes it to the audit. One that was
killed between the two has the new address in the profile alone, as the server took its half back: the profile is put back then too.
*/
export const settleMac = async (workspace: Workspace, record: AuditRecord, {signal}: Options = {}): Promise<AuditRecord> => {
	if (!hasUnknownOutcome(record)) {
		return record;
	}

	const {profile, setting} = sidesOf(record);
	const now = {profile: await profileMac(workspace), setting: setting === undefined ? undefined : await storedMac(workspace, {signal})};
	const placesAt = (side: 'before' | 'after') => ({profile: isSame(now.profile, profile[side]), setting: setting === undefined || now.setting === setting[side]});
	const settled = {...record, ...await judge(workspace, {record, before: placesAt('before'), after: placesAt('after')})};
	await workspace.audit.append(settled);
	return settled;
};

/** Every change of the address whose outcome is not known, so that the next one begins from what is. */
export const settleMacs = async (workspace: Workspace, options: Options = {}): Promise<void> => {
	const records = await workspace.audit.list();
	const open = records.filter(record => record.profile === workspace.profile.name && isMacRecord(record) && hasUnknownOutcome(record));
	for (const record of open) {
		// eslint-disable-next-line no-await-in-loop -- seldom more than one
		await settleMac(workspace, record, options);
	}
};

type Places = {readonly profile: boolean; readonly setting: boolean};

const judge = async (workspace: Workspace, {record, before, after}: {readonly record: AuditRecord; readonly before: Places; readonly after: Places}): Promise<Pick<AuditRecord, 'outcome' | 'reason'>> => {
	const read = `The outcome was not written at once; read at ${new Date().toISOString()}`;
	if (after.profile && after.setting) {
		return {outcome: 'done', reason: `${read}, the new address is kept.`};
	}

	if (before.profile && before.setting) {
		return {outcome: 'failed', reason: `${read}, the old address is kept: the change was not made.`};
	}

	if (after.profile && before.setting) {
		const {profile} = sidesOf(record);
		await putBackMac(workspace, {after: profile.after ?? undefined, before: profile.before ?? undefined});
		return {outcome: 'failed', reason: `${read}, the new address was in the profile alone: it was put back, so the change was not made.`};
	}

	return {outcome: 'pending', reason: `Whether the change was made is not known: read at ${new Date().toISOString()}, neither the old nor the new address is kept.`};
};

type Side = {readonly before: string | null; readonly after: string | null};

/** The two places that a change of the MAC address is of. */
export const sidesOf = ({changes, before, after}: AuditRecord): {readonly profile: Side; readonly setting: Side | undefined} => {
	const [profile, setting] = (changes ?? [{before, after}]).map(change => ({before: textOf(change.before), after: textOf(change.after)}));
	return {profile: profile!, setting};
};

const textOf = (value: string | number | boolean | null): string | null => value === null || value === '' ? null : String(value);

const profileMac = async ({profile: {name}}: Workspace): Promise<string | null> => {
	const stored = await listStoredProfiles();
	return stored.find(one => one.name === name)?.profile?.macAddress ?? null;
};

const isSame = (one: string | null, other: string | null) => (one === null ? null : parseMacAddress(one) ?? one) === (other === null ? null : parseMacAddress(other) ?? other);
