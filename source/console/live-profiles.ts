import {currentProfileName, listProfiles} from '../profiles/profile-store.js';
import {openWorkspace} from '../workspace/open-workspace.js';
import {servicesOf} from './live-services.js';
import type {
	Ask,
	OpenOptions,
	ProfileLine,
	Services,
} from './services.js';

export const listProfileLines = async (): Promise<readonly ProfileLine[]> => listProfiles();

export const currentProfile = async (): Promise<string | undefined> => currentProfileName();

/** Opens a workspace. Nothing is connected before the divisions are read. */
export const openProfile = async (name: string | undefined, ask: Ask): Promise<Services> => servicesOf(await openWorkspace({profile: name, ask}));

/** Starts the demo when needed and opens its profile. */
export const openDemo = async (ask: Ask, options: OpenOptions = {}): Promise<Services> => {
	const {ensureDemo} = await import('../demo/demo.js');
	return openProfile(await ensureDemo(options), ask);
};
