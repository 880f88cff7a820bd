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

/** What keeps a new profile from its name besides: names that Windows keeps for itself or does not tell apart. */
export const newNameFaults = (name: string, stored: readonly string[]): string[] => {
	const twin = stored.find(other => other !== name && other.toLowerCase() === name.toLowerCase());
	return [
		...(/^(?:con|prn|aux|nul|(?:com|lpt)[0-9²³¹])(?:\.|$)/iv.test(name) ? [`the name ${JSON.stringify(name)} is one that Windows keeps for a device`] : []),
		...(name.endsWith('.') ? [`the name ${JSON.stringify(name)} must not end with a dot`] : []),
		...(twin === undefined ? [] : [`the profile ${twin} has this name in other letters, which Windows does not tell apart`]),
	];
};

/** The name is a key, a part of credential names and a word on the command line. */
export const nameFaults = (name: string): string[] =>
	/^[\p{Letter}\p{Number}][\p{Letter}\p{Number}\-._]{0,39}$/v.test(name) ? [] : [`the name ${JSON.stringify(name)} must be up to 40 letters, digits, dots, hyphens or underscores, and start with a letter or digit`];
