import {applyRepair} from '../../access-servers/apply-repair.js';
import {planRepair} from '../../access-servers/plan-repair.js';
import {settleRecord} from '../../access-servers/settle-record.js';
import {hasUnknownOutcome} from '../../audit/unknown-outcome.js';
import type {StepId} from '../../connection/contract.js';
import {BacoError} from '../../problems/baco-error.js';
import {problemUnlessCancelled} from '../../problems/unless-cancelled.js';
import type {Workspace} from '../../workspace/contract.js';
import {planSave, type SavePlan} from '../plan-save.js';
import {saveSettings} from '../save-settings.js';
import {settleSave} from '../settle-save.js';
import {testPlan, type PlanTest} from '../test-plan.js';
import type {MovedDivision} from './find-mentions.js';
import {
	openJournal,
	writeJournal,
	type MoveJournal,
	type MoveOutcome,
} from './journal.js';
import type {MovePlan} from './plan-move.js';
import {savePortal} from './save-portal.js';

/** What became of one thing that names the old server; a `database` is one whose rows could not be read, and no change. */
export type MoveEvent = {readonly kind: 'row' | 'portal' | 'division' | 'database'; readonly name: string; readonly outcome: MoveOutcome['outcome']; readonly detail: string};

export type MoveOptions = {
	readonly signal?: AbortSignal | undefined;
	readonly acceptsWarnings?: boolean;
	/** Divisions tested at the same time; 8 unless told. */
	readonly concurrency?: number;
	readonly onEvent?: (event: MoveEvent) => void;
};

export type MoveResult = {readonly id: string; readonly isResumed: boolean; readonly events: readonly MoveEvent[]; readonly isComplete: boolean};

/**
Makes the move: first the rows of BacoAccessServers, so that the test can pass, and the portals; then division by division, each tested with
the new server and saved only when that works. What fails is told and left as it was; the others go on. A move that was broken off, by a
kill or a lost server, goes on when the same one is run again: what was done is not done twice. Rejects with CANCELLED between two divisions.
*/
export const runMove = async (workspace: Workspace, plan: MovePlan, {signal, acceptsWarnings = false, concurrency = 8, onEvent}: MoveOptions = {}): Promise<MoveResult> => {
	const {journal, isResumed} = await openJournal(workspace.profile.name, {from: plan.from, to: plan.to});
	const events: MoveEvent[] = plan.refused.map(({code, problem}) => ({
		kind: 'division', name: code, outcome: 'refused', detail: problem.message,
	}));
	const tell = (event: MoveEvent) => {
		events.push(event);
		onEvent?.(event);
	};

	if (isResumed) {
		await settleGroup(workspace, journal.id, signal);
	}

	for (const step of [moveRows, movePortals]) {
		// eslint-disable-next-line no-await-in-loop -- one kind of place after the other
		await step(workspace, {
			plan, id: journal.id, tell, signal,
		});
	}

	const ended = await moveDivisions(workspace, {
		plan, journal, tell, signal, acceptsWarnings, concurrency,
	});
	await writeJournal({...ended, endedAt: new Date().toISOString()});
	return {
		id: journal.id, isResumed, events, isComplete: events.every(({kind, outcome}) => kind === 'database' || outcome === 'saved') && plan.databases.every(({isMoved, problem}) => !isMoved || problem === undefined),
	};
};

/** Records of the former process whose outcome nobody wrote: the rows themselves tell it. */
const settleGroup = async (workspace: Workspace, group: string, signal: AbortSignal | undefined): Promise<void> => {
	const records = await workspace.audit.list();
	const unsettled = records.filter(one => one.group === group && hasUnknownOutcome(one));
	for (const record of unsettled) {
		// eslint-disable-next-line no-await-in-loop -- a killed move leaves a few at most
		await (record.action === 'access-server.repair' ? settleRecord(workspace, record, {signal, isAtItsPlace: true}) : settleSave(workspace, record, {signal}));
	}
};

type Step = {readonly plan: MovePlan; readonly id: string; readonly tell: (event: MoveEvent) => void; readonly signal: AbortSignal | undefined};

const moveRows = async (workspace: Workspace, {plan, id, tell, signal}: Step): Promise<void> => {
	for (const {server, database, division, rows, problem} of plan.databases) {
		if (problem !== undefined) {
			tell({
				kind: 'database', name: `${server} ${database}`, outcome: 'failed', detail: problem.message,
			});
		}

		for (const {rowId, column, before, after} of rows) {
			refuseCancelled(signal);
			const name = `${server} ${database} row ${rowId}`;
			try {
				// eslint-disable-next-line no-await-in-loop -- one row after another
				await applyRepair(workspace, await planRepair(workspace, division, {
					rowId, column, value: after, exact: true,
				}, {signal}), {group: id});
				tell({
					kind: 'row', name, outcome: 'saved', detail: `${before} became ${after}`,
				});
			} catch (error) {
				tell(failedEvent('row', name, error));
			}
		}
	}
};

const movePortals = async (workspace: Workspace, {plan, id, tell, signal}: Step): Promise<void> => {
	for (const portal of plan.portals) {
		refuseCancelled(signal);
		try {
			// eslint-disable-next-line no-await-in-loop -- one row after another
			await savePortal(workspace, portal, id);
			tell({
				kind: 'portal', name: portal.name, outcome: 'saved', detail: portal.changes.map(({before, after}) => `${before.trimEnd()} became ${after}`).join(', '),
			});
		} catch (error) {
			tell(failedEvent('portal', portal.name, error));
		}
	}
};

type Divisions = Omit<Step, 'id'> & {readonly journal: MoveJournal; readonly acceptsWarnings: boolean; readonly concurrency: number};

const moveDivisions = async (workspace: Workspace, {plan, journal, tell, signal, acceptsWarnings, concurrency}: Divisions): Promise<MoveJournal> => {
	let current = journal;
	const refusing = new Map<string, string>();
	for (let start = 0; start < plan.divisions.length; start += concurrency) {
		refuseCancelled(signal);
		const batch = plan.divisions.slice(start, start + concurrency);
		// eslint-disable-next-line no-await-in-loop -- a batch is tested together and saved one by one; the next one learns from it
		const outcomes = await moveBatch(workspace, batch, {
			id: journal.id, acceptsWarnings, signal, refusing,
		});
		for (const [code, outcome] of outcomes) {
			tell({kind: 'division', name: code, ...outcome});
		}

		current = {...current, divisions: {...current.divisions, ...Object.fromEntries(outcomes)}};
		// eslint-disable-next-line no-await-in-loop
		await writeJournal(current);
	}

	return current;
};

type Batch = {readonly id: string; readonly acceptsWarnings: boolean; readonly signal: AbortSignal | undefined; readonly refusing: Map<string, string>};

const moveBatch = async (workspace: Workspace, divisions: readonly MovedDivision[], {id, acceptsWarnings, signal, refusing}: Batch): Promise<Array<[string, MoveOutcome]>> => {
	const outcomes: Array<[string, MoveOutcome]> = [];
	const plans: SavePlan[] = [];
	for (const {code, typed} of divisions) {
		const server = typed.serverPath?.toLowerCase() ?? '';
		const refusal = refusing.get(server);
		if (refusal !== undefined) {
			outcomes.push([code, outcomeOf('refused', `Not tested: ${refusal}`)]);
			continue;
		}

		try {
			// eslint-disable-next-line no-await-in-loop -- one connection answers one question after another
			plans.push(await planSave(workspace, [{code, typed}], {signal}));
		} catch (error) {
			const problem = problemUnlessCancelled(error);
			outcomes.push([code, outcomeOf('failed', problem.message)]);
		}
	}

	const tests = await testPlan(workspace, {divisions: plans.flatMap(plan => plan.divisions)}, {signal, concurrency: divisions.length});
	for (const test of tests) {
		if (!isOfServer(test)) {
			continue;
		}

		const {code, detail} = test;
		// Two hundred tries with a refused password would lock the login out.
		const {serverPath} = plans.flatMap(plan => plan.divisions).find(({division}) => division.code === code)!.division;
		refusing.set(serverPath.toLowerCase(), detail);
	}

	for (const plan of plans) {
		// eslint-disable-next-line no-await-in-loop -- a transaction for each division
		const [saved] = await saveSettings(workspace, plan, {tests, acceptsWarnings, group: id});
		outcomes.push([saved!.code, outcomeOf(saved!.outcome, saved!.problem?.message ?? plan.divisions[0]!.changes.map(({before, after}) => `${String(before ?? '').trimEnd()} became ${String(after)}`).join(', '))]);
	}

	return outcomes;
};

/** Whether the server itself is in the way, for every division on it: its port, its encryption or the login. A database that is missing or not available is in the way of its own divisions only. */
const isOfServer = ({step, verdict, result}: PlanTest): boolean => verdict === 'fail' && step !== undefined && serverSteps.has(step)
	&& result?.steps.find(({id}) => id === step)?.findings.some(({id, severity}) => severity === 'fail' && /^(?:LOG|SSRP|TCP|TLS)-/v.test(id)) === true;

const serverSteps: ReadonlySet<StepId> = new Set(['SSRP', 'TCP', 'TLS', 'LOGIN']);

const outcomeOf = (outcome: MoveOutcome['outcome'], detail: string): MoveOutcome => ({outcome, detail, at: new Date().toISOString()});

const failedEvent = (kind: MoveEvent['kind'], name: string, error: unknown): MoveEvent => {
	const problem = problemUnlessCancelled(error);
	return {
		kind, name, outcome: 'failed', detail: problem.message,
	};
};

const refuseCancelled = (signal: AbortSignal | undefined) => {
	if (signal?.aborted) {
		throw new BacoError('CANCELLED', {}, {cause: signal.reason});
	}
};
