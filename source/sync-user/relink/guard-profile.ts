import {BacoError} from '../../problems/baco-error.js';
import {listStoredProfiles} from '../../profiles/profile-store.js';
import type {Profile} from '../../profiles/profile.js';
import type {Workspace} from '../../workspace/contract.js';
import type {Connection} from '../contract.js';

/** Rejects with SYNC-PROFILE-CHANGED when the profile is no longer the one that a relink was begun with. */
export type ProfileGuard = () => Promise<void>;

/**
Somebody may edit or remove the profile while a consent is waited for: the new link would belong to another site, application or server than
the profile names then. A profile that was never saved cannot change. Rejects as the guard does when the profile was changed since it was
opened.
*/
export const guardProfile = async ({profile}: Pick<Workspace, 'profile'>, connection: Connection): Promise<ProfileGuard> => {
	const begun = await storedParts(profile.name, connection);
	if (begun === undefined) {
		return async () => undefined;
	}

	const guard = async () => {
		const now = await storedParts(profile.name, connection);
		const opened = partsOf(profile, connection);
		const changed = now === undefined ? ['the profile itself'] : Object.keys(opened).filter(part => opened[part] !== now[part]);
		if (changed.length > 0) {
			throw new BacoError('SYNC-PROFILE-CHANGED', {
				profile: profile.name, connection: connection.description, changed, isRemoved: now === undefined,
			});
		}
	};

	await guard();
	return guard;
};

type Parts = Readonly<Record<string, string>>;

/** Undefined when there is no such profile, or none that can be used. */
const storedParts = async (name: string, connection: Connection): Promise<Parts | undefined> => {
	const stored = await listStoredProfiles();
	const found = stored.find(entry => entry.name === name)?.profile;
	return found && partsOf(found, connection);
};

/** What decides where a link leads and who may make it. How a connection is described, and which companies are its own, may change meanwhile. */
const partsOf = ({readOnly, server, database, globeUser, office, accountingSystems = {}}: Profile, {id}: Connection): Parts => {
	const settings = Object.entries(accountingSystems).find(([name]) => name.toLowerCase() === id.toLowerCase())?.[1];
	return Object.fromEntries(Object.entries({
		'read-only': readOnly,
		server,
		database,
		'Globe user': globeUser,
		office: [office?.url, office?.clientIdentifier],
		system: settings?.system,
		url: settings?.url,
		'client id': settings?.clientId,
		'redirect address': settings?.redirectUri,
		division: settings?.division,
	}).map(([part, value]) => [part, JSON.stringify(value) ?? '']));
};
