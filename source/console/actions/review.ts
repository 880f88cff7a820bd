import {
	changeScreens,
	changeTop,
	pop,
	push,
	topScreen,
} from '../state/screens.js';
import type {ReviewScreen} from '../state/review-screen.js';
import {forgetDrafts, settingsDrafts} from '../state/settings-drafts.js';
import {toProblem} from '../to-problem.js';
import {sayProblem, type App} from './app.js';
import {retry} from './connect.js';
import {testDivisions} from './run-tests.js';
import {readSettingsPage} from './settings.js';

/** Opens the review of every draft: plans it and tests each division with its new values. Nothing is written. */
export const openReview = async (app: App): Promise<void> => {
	const {services, store} = app;
	if (!services?.settings) {
		return;
	}

	const drafts = settingsDrafts(store.get());
	const abort = new AbortController();
	running.set(app, abort);
	store.update(state => push(state, {
		name: 'review', drafts, isEach: false, acceptsWarnings: false, stage: {name: 'testing', progress: {}}, scroll: 0,
	}));
	const ofThis = (change: (screen: ReviewScreen) => ReviewScreen) => {
		store.update(state => changeScreens(state, 'review', screen => screen.drafts === drafts ? change(screen) : screen));
	};

	const tell = (code: string, text: string) => {
		ofThis(screen => screen.stage.name === 'testing' ? {...screen, stage: {name: 'testing', progress: {...screen.stage.progress, [code]: text}}} : screen);
	};

	try {
		const review = await services.settings.review.review(drafts, {
			signal: abort.signal,
			onEvent(event) {
				if (event.type === 'step-started') {
					tell(event.division, `testing ${event.id}`);
				} else if (event.type === 'test-ended') {
					tell(event.result.division, 'tested');
				}
			},
		});
		ofThis(screen => ({...screen, stage: {name: 'preview', review}, scroll: 0}));
	} catch (error) {
		if (!abort.signal.aborted) {
			const problem = toProblem(error);
			store.update(state => ({...state, lastProblem: problem}));
			ofThis(screen => ({...screen, stage: {name: 'failed', problem}, scroll: 0}));
		}
	}
};

/** `o`: all or none, or each that works. */
export const turnReviewWay = ({store}: App): void => {
	store.update(state => changeTop(state, 'review', screen => ({...screen, isEach: !screen.isEach, scroll: 0})));
};

/** `w`: the warnings are known, or are not. */
export const acceptReviewWarnings = ({store}: App): void => {
	store.update(state => changeTop(state, 'review', screen => ({...screen, acceptsWarnings: !screen.acceptsWarnings, scroll: 0})));
};

/** `y`: writes what was reviewed. */
export const acceptReview = (app: App): void => {
	app.run(async () => saveReview(app));
};

/** Escape: ends the test, or leaves; the drafts stay. Never while they are being written. */
export const leaveReview = (app: App): void => {
	running.get(app)?.abort();
	app.store.update(state => (topScreen(state) as ReviewScreen).stage.name === 'saving' ? state : pop(state));
};

const running = new WeakMap<App, AbortController>();

const saveReview = async (app: App): Promise<void> => {
	const {services, store} = app;
	const screen = topScreen(store.get()) as ReviewScreen;
	const {drafts, isEach, acceptsWarnings} = screen;
	if (!services?.settings || screen.stage.name !== 'preview') {
		return;
	}

	const {review} = screen.stage;
	const show = (stage: ReviewScreen['stage']) => {
		store.update(state => changeScreens(state, 'review', current => current.drafts === drafts ? {...current, stage, scroll: 0} : current));
	};

	show({name: 'saving', review});
	const write = services.settings.review.save(review, {isEach, acceptsWarnings});
	app.writes.add(write);
	store.update(state => ({...state, writing: true}));
	const saved: string[] = [];
	try {
		const outcomes = await write;
		saved.push(...outcomes.filter(({outcome}) => outcome === 'saved').map(({code}) => code));
		const same = review.divisions.filter(({verdict}) => verdict === 'same').map(({code}) => code);
		store.update(state => ({...forgetDrafts(state, [...saved, ...same]), audit: undefined}));
		show({name: 'done', outcomes});
	} catch (error) {
		const problem = toProblem(error);
		sayProblem(app, problem);
		show({name: 'failed', problem});
	} finally {
		app.writes.delete(write);
		store.update(state => ({...state, writing: app.writes.size > 0}));
	}

	// The lists are of before the change; to read them anew ends what reads at the same time.
	await retry(app);
	const open = store.get().screens.filter(one => one.name === 'settings');
	for (const {code} of open) {
		// eslint-disable-next-line no-await-in-loop -- seldom more than one
		await readSettingsPage(app, code);
	}

	const {divisions, batch} = store.get();
	if (batch?.status !== 'running') {
		await testDivisions(app, divisions.filter(({code}) => saved.includes(code)));
	}
};
