import process from 'node:process';
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
export const saveDemoProfile = async ({profile}: Pick<DemoState, 'profile'>): Promise<string> => {
	if (profile === undefined) {
		throw new TypeError('A running demo tells its profile');
	}

	await refuseForeignProfile();
	const made: Profile = {...profile, name: demoProfileName, passwordCommand: [process.execPath, processFile('cli'), ...secretCommand]};
	const stored = await listStoredProfiles();
	if (stored.every(({name}) => name !== demoProfileName)) {
		await saveProfile(made);
		return demoProfileName;
	}

	const {addresses, browserPort, caFile, passwordCommand} = made;
	await changeProfile(demoProfileName, before => ({
		...before,
		addresses,
		browserPort,
		caFile,
		passwordCommand,
	}));
	return demoProfileName;
};

const secretCommand = ['demo', 'password', '{name}'];

/** Known by its password command, which nobody else has a use for. */
const isMadeByDemo = ({passwordCommand = []}: Profile) => passwordCommand.slice(-secretCommand.length).join(' ') === secretCommand.join(' ');
