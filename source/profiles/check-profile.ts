import type {Profile} from './profile.js';
import {profileFields} from './profile-fields.js';

export type CheckedProfile = {readonly profile: Profile; readonly faults?: undefined} | {readonly profile?: undefined; readonly faults: readonly string[]};

/** Makes a profile of a stored entry: fields that are absent get their defaults; every fault is named. Fields of a newer version are left out. */
export const checkProfile = (name: string, entry: unknown): CheckedProfile => {
	if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
		return {faults: ['it is not an object']};
	}

	const faults: string[] = [...nameFaults(name)];
	const profile: Record<string, unknown> = {name};
	for (const [key, field] of Object.entries(profileFields)) {
		const value = (entry as Readonly<Record<string, unknown>>)[key] ?? field.fallback;
		if (value === undefined && field.isOptional) {
			continue;
		}

		profile[key] = value;
		const fault = field.fault(value);
		if (fault !== undefined) {
			faults.push(fault);
		}
	}

	return faults.length > 0 ? {faults} : {profile: profile as Profile};
};

/** The name is a key, a part of credential names and a word on the command line. */
export const nameFaults = (name: string): string[] =>
	/^[\p{Letter}\p{Number}][\p{Letter}\p{Number}\-._]{0,39}$/v.test(name) ? [] : [`the name ${JSON.stringify(name)} must be up to 40 letters, digits, dots, hyphens or underscores, and start with a letter or digit`];
