import type {RepairScreen, ScreenState} from '../state/screen-state.js';
import {
	changeScreens,
	changeTop,
	findScreen,
	pop,
	push,
	topScreen,
} from '../state/screens.js';
import {textInput} from '../state/text-input.js';
import type {AccessServerLine, RepairColumn} from '../services.js';
import {toProblem} from '../to-problem.js';
import {readAccessServers} from './access-servers.js';
import {sayProblem, type App} from './app.js';
import {testDivision} from './run-tests.js';

export type RepairStart = {
	readonly code: string;
	readonly rowId: number;
	readonly column: RepairColumn;
	readonly before: string;
	readonly after: string;
};

/** Opens the dialog for one row. A value that was typed before and left comes back. */
export const startRepair = (app: App, {code, rowId, column, before, after}: RepairStart): void => {
	app.store.update(state => push(state, {
		name: 'repair', code, rowId, column, before, as: 'baco', input: textInput(state.drafts[draftName(code, rowId, column)] ?? after), stage: {name: 'typing'}, scroll: 0,
	}));
};

/** Opens the dialog for a row of the table, with the value that a finding proposes. */
export const repairLine = (app: App, code: string, line: AccessServerLine): void => {
	const {suggestion} = line;
	const column: RepairColumn = suggestion?.column ?? (line.machineName === '' && line.ipAddress !== '' ? 'IPAddress' : 'MachineName');
	const before = column === 'MachineName' ? line.machineName : line.ipAddress;
	startRepair(app, {
		code, rowId: line.id, column, before, after: suggestion?.value ?? before,
	});
};

/** The other column of the same row, with the value that the table has there, when the table was read. */
export const otherColumn = (app: App): void => {
	app.store.update(state => {
		const table = findScreen(state, 'access-servers')?.table;
		const screen = topScreen(state) as RepairScreen;
		const line = table?.status === 'ready' ? table.value.lines.find(({id}) => id === screen.rowId) : undefined;
		if (!line) {
			return {...state, message: {kind: 'refused', text: 'Open the row in the access servers table (a) to change its other column.'}};
		}

		const column: RepairColumn = screen.column === 'MachineName' ? 'IPAddress' : 'MachineName';
		const before = column === 'MachineName' ? line.machineName : line.ipAddress;
		return changeTop(keepDraft(state), 'repair', current => ({
			...current, column, before, input: textInput(state.drafts[draftName(current.code, current.rowId, column)] ?? before), stage: {name: 'typing'},
		}));
	});
};

/** Makes the preview. Nothing is written. */
export const previewRepair = async (app: App): Promise<void> => {
	const {services, store} = app;
	const screen = topScreen(store.get()) as RepairScreen;
	const division = store.get().divisions.find(({code}) => code === screen.code);
	if (!services || !division) {
		return;
	}

	const {rowId, column, as} = screen;
	const value = screen.input.value.trim();
	const setStage = (from: RepairScreen['stage']['name'], stage: RepairScreen['stage']) => {
		store.update(state => changeScreens(state, 'repair', current => current.rowId === rowId && current.stage.name === from ? {...current, stage, scroll: 0} : current));
	};

	setStage('typing', {name: 'planning'});
	try {
		setStage('planning', {
			name: 'preview', preview: await services.planRepair(division, {
				rowId, column, value, as,
			}),
		});
	} catch (error) {
		setStage('planning', {name: 'typing', problem: toProblem(error)});
	}
};

/** Baco's login or the operator's own; a preview is made anew, because it is the other login that looks at the row then. */
export const otherLogin = (app: App): void => {
	const {stage} = topScreen(app.store.get()) as RepairScreen;
	app.store.update(state => changeTop(state, 'repair', screen => ({
		...screen, as: screen.as === 'baco' ? 'operator' : 'baco', stage: {name: 'typing'}, scroll: 0,
	})));
	if (stage.name !== 'typing') {
		app.run(async () => previewRepair(app));
	}
};

/** Writes the change that is on the screen, then tests the division again. */
export const applyRepair = async (app: App): Promise<void> => {
	const {services, store} = app;
	const screen = topScreen(store.get()) as RepairScreen;
	if (!services || screen.stage.name !== 'preview') {
		return;
	}

	const {code, rowId, column} = screen;
	const {preview} = screen.stage;
	const show = (stage: RepairScreen['stage']) => {
		store.update(state => changeScreens(state, 'repair', current => current.rowId === rowId ? {...current, stage, scroll: 0} : current));
	};

	show({name: 'applying', preview});
	const write = services.applyRepair(preview);
	app.writes.add(write);
	store.update(state => ({...state, writing: true}));
	try {
		const record = await write;
		show({name: 'done', record});
		store.update(state => ({...state, audit: undefined, drafts: {...state.drafts, [draftName(code, rowId, column)]: undefined}}));
	} catch (error) {
		const problem = toProblem(error);
		sayProblem(app, problem);
		show({name: 'refused', problem, preview});
		return;
	} finally {
		app.writes.delete(write);
		store.update(state => ({...state, writing: app.writes.size > 0}));
		if (findScreen(store.get(), 'access-servers')) {
			app.run(async () => readAccessServers(app, code));
		}
	}

	await testDivision(app, code);
};

/** Escape in the dialog: from the preview to the value, from the value out. Never while a change is being written. */
export const leaveRepair = (app: App): void => {
	app.store.update(state => {
		const {stage} = topScreen(state) as RepairScreen;
		if (stage.name === 'applying') {
			return {...state, message: {kind: 'refused', text: 'The change is being written: wait for its end.'}};
		}

		return stage.name === 'preview' || stage.name === 'planning' ? changeTop(state, 'repair', current => ({...current, stage: {name: 'typing'}, scroll: 0})) : pop(stage.name === 'typing' ? keepDraft(state) : state);
	});
};

function keepDraft(state: ReturnType<App['store']['get']>) {
	const screen: ScreenState = topScreen(state);
	return screen.name === 'repair' ? {...state, drafts: {...state.drafts, [draftName(screen.code, screen.rowId, screen.column)]: screen.input.value}} : state;
}

function draftName(code: string, rowId: number, column: string): string {
	return `${code}/${rowId}/${column}`;
}
