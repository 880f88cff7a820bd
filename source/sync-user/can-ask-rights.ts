import type {Connection, SystemId} from './contract.js';

const systems: ReadonlySet<SystemId> = new Set(['exact-online']);

/** Whether the accounting system can be asked what a user may do. The console asks before the adapters are loaded, which bring the driver and the OAuth client. */
export const canAskRights = ({system}: Pick<Connection, 'system'>): boolean => systems.has(system);
