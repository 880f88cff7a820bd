import {setTimeout as delay} from 'node:timers/promises';
import {countOf} from '../../../platform/count-of.js';
import {isOver, type Stop} from '../../../runs/contract.js';
import type {ListedRun} from '../../../runs/listed-run.js';
import {stopText} from '../../../runs/stop-text.js';
import type {LogIndex} from '../../../runs/store/log-index.js';
import type {LogLine} from '../../../runs/store/log-line.js';
import {heightOf, logRows} from '../../screens/runs/run-view.js';
import type {AppState, Message} from '../../state/app-state.js';
import type {LogPart, RunScreen} from '../../state/run-screens.js';
import type {ScreenState} from '../../state/screen-state.js';
import {
	changeScreens,
	changeTop,
	findScreen,
	push,
	topScreen,
} from '../../state/screens.js';
import {typedPath} from '../../text/typed-path.js';
import {createTheme} from '../../theme.js';
import {toProblem} from '../../to-problem.js';
import {say, sayProblem, type App} from '../app.js';

type Watch = {
	readonly id: string;
	readonly log: LogIndex;
	readonly abort: AbortController;
	/** What was begun last on the log; the next work waits for it. */
	last: Promise<unknown>;
};

const watches = new WeakMap<App, Watch>();
/** Those that write a log into a file. */
const saving = new WeakSet<App>();
const theme = createTheme({});
const pollMs = 500;
const nothing: LogPart = {
	top: 0, lines: [], length: 0, total: 0, skipped: 0,
};

/** Shows a run and follows it. A run that is over is read once: then nothing is asked for any more. */
export const openRun = (app: App, id: string): void => {
	if (!app.services?.runs) {
		return;
	}

	watches.get(app)?.abort.abort();
	const watch: Watch = {
		id, log: app.services.runs.openLog(id), abort: new AbortController(), last: Promise.resolve(),
	};
	watches.set(app, watch);
	app.store.update(state => push({...state, screens: state.screens.filter(({name}) => name !== 'run')}, {
		name: 'run', id, now: undefined, clock: Date.now(), problem: undefined, report: undefined, log: nothing, follows: true, wraps: false, hasTime: false, filter: '', onlyErrors: false, search: '', found: undefined,
	}));
	app.run(async () => follow(app, watch));
};

const screenOf = (app: App, {id}: Watch): RunScreen | undefined => {
	const screen = findScreen(app.store.get(), 'run');
	return screen?.id === id ? screen : undefined;
};

/** Looks again twice a second while the run goes on; what did not change is not drawn. */
const follow = async (app: App, watch: Watch): Promise<void> => {
	const {services, store} = app;
	/* eslint-disable no-await-in-loop -- one look after another */
	while (app.services === services && !watch.abort.signal.aborted && screenOf(app, watch) !== undefined) {
		try {
			const now = await services!.runs!.look(watch.id);
			const isWhole = await watch.log.refresh();
			// In whole seconds: a clock that ticks faster says no more, and costs a slow line.
			const clock = Math.floor(Date.now() / 1000) * 1000;
			store.update(state => changeScreens(state, 'run', screen => screen.id === watch.id ? {...screen, now, clock} : screen));
			await inTurn(watch, async () => showLog(app, watch));
			if (isWhole && !now.record.isOrphan && isOver(now.record.state)) {
				await askReport(app, watch, now.record);
				return;
			}
		} catch (error) {
			const problem = toProblem(error);
			store.update(state => changeScreens({...state, lastProblem: problem}, 'run', screen => screen.id === watch.id ? {...screen, problem} : screen));
			return;
		}

		await delay(pollMs, undefined, {signal: watch.abort.signal}).catch(() => undefined);
	}
	/* eslint-enable no-await-in-loop */
};

/** The second check after a run: what its job wrote into the process report. */
const askReport = async (app: App, watch: Watch, run: ListedRun): Promise<void> => {
	const {services, store} = app;
	const set = (report: RunScreen['report']) => {
		store.update(state => changeScreens(state, 'run', screen => screen.id === watch.id ? {...screen, report} : screen));
		store.flush();
		// What it says above the log takes rows of it.
		refillLog(app);
	};

	if (store.get().connection.status !== 'connected') {
		return;
	}

	set({status: 'loading', since: app.now()});
	try {
		set({status: 'ready', value: await services!.runs!.report(run, {signal: watch.abort.signal})});
	} catch (error) {
		set({status: 'failed', problem: toProblem(error)});
	}
};

/** Reads the lines that belong on the screen; while the log is followed, the last ones. */
const showLog = async (app: App, watch: Watch, wanted?: number): Promise<void> => {
	const screen = screenOf(app, watch);
	if (screen === undefined) {
		return;
	}

	const state = app.store.get();
	const {columns} = state.size;
	const rows = logRows(state, screen, theme);
	const length = watch.log.length();
	const shape = [rows, columns, screen.wraps, screen.hasTime].join(' ');
	const isSame = shape === screen.log.shape && length === screen.log.length && watch.log.total() === screen.log.total;
	if (wanted === undefined && isSame) {
		return;
	}

	const last = await lastTop(watch, screen, {rows, columns, length});
	const top = Math.max(0, Math.min(last, wanted ?? (screen.follows ? last : screen.log.top)));
	const lines = wholeLines(await watch.log.lines(top, rows), screen, {rows, columns});
	app.store.update(current => changeScreens(current, 'run', one => one.id === watch.id
		? {
			...one, log: {
				top, lines, length, total: watch.log.total(), skipped: watch.log.skipped(), shape,
			},
		}
		: one));
	app.store.flush();
};

type Room = {readonly rows: number; readonly columns: number};

/** Place of the first line of the last page: wrapped lines are fewer a page. */
const lastTop = async (watch: Watch, screen: RunScreen, {rows, columns, length}: Room & {readonly length: number}): Promise<number> => {
	const from = Math.max(0, length - rows);
	if (!screen.wraps) {
		return from;
	}

	const lines = await watch.log.lines(from, length - from);
	return length - wholeLines(lines.toReversed(), screen, {rows, columns}).length;
};

/** The lines that there is room for; the first one in any case. */
const wholeLines = (lines: readonly LogLine[], screen: RunScreen, {rows, columns}: Room): LogLine[] => {
	let used = 0;
	return lines.filter((line, index) => {
		used += heightOf(line, screen, columns);
		return index === 0 || used <= rows;
	});
};

/** Begins with the screen that the work before has left: keys that arrive together each go on from the one before. */
const withWatch = (app: App, work: (watch: Watch, screen: RunScreen) => Promise<void>): void => {
	const watch = watches.get(app);
	if (watch === undefined || screenOf(app, watch) === undefined) {
		return;
	}

	app.run(async () => inTurn(watch, async () => {
		const screen = watch.abort.signal.aborted ? undefined : screenOf(app, watch);
		if (screen !== undefined) {
			await work(watch, screen);
		}
	}));
};

/** One after the other, whether the one before fails or not. */
const inTurn = async (watch: Watch, work: () => Promise<void>): Promise<void> => {
	const done = watch.last.then(work);
	watch.last = done.catch(() => undefined);
	return done;
};

const setFollows = ({store}: App, isFollowed: boolean) => {
	store.update(state => changeScreens(state, 'run', screen => ({...screen, follows: isFollowed})));
};

/** Shows as many lines as there is room for by now: a run that is over is not looked at again. */
export const refillLog = (app: App): void => {
	withWatch(app, async watch => showLog(app, watch));
};

/** Moves through the log. Going up pauses it; reaching the end does not follow by itself. */
export const scrollLog = (app: App, move: 'start' | 'end' | {readonly lines?: number; readonly pages?: number}): void => {
	withWatch(app, async (watch, screen) => {
		if (move === 'end') {
			setFollows(app, true);
			await showLog(app, watch, Infinity);
			return;
		}

		setFollows(app, false);
		const step = (move === 'start' ? -Infinity : move.lines ?? 0) + (move === 'start' ? 0 : await pageStep(app, watch, screen, move.pages ?? 0));
		await showLog(app, watch, screen.log.top + step);
	});
};

/** Lines of a page, of which one stays on the screen: of those that are seen downwards, of those above them upwards, which may take more rows each. */
const pageStep = async ({store}: App, watch: Watch, screen: RunScreen, pages: number): Promise<number> => {
	const {log: {top, lines}} = screen;
	if (pages >= 0) {
		return pages * Math.max(1, lines.length - 1);
	}

	const state = store.get();
	const rows = logRows(state, screen, theme);
	const from = Math.max(0, top - rows + 1);
	const above = await watch.log.lines(from, top - from + 1);
	return -Math.max(1, wholeLines(above.toReversed(), screen, {rows, columns: state.size.columns}).length - 1);
};

export const toggleFollow = (app: App): void => {
	withWatch(app, async (watch, screen) => {
		setFollows(app, !screen.follows);
		await showLog(app, watch, screen.follows ? screen.log.top : Infinity);
	});
};

/** Wrapping, times: how lines are shown, and so how many there is room for. */
export const changeLook = (app: App, change: (screen: RunScreen) => RunScreen): void => {
	app.store.update(state => changeTop(state, 'run', change));
	refillLog(app);
};

/** Shows only lines with a text, or of stderr. */
export const filterLog = (app: App, change: {readonly filter?: string; readonly onlyErrors?: boolean}): void => {
	app.store.update(state => changeScreens(state, 'run', screen => ({...screen, ...change})));
	withWatch(app, async (watch, {filter, onlyErrors, follows}) => {
		app.store.update(state => changeScreens(state, 'run', screen => ({...screen, found: undefined})));
		watch.log.setFilter({text: filter, onlyErrors});
		const isWanted = () => {
			const screen = screenOf(app, watch);
			return !watch.abort.signal.aborted && screen?.filter === filter && screen.onlyErrors === onlyErrors;
		};

		await readAll(watch, isWanted);
		if (isWanted()) {
			await showLog(app, watch, follows ? Infinity : 0);
		}
	});
};

/** Reads as long as it is wanted: another filter does not wait for the end of a large log. */
const readAll = async (watch: Watch, isWanted: () => boolean): Promise<void> => {
	while (isWanted()) {
		// eslint-disable-next-line no-await-in-loop -- part after part
		if (await watch.log.refresh()) {
			return;
		}
	}
};

/** Goes to the next line with the searched text, or to the one before. */
export const searchLog = (app: App, step: 1 | -1, text?: string): void => {
	if (text !== undefined) {
		app.store.update(state => changeScreens(state, 'run', screen => ({...screen, search: text})));
	}

	// A text that is typed later is not what this key meant.
	const search = findScreen(app.store.get(), 'run')?.search ?? '';
	withWatch(app, async (watch, screen) => {
		if (text !== undefined) {
			app.store.update(state => changeScreens(state, 'run', current => ({...current, found: undefined})));
		}

		if (search === '') {
			return;
		}

		const place = await watch.log.find(search, text === undefined ? nextPlace(screen, step) : 0, step);
		if (place === undefined) {
			say(app, 'refused', `No ${text === undefined ? (step === 1 ? 'further ' : 'earlier ') : ''}line has "${search}".`);
			return;
		}

		app.store.update(state => changeScreens(state, 'run', current => current.id === watch.id ? {...current, found: place} : current));
		setFollows(app, false);
		await showLog(app, watch, place);
		app.store.flush();
	});
};

/** From the line that was found, as long as it is on the screen: the last page has several that cannot come to its top. */
const nextPlace = ({found, log: {top, lines}}: RunScreen, step: 1 | -1): number => found !== undefined && found >= top && found < top + lines.length
	? found + step
	: (step === 1 ? top : top + lines.length - 1);

/** Asks the job to stop; the second time ends it. */
export const stopRun = (app: App, id: string, mode: 'ask' | 'kill'): void => {
	app.run(async () => {
		try {
			const before = await app.services!.runs!.cancel(id, mode);
			app.store.update(state => ({...state, message: stopMessage(state, {id, mode, before})}));
			app.store.flush();
		} catch (error) {
			sayProblem(app, toProblem(error));
		}
	});
};

/** On the screen of the run it holds until the run is over; who has left that is told which run is meant. */
const stopMessage = (state: AppState, {id, mode, before}: {readonly id: string; readonly mode: 'ask' | 'kill'; readonly before: Stop | null}): Message => {
	const screen = topScreen(state);
	const isThere = screen.name === 'run' && screen.id === id;
	const run = isThere ? 'it' : `run ${id}`;
	const again = isThere ? ' x again kills it.' : '';
	const asked = before === null ? `Asked ${isThere ? '' : `${run} `}to stop at a safe point; it is ended when it does not.` : `${isThere ? 'It' : `Run ${id}`} is ${stopText(before)}.`;
	return {
		kind: 'info', text: mode === 'ask' ? `${asked}${again}` : `Killing ${run} and what it started.`, ...(isThere && {about: {screen: 'run', action: 'stop'}}),
	};
};

/** Writes the whole log into a new file. Where that cannot be, the question stays, for another name. */
export const saveLog = (app: App, file: string): void => {
	if (file.trim() === '') {
		say(app, 'refused', 'Type the name of a file.');
		return;
	}

	const watch = watches.get(app);
	if (watch === undefined) {
		return;
	}

	if (saving.has(app)) {
		// Under the same name it would find the file of the first one.
		say(app, 'refused', 'A log is still being written: wait for its end.');
		return;
	}

	saving.add(app);
	app.store.update(state => changeTop(state, 'line', screen => ({...screen, isSaving: true})));
	app.run(async () => writeLog(app, watch.id, file));
};

const writeLog = async (app: App, id: string, file: string): Promise<void> => {
	const {store} = app;
	// A question that was opened meanwhile is another one.
	const isOwn = (screen: ScreenState) => screen.name === 'line' && screen.isSaving === true;
	try {
		const written = await app.services!.runs!.saveLog(id, typedPath(file));
		store.update(state => ({...state, screens: state.screens.filter(screen => !isOwn(screen))}));
		say(app, 'done', `Log written: ${written}`);
	} catch (error) {
		const problem = toProblem(error);
		if (store.get().screens.some(screen => isOwn(screen))) {
			store.update(state => changeScreens(state, 'line', screen => ({...screen, isSaving: false})));
			say(app, 'refused', problem.id === 'REPORT-EXISTS' ? `${file.trim()} exists already: type another name.` : `${problem.summary} ${problem.cause}`);
		} else {
			sayProblem(app, problem);
		}
	} finally {
		saving.delete(app);
	}

	store.flush();
};

/** The lines on the screen, for the clipboard: those that the keys before have brought there. */
export const copyLines = (app: App): void => {
	const watch = watches.get(app);
	const before = topScreen(app.store.get());
	if (watch === undefined || before.name !== 'run') {
		return;
	}

	app.run(async () => inTurn(watch, async () => {
		const {log: {lines}} = screenOf(app, watch) ?? before;
		app.copy(lines.map(({text}) => text).join('\n'));
		say(app, 'done', `Copied ${countOf(lines.length, 'line')} to the clipboard of your terminal, if it takes OSC 52.`);
		app.store.flush();
	}));
};
