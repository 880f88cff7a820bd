import {BacoError} from '../problems/baco-error.js';
import type {Profile} from '../profiles/profile.js';
import {isMadeByDemo} from './demo-profile.js';
import {demoProfileName} from './demo-profile-name.js';
import {readDemoState} from './demo-state.js';

/** Why the demo's own servers cannot be reached when it does not run: SYN-6; else the problem itself. */
export const orStoppedDemo = async (problem: unknown, profile: Profile): Promise<unknown> => {
	const isUnreachable = problem instanceof BacoError && problem.id === 'SYN-1';
	const isOwn = profile.name === demoProfileName && isMadeByDemo(profile);
	return isUnreachable && isOwn && await readDemoState() === undefined ? new BacoError('SYN-6', {profile: profile.name}, {cause: problem}) : problem;
};
