import process from 'node:process';
import {isDeepStrictEqual} from 'node:util';
import {processFile} from '../platform/process-file.js';
import {BacoError} from '../problems/baco-error.js';
import {changeProfile, listStoredProfiles, saveProfile} from '../profiles/profile-store.js';
import type {Profile} from '../profiles/profile.js';
import {demoProfileName} from './demo-profile-name.js';
import type {DemoState} from './demo-state.js';

/** Rejects with DEMO-PROFILE when the name is taken by a profile that the demo did not make: to be asked before anything is started. */
export const refuseForeignProfile = async (): Promise<void> => {
	const stored = await listStoredProfiles();
	const existing = stored.find(({name}) => name === demoProfileName);
	if (existing !== undefined && (existing.profile === undefined || !isMadeByDemo(existing.profile))) {
		throw new BacoError('DEMO-PROFILE', {name: demoProfileName});
	}
};

/**
Saves the profile of the running demo and returns its name. What the operator changed in it stays; how to reach the demo is brought up to
date. Rejects as `refuseForeignProfile`.
*/
export const saveDemoProfile = async ({profile, syncUsers}: Pick<DemoState, 'profile' | 'syncUsers'>): Promise<string> => {
	if (profile === undefined) {
		throw new TypeError('A running demo tells its profile');
	}

	await refuseForeignProfile();
	await chooseSampleUsers(syncUsers);
	const made: Profile = {...profile, name: demoProfileName, passwordCommand: [process.execPath, processFile('cli'), ...secretCommand]};
	const stored = await listStoredProfiles();
	const existing = stored.find(({name}) => name === demoProfileName)?.profile;
	if (existing === undefined) {
		await saveProfile(made);
	} else if (!isDeepStrictEqual(upToDate(existing, made), {...existing})) {
		// A home that cannot be written is no obstacle to looking, as long as nothing has changed.
		await changeProfile(demoProfileName, before => upToDate(before, made));
	}

	return demoProfileName;
};

/** The profile with the addresses and keys of this start. */
const upToDate = (before: Readonly<Record<string, unknown>>, {addresses, browserPort, caFile, passwordCommand, office, accountingSystems}: Profile) => ({
	...before,
	addresses,
	browserPort,
	caFile,
	passwordCommand,
	office,
	accountingSystems: reached(before.accountingSystems as Profile['accountingSystems'], accountingSystems),
});

/** The addresses of this start; what the operator added to a connection stays. */
const reached = (before: Profile['accountingSystems'] = {}, made: Profile['accountingSystems'] = {}): Profile['accountingSystems'] => ({
	...before, ...Object.fromEntries(Object.entries(made).map(([id, settings]) => [id, {...before[id], ...settings}])),
});

/** The synchronisation users that the samples begin with; one that was chosen since stays. */
const chooseSampleUsers = async (users: NonNullable<DemoState['syncUsers']> = {}) => {
	const {changeSyncState, readSyncState, stateOf} = await import('../sync-user/sync-state.js');
	const state = await readSyncState(demoProfileName);
	const unchosen = Object.entries(users).filter(([id]) => stateOf(state, id).syncUser === undefined);
	if (unchosen.length === 0) {
		return;
	}

	await changeSyncState(demoProfileName, new Map(unchosen.map(([id, {user, companies}]) => [id, before => before.syncUser === undefined
		? {...before, syncUser: {...user, chosenAt: new Date().toISOString(), chosenBy: 'demo'}, companies}
		: before] as const)));
};

const secretCommand = ['demo', 'password', '{name}'];

/** Known by its password command, which nobody else has a use for. */
export const isMadeByDemo = ({passwordCommand = []}: Pick<Profile, 'passwordCommand'>) => passwordCommand.slice(-secretCommand.length).join(' ') === secretCommand.join(' ');
