import type {AppState} from './app-state.js';

/** Nothing was set up on this machine yet: there is no profile to open. */
export const isWithoutProfile = ({connection, profiles}: AppState): boolean =>
	connection.status === 'failed' && connection.problem.id === 'PROFILE-NONE' && profiles?.length === 0;
