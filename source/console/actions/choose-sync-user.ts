import type {OfficeUser} from '../../sync-user/contract.js';
import {listStart} from '../state/list.js';
import {changeScreens, push, topScreen} from '../state/screens.js';
import {textInput} from '../state/text-input.js';
import {statusOf, type GrantQuestion, type UserCheckScreen} from '../state/sync-screens.js';
import {toProblem} from '../to-problem.js';
import type {App} from './app.js';
import {lookAtConnections, meantConnection} from './connections.js';

/** Opens the users of the office, to choose the synchronisation user of a connection from. */
export const openSyncUsers = (app: App): void => {
	const {services, store} = app;
	const status = meantConnection(store.get());
	if (status === undefined) {
		return;
	}

	store.update(state => push(state, {
		name: 'sync-users', id: status.id, list: listStart, users: {status: 'loading', since: app.now()},
	}));
	app.run(async () => {
		try {
			const users = await services?.sync?.users({signal: app.connecting?.signal ?? new AbortController().signal}) ?? [];
			const index = Math.max(0, users.findIndex(({id}) => id === status.syncUser?.id));
			store.update(state => changeScreens(state, 'sync-users', screen => ({...screen, users: {status: 'ready', value: users}, list: {...screen.list, index}})));
		} catch (error) {
			const problem = toProblem(error);
			store.update(state => ({...changeScreens(state, 'sync-users', screen => ({...screen, users: {status: 'failed', problem}})), lastProblem: problem}));
		}

		store.flush();
	});
};

/** Checks a user before anything is changed. */
export const openUserCheck = (app: App, id: string, user: OfficeUser): void => {
	app.store.update(state => push(state, {
		name: 'user-check', id, user, stage: {name: 'checking'}, input: undefined, scroll: 0,
	}));
	app.run(async () => check(app, async sync => sync.check(id, user, {signal: app.connecting?.signal ?? new AbortController().signal})));
};

/** Asks whether to give the user the companies that it lacks in the office. */
export const requestGrant = (app: App): void => {
	app.store.update(state => {
		const screen = topScreen(state);
		if (screen.name !== 'user-check' || screen.stage.name !== 'ready') {
			return state;
		}

		const {id, user, stage} = screen;
		const {missing, grantable} = stage.check;
		return push(state, {
			name: 'confirm', question: {
				kind: 'grant', id, user, companies: missing.filter(company => grantable.includes(company.id ?? '')),
			},
		});
	});
};

/** Asks whether the checked user becomes the synchronisation user, from whom and to whom. */
export const requestUser = (app: App): void => {
	app.store.update(state => {
		const screen = topScreen(state);
		if (screen.name !== 'user-check' || screen.stage.name !== 'ready') {
			return state;
		}

		const {
			id, user, stage, input,
		} = screen;
		const {from, isReady} = stage.check;
		return push(state, {
			name: 'confirm', question: {
				kind: 'choose-user', connection: statusOf(state.screens, id)?.description ?? id, from, user, reason: isReady ? undefined : input?.value.trim(),
			},
		});
	});
};

/** Gives the user the access that was asked about. */
export const grantAccess = (app: App, {id, user, companies}: GrantQuestion): void => {
	setStage(app, {name: 'checking'});
	app.run(async () => check(app, async sync => sync.grant(id, user, companies.flatMap(company => company.id ?? []))));
};

/** Makes the checked user the synchronisation user. */
export const confirmUser = async (app: App): Promise<void> => {
	const {services, store} = app;
	const screen = topScreen(store.get());
	if (screen.name !== 'user-check' || screen.stage.name !== 'ready' || services?.sync === undefined) {
		return;
	}

	const {id, user, input} = screen;
	const {check: checked} = screen.stage;
	setStage(app, {name: 'writing', check: checked});
	const write = services.sync.choose(id, user, checked.isReady ? undefined : input?.value);
	app.writes.add(write);
	store.update(state => ({...state, writing: true}));
	try {
		setStage(app, {name: 'done', ...await write});
	} catch (error) {
		setStage(app, {name: 'failed', problem: toProblem(error)});
	} finally {
		app.writes.delete(write);
		store.update(state => ({...state, writing: app.writes.size > 0, audit: undefined}));
		store.flush();
	}

	await lookAtConnections(app, id);
};

const check = async (app: App, work: (sync: NonNullable<NonNullable<App['services']>['sync']>) => Promise<Extract<UserCheckScreen['stage'], {readonly name: 'ready'}>['check']>) => {
	const sync = app.services?.sync;
	if (sync === undefined) {
		return;
	}

	try {
		setStage(app, {name: 'ready', check: await work(sync)});
	} catch (error) {
		setStage(app, {name: 'failed', problem: toProblem(error)});
	}

	app.store.flush();
};

const setStage = ({store}: App, stage: UserCheckScreen['stage']) => {
	store.update(state => changeScreens(state, 'user-check', screen => ({
		...screen, stage, scroll: 0, input: inputFor(screen, stage),
	})));
};

/** A reason is typed while one is needed, and stays to be seen while it is written. */
const inputFor = ({input}: UserCheckScreen, stage: UserCheckScreen['stage']) => {
	if (stage.name === 'writing') {
		return input;
	}

	return stage.name === 'ready' && !stage.check.isReady ? input ?? textInput() : undefined;
};
