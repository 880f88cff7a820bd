import process from 'node:process';
import {BacoError} from '../../source/problems/baco-error.js';
import {listProfiles, readProfile} from '../../source/profiles/profile-store.js';
import type {Profile} from '../../source/profiles/profile.js';
import {formatServer, parseServer} from '../../source/profiles/server-address.js';
import type {JobLine} from './parse-job-line.js';

type Wanted = Pick<JobLine, 'server' | 'database'>;

/** The profile of BACO_PROFILE, which must be of this server and database, else the only one that is. Rejects with JOB-OTHER-PROFILE or JOB-PROFILE. */
export const findProfile = async ({server, database}: Wanted): Promise<Profile> => {
	const {BACO_PROFILE: name} = process.env;
	if (name !== undefined && name !== '') {
		const profile = await readProfile(name);
		if (!isOf(profile, {server, database})) {
			throw new BacoError('JOB-OTHER-PROFILE', {profile: name, given: `${database} on ${server}`, known: `${profile.database} on ${formatServer(profile.server)}`});
		}

		return profile;
	}

	const profiles = await listProfiles();
	const [found, ...others] = profiles.filter(profile => isOf(profile, {server, database}));
	if (found === undefined || others.length > 0) {
		throw new BacoError('JOB-PROFILE', {server, database, profiles: [found, ...others].flatMap(profile => profile === undefined ? [] : [profile.name])});
	}

	return found;
};

/** What one of both does not say (a port, an instance) contradicts nothing. */
const isOf = (profile: Profile, {server, database}: Wanted) => {
	const given = parseServer(server);
	if (typeof given === 'string' || database.toLowerCase() !== profile.database.toLowerCase()) {
		return false;
	}

	const {host, port, instance} = profile.server;
	return isSame(given.host, host) && isAgreed(given.port, port) && isAgreed(given.instance?.toLowerCase(), instance?.toLowerCase());
};

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const isAgreed = <T>(one: T | undefined, other: T | undefined) => one === undefined || other === undefined || one === other;
