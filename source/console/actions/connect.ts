import type {AppState} from '../state/app-state.js';
import {longestLog} from '../../workspace/statement-log.js';
import {byCode} from '../state/by-code.js';
import {forgetProfile} from '../state/initial-state.js';
import {pop, topScreen} from '../state/screens.js';
import type {Profiles, Services} from '../services.js';
import {toProblem} from '../to-problem.js';
import {say, sayProblem, type App} from './app.js';
import {ask, dropQuestions} from './questions.js';
import {endRelink} from './relink.js';
import {cancelEverything} from './run-tests.js';
import {followStatements, keepListInPlace} from './move.js';

/** Opens a profile and reads its divisions. The screen is there already; what goes wrong is shown in it. */
export const openProfile = async (app: App, name: string | undefined, open: Profiles['open'] = app.profiles.open): Promise<void> => {
	app.run(async () => leaveProfile(app));
	const abort = new AbortController();
	app.connecting = abort;
	app.store.update(state => ({
		...forgetProfile(state),
		profileName: name,
		profile: state.profiles?.find(profile => profile.name === name),
		connection: {status: 'connecting', since: app.now()},
	}));
	app.run(async () => showProfile(app, name, abort.signal));
	try {
		const opening = open(name, async question => ask(app, question), {
			signal: abort.signal,
			onProgress(line) {
				if (!abort.signal.aborted) {
					app.store.update(state => tellProgress(state, line));
				}
			},
		});
		app.opening = opening;
		const services = await opening;
		if (abort.signal.aborted) {
			await services.close();
			return;
		}

		app.services = services;
		// What ran through former profiles stays in the log: a switch hides nothing.
		const former = app.store.get().statements;
		const all = () => [...former, ...services.statements()].slice(-longestLog);
		app.store.update(state => ({
			...state, isOpen: true, profile: services.profile, profileName: services.profile.name, statements: all(),
		}));
		services.onStatement(() => {
			if (app.services === services) {
				app.store.update(state => followStatements({...state, statements: all()}));
			}
		});
		followLastResults(app, services);
		await readDivisions(app, services, abort.signal);
	} catch (error) {
		fail(app, abort, error);
	}
};

/** What the header says while the profile is still being opened. */
async function showProfile(app: App, name: string | undefined, signal: AbortSignal): Promise<void> {
	const [profiles, current] = await Promise.all([app.profiles.list(), name ?? app.profiles.current()]);
	if (!signal.aborted) {
		app.store.update(state => ({...state, profiles: state.profiles ?? profiles, profile: state.profile ?? profiles.find(profile => profile.name === current)}));
	}
}

/** Tests of another baco on this machine are shown as they end. */
function followLastResults(app: App, services: Services): void {
	const stop = services.onLastResults?.(results => {
		if (app.services !== services) {
			stop?.();
			return;
		}

		app.store.update(state => {
			let {lastResults} = state;
			for (const [code, result] of results) {
				// What this console saw last is newer than a file that is read late.
				if (!(Date.parse(lastResults.get(code)?.startedAt ?? '') > Date.parse(result.startedAt))) {
					lastResults = lastResults.set(code, result);
				}
			}

			return {...state, lastResults};
		});
	});
	lastResultsEnds.set(app, () => stop?.());
}

const lastResultsEnds = new WeakMap<App, () => void>();

/** `R`: connects again, or reads the divisions again. */
export const retry = async (app: App): Promise<void> => {
	const {services} = app;
	if (!services) {
		await openProfile(app, app.store.get().profileName);
		return;
	}

	app.connecting?.abort();
	const abort = new AbortController();
	app.connecting = abort;
	app.store.update(state => ({...state, message: undefined, connection: {status: 'connecting', since: app.now()}}));
	try {
		await readDivisions(app, services, abort.signal);
	} catch (error) {
		fail(app, abort, error);
	}
};

/** Ends all that goes on in the open profile. Resolves when it is closed: tokens of a relink that was begun are gone by then. */
export const leaveProfile = async (app: App): Promise<void> => {
	cancelEverything(app);
	endRelink(app);
	app.connecting?.abort();
	dropQuestions(app);
	const {services} = app;
	app.services = undefined;
	lastResultsEnds.get(app)?.();
	await services?.close();
};

async function readDivisions(app: App, services: Services, signal: AbortSignal): Promise<void> {
	const [divisions, lastResults] = await Promise.all([
		services.listDivisions({signal}),
		services.lastResults().catch((error: unknown) => {
			// What is only remembered must not stand in the way of what is.
			sayProblem(app, toProblem(error));
			return new Map<string, never>();
		}),
	]);
	if (signal.aborted || app.services !== services) {
		return;
	}

	app.store.update(state => keepListInPlace({
		...state, divisions, lastResults: byCode(lastResults), connection: {status: 'connected'},
	}));
	if (divisions.length === 0) {
		say(app, 'info', 'The database has no division that can be shown.');
	}
}

function fail(app: App, abort: AbortController, error: unknown): void {
	if (abort.signal.aborted) {
		return;
	}

	const problem = toProblem(error);
	app.store.update(state => ({...state, connection: {status: 'failed', problem}, lastProblem: problem}));
	if (app.store.get().divisions.length > 0 || topScreen(app.store.get()).name !== 'divisions') {
		sayProblem(app, problem);
	}
}

function tellProgress(state: AppState, line: string): AppState {
	const {connection} = state;
	return connection.status === 'connecting' ? {...state, connection: {...connection, progress: [...connection.progress ?? [], line]}} : state;
}

/** Switches, and comes back to the list of divisions. */
export const switchProfile = (app: App, name: string): void => {
	while (app.store.get().screens.length > 1) {
		app.store.update(pop);
	}

	app.run(async () => openProfile(app, name));
};
