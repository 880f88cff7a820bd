import {refuseForeignProfile, saveDemoProfile} from './demo-profile.js';
import {readDemoState, type DemoState} from './demo-state.js';
import {startDemo, type StartOptions} from './start-demo.js';

export {startDemo} from './start-demo.js';
export {stopDemo} from './stop-demo.js';
export {resetDemo} from './reset-demo.js';

/** The demo that runs now, undefined when none does. */
export const demoStatus = async (): Promise<DemoState | undefined> => {
	const state = await readDemoState();
	return state?.status === 'running' ? state : undefined;
};

/** Starts the demo when needed, saves its profile, and returns the profile's name. Rejects with DEMO-PROFILE before it starts anything. */
export const ensureDemo = async (options: StartOptions = {}): Promise<string> => {
	await refuseForeignProfile();
	return saveDemoProfile(await startDemo(options));
};
