import {BacoError} from '../problems/baco-error.js';
import {nameFaults} from '../profiles/check-profile.js';
import type {Profile} from '../profiles/profile.js';

/** `PROFILE/KIND` of what a person wrote, with or without the profile. Rejects with USAGE-1 for a kind that does not exist. */
export const fullName = (given: string, profile: string | undefined): string => {
	const [owner, kind, ...rest] = given.includes('/') ? given.split('/') : [profile ?? '', given];
	const isKnown = /^(?:operator|baco|service|office|(?:baco|sync-client)@[^\s\p{Control}]+)$/v.test(kind ?? '');
	if (!isKnown || rest.length > 0 || nameFaults(owner ?? '').length > 0) {
		const detail = `${JSON.stringify(given)} is not the name of a secret: operator, baco, service, office, baco@SERVER or sync-client@CONNECTION, with PROFILE/ before it for another profile`;
		throw new BacoError('USAGE-1', {detail, command: 'credential'});
	}

	return canonicalName(`${owner}/${kind}`);
};

/** Server names have no case: the same secret whatever way one is written. */
export const canonicalName = (name: string): string => {
	const end = name.indexOf('@');
	return end === -1 ? name : name.slice(0, end) + name.slice(end).toUpperCase();
};

/** The secrets that a profile uses, its tokens too, and those of single servers that are stored; each once. */
export const credentialNames = (profile: Profile, stored: readonly string[]): string[] => [...new Set([
	`${profile.name}/operator`,
	`${profile.name}/baco`,
	...(profile.serviceUser === undefined ? [] : [`${profile.name}/service`]),
	...(profile.office === undefined ? [] : [`${profile.name}/office`]),
	...Object.entries(profile.accountingSystems ?? {}).filter(([, {system}]) => system === 'exact-online' || system === 'twinfield').flatMap(([id]) => ['sync-client', 'sync'].map(kind => canonicalName(`${profile.name}/${kind}@${id}`))),
	...stored.filter(name => ['baco@', 'sync-client@', 'sync@', 'sync-candidate@'].some(kind => name.startsWith(`${profile.name}/${kind}`))).toSorted(),
])];
