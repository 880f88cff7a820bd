import {demoProfileName} from '../demo/demo-profile-name.js';
import type {Workspace} from '../workspace/contract.js';
import type {Profiles, Services} from './services.js';

/** The profiles of the configuration. Nothing is loaded before it is asked for. With `demo` the first one that opens is the demo's, started when needed. */
export const liveProfiles = ({workspace, demo = false}: {readonly workspace?: Workspace | undefined; readonly demo?: boolean} = {}): Profiles => ({
	async list() {
		const {listProfileLines} = await import('./live-profiles.js');
		return listProfileLines();
	},
	async current() {
		const {currentProfile} = await import('./live-profiles.js');
		return demo ? demoProfileName : currentProfile();
	},
	async open(name, ask, options) {
		if (workspace && (name === undefined || name === workspace.profile.name)) {
			return liveServices(workspace);
		}

		const {openDemo, openProfile} = await import('./live-profiles.js');
		return demo && (name === undefined || name === demoProfileName) ? openDemo(ask, options) : openProfile(name, ask);
	},
});

/** The services over a real workspace. Loaded after the first frame: they bring the SQL driver. */
export const liveServices = async (workspace: Workspace): Promise<Services> => {
	const {servicesOf} = await import('./live-services.js');
	return servicesOf(workspace);
};
