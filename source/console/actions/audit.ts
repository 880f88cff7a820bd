import type {AuditRecord} from '../../audit/contract.js';
import type {AppState} from '../state/app-state.js';
import {listStart} from '../state/list.js';
import {changeScreens, findScreen, push} from '../state/screens.js';
import {visibleAudit} from '../state/visible-audit.js';
import {undoneText} from '../text/undone-text.js';
import {toProblem} from '../to-problem.js';
import {say, sayProblem, type App} from './app.js';
import {readAccessServers} from './access-servers.js';
import {keepListInPlace} from './move.js';
import {testDivision} from './run-tests.js';

export const openAudit = async (app: App): Promise<void> => {
	app.store.update(state => push({...state, audit: undefined}, {
		name: 'audit', list: listStart, problem: undefined, filter: '', input: undefined,
	}));
	await readAudit(app);
	app.store.flush();
};

export const readAudit = async (app: App): Promise<void> => {
	const {services, store} = app;
	if (!services) {
		return;
	}

	try {
		const audit = await services.auditRecords();
		store.update(state => withAudit(state, audit));
	} catch (error) {
		const problem = toProblem(error);
		store.update(state => changeScreens({...state, lastProblem: problem}, 'audit', screen => ({...screen, problem})));
	}
};

/** The records as they were read just now; the cursor stays on its record. */
function withAudit(state: AppState, audit: readonly AuditRecord[]): AppState {
	const before = visibleAudit(state)?.[findScreen(state, 'audit')?.list.index ?? 0]?.id;
	const read = {...state, audit, auditAt: new Date()};
	const index = visibleAudit(read)?.findIndex(({id}) => id === before) ?? -1;
	return keepListInPlace(changeScreens(read, 'audit', screen => ({...screen, problem: undefined, list: index === -1 ? screen.list : {...screen.list, index}})));
}

/** The table that lies open below the audit is of before the change. */
function readTableAgain(app: App): void {
	const open = findScreen(app.store.get(), 'access-servers');
	if (open) {
		app.run(async () => readAccessServers(app, open.code));
	}
}

/** Puts the old value back, then tests the division again. */
export const undo = async (app: App, record: AuditRecord): Promise<void> => {
	const {services, store} = app;
	if (!services) {
		return;
	}

	const write = services.undoRepair(record.id);
	app.writes.add(write);
	store.update(state => ({...state, writing: true}));
	try {
		const undone = await write;
		say(app, 'done', `${undoneText(record, undone)}${record.division === '' ? '' : ` Testing ${record.division}.`}`);
	} catch (error) {
		sayProblem(app, toProblem(error));
		return;
	} finally {
		app.writes.delete(write);
		store.update(state => ({...state, writing: app.writes.size > 0}));
		await readAudit(app);
		readTableAgain(app);
	}

	if (record.division !== '') {
		await testDivision(app, record.division);
	}
};
