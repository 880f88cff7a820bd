import type {AppState} from './app-state.js';

/** The divisions are still to come. */
export const isConnecting = ({connection, divisions}: AppState): boolean => (connection.status === 'connecting' || connection.status === 'idle') && divisions.length === 0;
