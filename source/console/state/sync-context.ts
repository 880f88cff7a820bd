import type {SyncContext} from '../sync-keys.js';
import type {SyncScreen} from './sync-screens.js';

/** Which keys hold on a screen about synchronisation users. */
export const syncContext = (screen: SyncScreen): SyncContext => {
	switch (screen.name) {
		case 'user-check': {
			return screen.input === undefined || screen.stage.name !== 'ready' ? 'user-check' : 'user-check-reason';
		}

		case 'relink': {
			if (screen.input !== undefined) {
				return 'relink-input';
			}

			return screen.stage.name === 'proposal' ? 'relink-confirm' : 'relink';
		}

		case 'connections':
		case 'connection':
		case 'sync-users': {
			return screen.name;
		}
	}
};

/** Whether a screen is one of them. */
export const isSyncScreen = (screen: {readonly name: string}): screen is SyncScreen => names.has(screen.name);

const names: ReadonlySet<string> = new Set<SyncScreen['name']>(['connections', 'connection', 'sync-users', 'user-check', 'relink']);
