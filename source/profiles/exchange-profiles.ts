import {access, constants} from 'node:fs/promises';
import {readText} from '../platform/read-text.js';
import {errorCode} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import {whyUnreadable} from '../problems/why-unreadable.js';
import {checkProfile} from './check-profile.js';
import {profileFields} from './profile-fields.js';
import {listStoredProfiles, saveProfile} from './profile-store.js';
import type {Profile} from './profile.js';

/** Profiles as a file for a colleague. A profile holds no secret; the password command is left out all the same, because it is a program of this machine. */
export type ProfileExchange = {readonly profiles: Readonly<Record<string, unknown>>};

/** The profiles with these names, or all. Rejects with PROFILE-UNKNOWN. */
export const exportProfiles = async (names: readonly string[] = []): Promise<ProfileExchange> => {
	const stored = await listStoredProfiles();
	const unknown = names.find(name => stored.every(one => one.name !== name));
	if (unknown !== undefined) {
		throw new BacoError('PROFILE-UNKNOWN', {name: unknown, known: stored.map(({name}) => name).join(', ')});
	}

	const chosen = stored.filter(({name, profile}) => profile !== undefined && (names.length === 0 || names.includes(name)));
	return {profiles: Object.fromEntries(chosen.map(({name, profile}) => [name, withoutOwn(profile!)]))};
};

/** A file or folder of a profile that this machine does not have; `flag` names another one. */
export type MissingPath = {readonly name: string; readonly flag: 'ca-file' | 'synergy-folder'; readonly path: string};

export type Imported = {readonly added: readonly string[]; readonly replaced: readonly string[]; readonly missing: readonly MissingPath[]};

/** Adds the profiles of a file; all are checked before the first is saved. Existing ones are refused with PROFILE-EXISTS unless `mayReplace`. Throws PROFILE-FILE. */
export const importProfiles = async (file: string, {mayReplace = false}: {readonly mayReplace?: boolean} = {}): Promise<Imported> => {
	const entries = await readExchange(file);
	const stored = await listStoredProfiles();
	const known = new Set(stored.map(({name}) => name));
	const profiles = entries.map(([name, entry]) => {
		const {profile, faults} = checkProfile(name, entry);
		if (profile === undefined) {
			throw new BacoError('PROFILE-INVALID', {name, faults: faults.join('; '), file});
		}

		if (!mayReplace && known.has(name)) {
			throw new BacoError('PROFILE-EXISTS', {name, file});
		}

		return profile;
	});
	for (const profile of profiles) {
		// eslint-disable-next-line no-await-in-loop -- one file
		await saveProfile(profile);
	}

	const missing = await Promise.all(profiles.map(async profile => missingPaths(profile)));
	return {
		missing: missing.flat(), added: profiles.map(({name}) => name).filter(name => !known.has(name)), replaced: profiles.map(({name}) => name).filter(name => known.has(name)),
	};
};

const withoutOwn = ({name: _, passwordCommand, ...others}: Profile) => others;

/** Files lie on the machine that the profile was made on: without them it cannot connect here. */
const missingPaths = async ({name, caFile, synergyFolder}: Profile): Promise<MissingPath[]> => {
	const places = [{name, flag: 'ca-file' as const, path: caFile}, {name, flag: 'synergy-folder' as const, path: synergyFolder}];
	const found = await Promise.all(places.map(async place => place.path === undefined || await access(place.path, constants.R_OK).then(() => true).catch(() => false) ? [] : [{...place, path: place.path}]));
	return found.flat();
};

const readExchange = async (file: string): Promise<Array<[string, unknown]>> => {
	const refuse = (reason: string) => new BacoError('PROFILE-FILE', {file, reason});
	const text = await readText(file).catch((error: unknown) => {
		throw refuse(whyUnreadable(errorCode(error)));
	});
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch {
		throw refuse('it is no JSON');
	}

	const profiles = isRecord(content) ? content.profiles : undefined;
	if (!isRecord(profiles) || Object.keys(profiles).length === 0) {
		throw refuse('it has no profiles');
	}

	for (const [name, entry] of Object.entries(profiles)) {
		const secret = secretIn(entry);
		if (secret !== undefined) {
			throw refuse(`profile ${name} has the field ${JSON.stringify(secret)}, and no secret is taken from a file. Take it out, and store it with baco credential set`);
		}
	}

	// A program that a file names is not run; neither are fields of a newer version kept.
	return Object.entries(profiles).map(([name, entry]) => [name, isRecord(entry) ? Object.fromEntries(Object.entries(entry).filter(([key]) => key !== 'passwordCommand' && Object.hasOwn(profileFields, key))) : entry]);
};

/** The first field that names a secret, however deep: a file that carries one is not imported in part, as its sender should know. */
const secretIn = (entry: unknown): string | undefined => isRecord(entry)
	? Object.entries(entry).map(([key, value]) => /password$|passphrase|secret|token|api.?(?:access)?.?key/iv.test(key) ? key : secretIn(value)).find(key => key !== undefined)
	: undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
