import {canAskRights} from '../../sync-user/can-ask-rights.js';
import type {AppState} from '../state/app-state.js';
import {isHopeless, type SyncScreen} from '../state/sync-screens.js';
import {topScreen} from '../state/screens.js';
import type {SyncAction} from '../sync-keys.js';
import {isTooShort, leastReason} from '../../sync-user/override-reason.js';
import type {App} from './app.js';
import {
	requestGrant,
	requestUser,
	openSyncUsers,
	openUserCheck,
} from './choose-sync-user.js';
import {
	lookAtConnections,
	meantConnection,
	openConnection,
	openConnections,
} from './connections.js';
import {
	copyAddress,
	openBrowser,
	whyNotAddress,
	whyNotBrowser,
} from './consent-address.js';
import {acceptRelink, otherFlow, startRelink} from './relink.js';
import {whyNotOpenProfile} from './why-not-open-profile.js';

/** What the keys of the screens about synchronisation users do. */
export const syncPerformers: Readonly<Record<SyncAction, (app: App) => void>> = {
	connections: openConnections,
	relink: startRelink,
	'choose-user': openSyncUsers,
	look(app) {
		const status = meantConnection(app.store.get());
		app.run(async () => lookAtConnections(app, status?.id));
	},
	'look-rights'(app) {
		const status = meantConnection(app.store.get());
		app.run(async () => lookAtConnections(app, status?.id, {isWithRights: true}));
	},
	'other-flow': otherFlow,
	grant: requestGrant,
	'copy-address': copyAddress,
	'open-address': openBrowser,
};

/** Enter on a row. */
export const openSync = (app: App, screen: SyncScreen): void => {
	if (screen.name === 'connections') {
		openConnection(app, meantConnection(app.store.get())!.id);
	} else if (screen.name === 'sync-users' && screen.users.status === 'ready') {
		openUserCheck(app, screen.id, screen.users.value[screen.list.index]!);
	}
};

/** Enter in a dialog. */
export const acceptSync = (app: App, screen: SyncScreen, leave: () => void): void => {
	if (screen.name === 'relink') {
		acceptRelink(app);
	} else if (screen.name === 'user-check' && screen.stage.name === 'ready') {
		requestUser(app);
	} else {
		leave();
	}
};

type Refusals = Partial<Record<SyncAction | 'accept' | 'open' | 'back', (state: AppState) => string | undefined>>;

/** Why one of them cannot be done now. */
export const syncRefusals: Refusals = {
	connections: state => whyNotOpenProfile(state, 'the connections'),
	relink: state => whyNotConnection(state) ?? readOnly(state),
	'choose-user': state => whyNotConnection(state) ?? readOnly(state),
	look: whyNotConnection,
	'look-rights': state => whyNotConnection(state) ?? (canAskRights(meantConnection(state)!) ? undefined : 'Only Exact Online can be asked what a user may do.'),
	'other-flow'(state) {
		const screen = topScreen(state);
		if (screen.name !== 'relink') {
			return 'No relink is under way.';
		}

		if (screen.stage.name === 'writing' || screen.stage.name === 'done') {
			return 'The link is being replaced, or was.';
		}

		return screen.flows.length > 1 ? undefined : 'This connection can be relinked in one way only.';
	},
	'copy-address': whyNotAddress,
	'open-address': whyNotBrowser,
	grant(state) {
		const screen = topScreen(state);
		return screen.name === 'user-check' && screen.stage.name === 'ready' && screen.stage.check.grantable.length > 0 ? undefined : 'The user has all the access in the office that can be given.';
	},
	open(state) {
		const screen = topScreen(state);
		if (screen.name === 'connections') {
			return whyNotConnection(state);
		}

		return screen.name === 'sync-users' && (screen.users.status !== 'ready' || screen.users.value.length === 0) ? 'There is no user to choose.' : undefined;
	},
	accept(state) {
		const screen = topScreen(state);
		if (screen.name === 'user-check') {
			return screen.stage.name === 'checking' || screen.stage.name === 'writing' ? 'Wait for the office.' : whyNotReason(screen, 'Type why it is done all the same, or leave (Esc).');
		}

		if (screen.name !== 'relink') {
			return undefined;
		}

		if (screen.stage.name === 'failed') {
			return isHopeless(screen.stage.problem) ? 'Trying again does not help here; Esc leaves.' : undefined;
		}

		if (screen.stage.name === 'proposal') {
			return whyNotReason(screen, 'Type something first.');
		}

		return ['starting', 'proving', 'writing', 'device', 'loopback'].includes(screen.stage.name) ? 'Wait; Esc leaves, and the old link stays.' : whyNotTyped(screen, screen.stage.name === 'paste' ? 'Paste the address of the page.' : 'Type something first.');
	},
	back(state) {
		const screen = topScreen(state);
		return (screen.name === 'relink' || screen.name === 'user-check') && screen.stage.name === 'writing' ? 'It is being written: wait for its end.' : undefined;
	},
};

function whyNotTyped({input}: {readonly input: {readonly value: string} | undefined}, text: string): string | undefined {
	return input?.value.trim() === '' ? text : undefined;
}

function whyNotReason(screen: {readonly input: {readonly value: string} | undefined}, text: string): string | undefined {
	return whyNotTyped(screen, text) ?? (isTooShort(screen.input?.value ?? '') ? `Say why in some words: at least ${leastReason} characters, as the audit keeps them.` : undefined);
}

function whyNotConnection(state: AppState): string | undefined {
	return meantConnection(state) === undefined ? 'There is no connection yet to do this with.' : undefined;
}

function readOnly({profile}: AppState): string | undefined {
	return profile?.readOnly ? `Profile ${profile.name} is read-only: nothing is changed through it.` : undefined;
}
