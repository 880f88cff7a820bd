import os from 'node:os';
import process from 'node:process';
import {systemUser} from '../../platform/system-user.js';
import {keepSecret} from '../../platform/redact.js';
import {languageOf, word} from '../../sync-user/labels.js';
import {forwardHint, isRemote, type Flow} from '../../sync-user/oauth/choose-flow.js';
import type {Authorisation} from '../../sync-user/oauth/authorisation.js';
import {isIncomplete, readRedirectAddress} from '../../sync-user/oauth/redirect-address.js';
import type {Proposal, Relink} from '../../sync-user/relink/contract.js';
import {
	changeScreens,
	findScreen,
	pop,
	push,
} from '../state/screens.js';
import type {RelinkStage} from '../state/sync-screens.js';
import {textInput} from '../state/text-input.js';
import {toProblem} from '../to-problem.js';
import {say, type App} from './app.js';
import {lookAtConnections, meantConnection} from './connections.js';

/** A relink that is under way in this console. */
type Session = {
	readonly ending: AbortController;
	relink?: Relink;
	authorisation?: Authorisation;
};

const sessions = new WeakMap<App, Session>();

/** Opens the dialog of a new link, by the best way, or by the one that is named. */
export const startRelink = (app: App): void => {
	const status = meantConnection(app.store.get());
	if (status === undefined) {
		return;
	}

	app.store.update(state => push(state, {
		name: 'relink', id: status.id, description: status.description, flows: [], stage: {name: 'starting'}, input: undefined, scroll: 0,
	}));
	begin(app, status.id);
};

/** Takes the next way that the connection offers; what was begun is dropped. */
export const otherFlow = (app: App): void => {
	const screen = findScreen(app.store.get(), 'relink');
	if (screen === undefined) {
		return;
	}

	const [first, ...others] = screen.flows;
	restart(app, screen.id, first === undefined ? others : [...others, first]);
};

const restart = (app: App, id: string, flows: readonly Flow[]) => {
	endRelink(app);
	app.store.update(state => changeScreens(state, 'relink', current => ({
		...current, flows, stage: {name: 'starting'}, input: undefined,
	})));
	begin(app, id, flows);
};

/** Escape: the old link stays as it is. */
export const leaveRelink = (app: App): void => {
	const screen = findScreen(app.store.get(), 'relink');
	const isDone = screen?.stage.name === 'done';
	endRelink(app);
	app.store.update(pop);
	if (!isDone) {
		say(app, 'info', 'Nothing was changed: the link is the one from before.');
	}
};

/** Enter, or `y` before the swap. */
export const acceptRelink = (app: App): void => {
	const screen = findScreen(app.store.get(), 'relink');
	switch (screen?.stage.name) {
		case 'paste': {
			takeAddress(app, screen.input?.value ?? '');
			break;
		}

		case 'user': {
			const user = screen.input?.value.trim() ?? '';
			setStage(app, {name: 'password', user});
			break;
		}

		case 'password': {
			takePassword(app, screen.stage.user, screen.input?.value ?? '');
			break;
		}

		case 'proposal': {
			const {proposal, reason} = screen.stage;
			if (reason !== undefined || proposal.isComplete) {
				commit(app, proposal, reason);
			} else {
				setStage(app, {name: 'proposal', proposal, reason: screen.input?.value.trim() ?? ''});
			}

			break;
		}

		case 'failed': {
			restart(app, screen.id, screen.flows);
			break;
		}

		case 'starting':
		case 'device':
		case 'loopback':
		case 'proving':
		case 'writing':
		case 'done':
		case undefined: {
			leaveRelink(app);
		}
	}
};

const begin = (app: App, id: string, order: readonly Flow[] = []) => {
	const session: Session = {ending: new AbortController()};
	sessions.set(app, session);
	guarded(app, session, async () => {
		const relink = await app.services!.sync!.relink(id, {signal: session.ending.signal});
		if (session.ending.signal.aborted) {
			await relink.abandon();
			return;
		}

		session.relink = relink;
		const flows = order.length === relink.flows.length ? order : relink.flows;
		app.store.update(state => changeScreens(state, 'relink', screen => ({...screen, flows})));
		await ways[flows[0]!](app, session, relink);
	});
};

type Way = (app: App, session: Session, relink: Relink) => Promise<void>;

const ways: Readonly<Record<Flow, Way>> = {
	async paste(app, session, relink) {
		const authorisation = await relink.authorise();
		session.authorisation = authorisation;
		setStage(app, {
			name: 'paste', account: relink.account, url: authorisation.url.href, redirectUri: authorisation.redirectUri, endsAt: relink.codeSeconds === undefined ? undefined : app.now() + (relink.codeSeconds * 1000),
		});
	},
	async device(app, session, relink) {
		const {signal} = session.ending;
		const question = await relink.askDevice(signal);
		setStage(app, {
			name: 'device', account: relink.account, application: relink.connection.settings?.clientId ?? 'baco', verificationUri: question.verificationUri, userCode: question.userCode, endsAt: app.now() + (question.expiresInSeconds * 1000),
		});
		const answer = await question.wait(signal);
		setStage(app, {name: 'proving'});
		propose(app, await relink.propose(answer, signal));
	},
	async loopback(app, session, relink) {
		const {signal} = session.ending;
		const {openLoopback} = await import('../../sync-user/oauth/loopback.js');
		const loopback = await openLoopback(relink.redirectUri!);
		try {
			const authorisation = await relink.authorise(loopback.redirectUri);
			setStage(app, {
				name: 'loopback', account: relink.account, url: authorisation.url.href, hint: isRemote(process.env) ? forwardHint(loopback.port, process.env, os.hostname(), systemUser()) : undefined,
			});
			const redirected = await loopback.wait(authorisation.state, signal);
			setStage(app, {name: 'proving'});
			propose(app, await relink.propose(await authorisation.exchange(redirected, signal), signal));
		} finally {
			await loopback.close();
		}
	},
	async credentials(app, _, relink) {
		setStage(app, relink.connection.system === 'globe' ? {name: 'password', user: 'Baco'} : {name: 'user'});
	},
};

const takeAddress = (app: App, pasted: string) => {
	const session = sessions.get(app);
	const {relink, authorisation} = session ?? {};
	if (session === undefined || relink === undefined || authorisation === undefined) {
		return;
	}

	if (isIncomplete(pasted, authorisation)) {
		say(app, 'info', 'The address goes on: paste the rest of it.');
		return;
	}

	try {
		const redirected = readRedirectAddress(pasted, authorisation);
		setStage(app, {name: 'proving'});
		const {signal} = session.ending;
		guarded(app, session, async () => {
			propose(app, await relink.propose(await authorisation.exchange(redirected, signal), signal));
		});
	} catch (error) {
		const problem = toProblem(error);
		app.store.update(state => changeScreens({...state, lastProblem: problem}, 'relink', screen => screen.stage.name === 'paste' ? {...screen, input: textInput(), stage: {...screen.stage, problem}} : screen));
	}
};

const takePassword = (app: App, user: string, password: string) => {
	const session = sessions.get(app);
	const relink = session?.relink;
	if (session === undefined || relink === undefined || password === '') {
		return;
	}

	keepSecret(password);
	setStage(app, {name: 'proving'});
	guarded(app, session, async () => {
		propose(app, await relink.proposeCredentials({user, password}, session.ending.signal));
	});
};

const propose = (app: App, proposal: Proposal) => {
	setStage(app, {name: 'proposal', proposal});
};

const commit = (app: App, proposal: Proposal, reason: string | undefined) => {
	const session = sessions.get(app);
	const relink = session?.relink;
	const sync = app.services?.sync;
	if (session === undefined || relink === undefined || sync === undefined) {
		return;
	}

	setStage(app, {name: 'writing', proposal});
	const write = relink.commit(proposal, {overrideReason: reason});
	app.writes.add(write);
	app.store.update(state => ({...state, writing: true}));
	app.run(async () => {
		try {
			const record = await write;
			const {description, isInOffice} = relink.connection;
			const user = proposal.from.syncUser ?? word('theSyncUser', languageOf(undefined, process.env));
			setStage(app, {name: 'done', record, steps: isInOffice === true ? sync.steps(description, user) : undefined});
		} catch (error) {
			setStage(app, {name: 'failed', problem: toProblem(error)});
		} finally {
			app.writes.delete(write);
			app.store.update(state => ({...state, writing: app.writes.size > 0, audit: undefined}));
			app.store.flush();
		}

		await lookAtConnections(app, relink.connection.id);
	});
};

/** What fails is shown in the dialog, unless it was left. */
const guarded = (app: App, session: Session, work: () => Promise<void>) => {
	app.run(async () => {
		try {
			await work();
		} catch (error) {
			await session.relink?.abandon();
			if (!session.ending.signal.aborted) {
				const problem = toProblem(error);
				app.store.update(state => ({...state, lastProblem: problem}));
				setStage(app, {name: 'failed', problem});
			}
		}

		app.store.flush();
	});
};

/** Ends a relink that is under way, wherever it is left from: the wait, the server of a loopback, and the slot of its tokens. The old link stays. */
export const endRelink = (app: App): void => {
	const session = sessions.get(app);
	sessions.delete(app);
	session?.ending.abort(new Error('The dialog was left.'));
	const {relink} = session ?? {};
	if (relink !== undefined) {
		app.run(async () => relink.abandon());
	}
};

/** Stages in which something is typed begin with an empty line. */
const setStage = ({store}: App, stage: RelinkStage) => {
	const isTyped = stage.name === 'paste' || stage.name === 'user' || stage.name === 'password' || (stage.name === 'proposal' && !stage.proposal.isComplete && stage.reason === undefined);
	store.update(state => changeScreens(state, 'relink', screen => ({
		...screen, stage, scroll: 0, input: isTyped ? textInput() : undefined,
	})));
};
