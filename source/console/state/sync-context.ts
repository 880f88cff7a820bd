import type {SyncContext} from '../sync-keys.js';
import type {RelinkScreen, SyncScreen} from './sync-screens.js';

/** Which keys hold on a screen about synchronisation users. */
export const syncContext = (screen: SyncScreen): SyncContext => {
	switch (screen.name) {
		case 'user-check': {
			if (screen.stage.name === 'failed' || screen.stage.name === 'done') {
				return 'user-check-end';
			}

			return screen.stage.name === 'ready' && screen.input !== undefined ? 'user-check-reason' : 'user-check';
		}

		case 'relink': {
			return screen.input === undefined ? relinkContexts[screen.stage.name] ?? 'relink' : 'relink-input';
		}

		case 'connections':
		case 'connection':
		case 'sync-users': {
			return screen.name;
		}
	}
};

const relinkContexts: Partial<Record<RelinkScreen['stage']['name'], SyncContext>> = {proposal: 'relink-confirm', failed: 'relink-failed', done: 'relink-end'};

/** Whether a screen is one of them. */
export const isSyncScreen = (screen: {readonly name: string}): screen is SyncScreen => names.has(screen.name);

const names: ReadonlySet<string> = new Set<SyncScreen['name']>(['connections', 'connection', 'sync-users', 'user-check', 'relink']);
