import {BacoError} from '../problems/baco-error.js';
import {checkProfile, newNameFaults} from './check-profile.js';
import {profileFields} from './profile-fields.js';
import {changeProfileFile, profileFileName, readProfileFile} from './profile-file.js';
import type {Profile} from './profile.js';

/** A stored entry, also one that cannot be used. */
export type StoredProfile = {
	readonly name: string;
	readonly isCurrent: boolean;
	readonly profile: Profile | undefined;
	readonly faults: readonly string[];
};

/** Every entry of the file, by name. */
export const listStoredProfiles = async (): Promise<StoredProfile[]> => {
	const {profiles, current} = await readProfileFile();
	return [...profiles].map(([name, entry]) => {
		const {profile, faults = []} = checkProfile(name, entry);
		return {
			name, isCurrent: name === current, profile, faults,
		};
	}).toSorted((a, b) => a.name.localeCompare(b.name));
};

/** The profiles that can be used, by name. */
export const listProfiles = async (): Promise<Profile[]> => {
	const stored = await listStoredProfiles();
	return stored.map(({profile}) => profile).filter(profile => profile !== undefined);
};

/** Rejects with PROFILE-UNKNOWN or PROFILE-INVALID. */
export const readProfile = async (name: string): Promise<Profile> => {
	const {profiles} = await readProfileFile();
	if (!profiles.has(name)) {
		throw unknownProfile(name, profiles);
	}

	const {profile, faults} = checkProfile(name, profiles.get(name));
	if (profile === undefined) {
		throw new BacoError('PROFILE-INVALID', {name, faults: faults.join('; '), file: profileFileName()});
	}

	return profile;
};

/** Adds or replaces a profile; fields of its entry that this version does not know stay. `isNew` refuses an existing one with PROFILE-EXISTS. */
export const saveProfile = async (profile: Profile, {isNew = false}: {readonly isNew?: boolean} = {}): Promise<void> => {
	const {name, ...fields} = profile;
	const {faults} = checkProfile(name, fields);
	if (faults !== undefined) {
		throw new BacoError('PROFILE-INVALID', {name, faults: faults.join('; ')});
	}

	await changeProfileFile(content => {
		if (isNew && content.profiles.has(name)) {
			throw new BacoError('PROFILE-EXISTS', {name});
		}

		const unfit = content.profiles.has(name) ? [] : newNameFaults(name, content.profiles.keys().toArray());
		if (unfit.length > 0) {
			throw new BacoError('PROFILE-INVALID', {name, faults: unfit.join('; ')});
		}

		return {
			...content,
			// The first profile is the one in use.
			current: content.current ?? (content.profiles.size === 0 ? name : undefined),
			profiles: new Map([...content.profiles, [name, {...unknownFields(content.profiles.get(name)), ...fields}]]),
		};
	});
};

/** Changes one profile as it is in the file now, so that two changes at once do not undo each other. Rejects with PROFILE-CHANGE where what it is to get cannot be used. */
export const changeProfile = async (name: string, change: (profile: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>): Promise<Profile> => {
	let changed: Profile | undefined;
	await changeProfileFile(content => {
		if (!content.profiles.has(name)) {
			throw unknownProfile(name, content.profiles);
		}

		const entry = content.profiles.get(name);
		const next = change(typeof entry === 'object' && entry !== null ? entry as Readonly<Record<string, unknown>> : {});
		const {profile, faults} = checkProfile(name, next);
		if (profile === undefined) {
			throw unfitChange(name, faults, checkProfile(name, entry).faults ?? []);
		}

		changed = profile;
		return {...content, profiles: new Map([...content.profiles, [name, next]])};
	});
	return changed!;
};

/** Removes a profile, also one that cannot be used; its secrets stay in their stores. */
export const removeProfile = async (name: string): Promise<void> => {
	await changeProfileFile(content => {
		if (!content.profiles.has(name)) {
			throw unknownProfile(name, content.profiles);
		}

		return {
			...content,
			current: content.current === name ? undefined : content.current,
			profiles: new Map([...content.profiles].filter(([other]) => other !== name)),
		};
	});
};

/** Makes a profile the one that is used when none is named. */
export const useProfile = async (name: string): Promise<void> => {
	await changeProfileFile(content => {
		if (!content.profiles.has(name)) {
			throw unknownProfile(name, content.profiles);
		}

		return content.current === name ? content : {...content, current: name};
	});
};

/** The profile in use, if one is. */
export const currentProfileName = async (): Promise<string | undefined> => {
	const {current} = await readProfileFile();
	return current;
};

/** A profile that could be used is no broken one: what it was to get is. */
const unfitChange = (name: string, faults: readonly string[], before: readonly string[]) => {
	const added = faults.filter(fault => !before.includes(fault));
	return added.length > 0
		? new BacoError('PROFILE-CHANGE', {name, faults: added.join('; ')})
		: new BacoError('PROFILE-INVALID', {name, faults: faults.join('; '), file: profileFileName()});
};

const unknownProfile = (name: string, profiles: ReadonlyMap<string, unknown>) =>
	new BacoError('PROFILE-UNKNOWN', {name, known: profiles.keys().toArray().toSorted().join(', ')});

const unknownFields = (entry: unknown) => typeof entry === 'object' && entry !== null
	? Object.fromEntries(Object.entries(entry).filter(([key]) => !Object.hasOwn(profileFields, key)))
	: {};
