import process from 'node:process';
import {BacoError} from '../problems/baco-error.js';
import {readProfileFile} from './profile-file.js';
import {readProfile} from './profile-store.js';
import type {Profile} from './profile.js';

/** The profile named, else that of BACO_PROFILE, else the one in use. Rejects with PROFILE-NONE when there is none. */
export const chooseProfile = async (name?: string): Promise<Profile> => {
	const environment = process.env.BACO_PROFILE;
	const chosen = name ?? (environment === '' ? undefined : environment);
	if (chosen !== undefined) {
		return readProfile(chosen);
	}

	const {current, profiles} = await readProfileFile();
	if (current === undefined) {
		throw new BacoError('PROFILE-NONE', {known: profiles.keys().toArray().toSorted().join(', ')});
	}

	return readProfile(current);
};
