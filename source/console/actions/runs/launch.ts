import {findJob} from '../../../runs/catalogue/find-job.js';
import type {Job} from '../../../runs/catalogue/job.js';
import type {RunRecord} from '../../../runs/contract.js';
import {codesOf} from '../../../runs/runners/values.js';
import {listStart} from '../../state/list.js';
import {
	fieldFault,
	fieldsOf,
	focusField,
	givenValues,
	nextChoice,
	isOfDivisions,
	withText,
} from '../../state/launch-form.js';
import type {LaunchScreen, PickScreen} from '../../state/run-screens.js';
import {
	changeScreens,
	changeTop,
	pop,
	push,
	topScreen,
} from '../../state/screens.js';
import {textInput} from '../../state/text-input.js';
import type {RunRequest} from '../../run-services.js';
import {toProblem} from '../../to-problem.js';
import {say, type App} from '../app.js';
import {keepListInPlace} from '../move.js';
import {openRun} from './run.js';

/** Opens the form for a job. What deletes, blocks or sends is run dry unless that is taken back. */
export const openLaunch = (app: App, job: Job, before: Partial<Pick<RunRecord, 'runner' | 'values' | 'dryRun' | 'timeoutMs'>> = {}): void => {
	const runner = before.runner ?? (job.builtIn === undefined ? 'classic' : 'built-in');
	const defaults = Object.fromEntries(job.parameters.flatMap(parameter => parameter.default === undefined ? [] : [[parameter.name, parameter.default]]));
	const screen: LaunchScreen = {
		name: 'launch',
		job,
		runner,
		values: before.values ?? defaults,
		dryRun: runner === 'built-in' && (job.danger !== undefined || before.dryRun === true),
		timeout: typeof before.timeoutMs === 'number' ? String(Math.round(before.timeoutMs / 1000)) : '',
		field: 0,
		input: undefined,
		stage: {name: 'typing'},
		scroll: 0,
	};
	// The first parameter is what is asked; the runner is seldom changed.
	app.store.update(state => push(state, focusField(screen, 1)));
};

export const launchAgain = (app: App, record: RunRecord): void => {
	openLaunch(app, findJob(record.job), record);
};

/** From a dry run to the real one: the same values, looked at by the checks; nothing is started before `y`. */
export const launchForReal = (app: App, record: RunRecord): void => {
	openLaunch(app, findJob(record.job), record);
	app.store.update(state => changeTop(state, 'launch', screen => ({...screen, dryRun: false})));
	acceptLaunch(app);
};

export const moveField = ({store}: App, step: number): void => {
	store.update(state => changeTop(state, 'launch', screen => focusField(screen, screen.field + step)));
};

export const changeField = ({store}: App): void => {
	store.update(state => changeTop(state, 'launch', nextChoice));
};

/** Why the form cannot be taken as it is; undefined when it can. */
export const formFault = (app: Pick<App, 'store'>): string | undefined => {
	const state = app.store.get();
	const screen = topScreen(state);
	if (screen.name !== 'launch') {
		return undefined;
	}

	for (const field of fieldsOf(screen)) {
		const fault = fieldFault(state, screen, field);
		if (fault !== undefined) {
			return `${field.title} ${fault}.`;
		}
	}

	return undefined;
};

/** From the form to the checks, from the checks to the run. */
export const acceptLaunch = (app: App): void => {
	const screen = topScreen(app.store.get());
	if (screen.name !== 'launch') {
		return;
	}

	if (screen.stage.name === 'typing') {
		const fault = formFault(app);
		if (fault === undefined) {
			app.run(async () => check(app, screen));
		} else {
			say(app, 'refused', fault);
		}
	} else if (screen.stage.name === 'checked') {
		app.run(async () => start(app, screen));
	}
};

const requestOf = (screen: LaunchScreen): RunRequest => ({
	job: screen.job,
	runner: screen.runner,
	values: givenValues(screen),
	dryRun: screen.dryRun,
	timeoutMs: screen.timeout === '' ? undefined : Number(screen.timeout) * 1000,
});

const setStage = ({store}: App, from: LaunchScreen['stage']['name'], stage: LaunchScreen['stage']) => {
	store.update(state => changeScreens(state, 'launch', screen => screen.stage.name === from ? {...screen, stage, scroll: 0} : screen));
	store.flush();
};

const check = async (app: App, screen: LaunchScreen): Promise<void> => {
	const {services} = app;
	setStage(app, 'typing', {name: 'checking'});
	try {
		const checked = await services!.runs!.check(requestOf(screen), {signal: app.connecting?.signal ?? new AbortController().signal});
		setStage(app, 'checking', {name: 'checked', checked});
	} catch (error) {
		const problem = toProblem(error);
		app.store.update(state => ({...state, lastProblem: problem}));
		setStage(app, 'checking', {name: 'typing', problem});
	}
};

const start = async (app: App, screen: LaunchScreen): Promise<void> => {
	const {services} = app;
	if (screen.stage.name !== 'checked') {
		return;
	}

	const {checked} = screen.stage;
	setStage(app, 'checked', {name: 'starting', checked});
	const starting = services!.runs!.start(requestOf(screen));
	app.writes.add(starting);
	try {
		const record = await starting;
		app.store.update(state => topScreen(state).name === 'launch' ? pop(state) : state);
		openRun(app, record.id);
	} catch (error) {
		const problem = toProblem(error);
		app.store.update(state => ({...state, lastProblem: problem}));
		setStage(app, 'starting', {name: 'typing', problem});
	} finally {
		app.writes.delete(starting);
	}
};

export const backToForm = ({store}: App): void => {
	store.update(state => changeTop(state, 'launch', screen => screen.stage.name === 'starting' ? screen : {...screen, stage: {name: 'typing'}, scroll: 0}));
};

/** Opens the list of divisions with those marked that the field has. */
export const pickDivisions = ({store}: App): void => {
	store.update(state => {
		const screen = topScreen(state);
		if (screen.name !== 'launch') {
			return state;
		}

		const chosen = new Set(codesOf(screen.input?.value ?? ''));
		return keepListInPlace(push(state, {name: 'pick', list: listStart, chosen}));
	});
};

export const markDivision = ({store}: App): void => {
	store.update(state => changeTop(state, 'pick', (screen): PickScreen => {
		const code = state.divisions[screen.list.index]?.code;
		const chosen = new Set(screen.chosen);
		if (code !== undefined && !chosen.delete(code)) {
			chosen.add(code);
		}

		return {...screen, chosen};
	}));
};

export const takeDivisions = ({store}: App): void => {
	store.update(state => {
		const screen = topScreen(state);
		if (screen.name !== 'pick') {
			return state;
		}

		const codes = state.divisions.map(({code}) => code).filter(code => screen.chosen.has(code));
		return changeTop(pop(state), 'launch', form => withText(form, textInput(codes.join(','))));
	});
};

export const isOnDivisions = (screen: LaunchScreen): boolean => isOfDivisions(fieldsOf(screen)[screen.field]);
