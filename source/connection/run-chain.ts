import {performance} from 'node:perf_hooks';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {diagnose} from '../problems/diagnose.js';
import {finding, type Finding} from '../problems/finding.js';
import type {Facts} from '../problems/problem.js';
import {SqlFailure} from '../sql/sql-failure.js';
import {endpointFacts} from '../profiles/endpoint.js';
import type {StepId, StepResult, StepStatus} from './contract.js';
import {DeadlineError, withDeadline} from './network/with-deadline.js';
import type {
	Product,
	Products,
	Step,
	StepContext,
	StepOutcome,
} from './step.js';
import {stepTitles} from './step-titles.js';

type ChainOptions = {
	readonly context: Omit<StepContext, 'made' | 'results' | 'signal'>;
	readonly signal: AbortSignal;
	readonly onStart: (id: StepId) => void;
	readonly onEnd: (step: StepResult) => void;
};

/**
Runs the steps in order. A step whose needs were not made is skipped with the reason; all others run, whatever failed before them.
Rejects with CANCELLED as soon as the signal aborts; every other trouble becomes a finding of its step.
*/
export const runChain = async (steps: readonly Step[], {context, signal, onStart, onEnd}: ChainOptions): Promise<{results: StepResult[]; made: Partial<Products>}> => {
	const results: StepResult[] = [];
	const made: Partial<Products> = {};
	let {division} = context;
	try {
		for (const step of steps) {
			refuseCancelled(signal);
			onStart(step.id);
			const missing = step.needs.find(need => made[need] === undefined);
			// eslint-disable-next-line no-await-in-loop -- Each step builds on those before it.
			const endTurn = missing === undefined && step.turnAt !== undefined ? await context.turns?.(step.turnAt(made), signal) : undefined;
			const startedAt = performance.now();
			const stepContext = {
				...context, division, made, results,
			};
			// eslint-disable-next-line no-await-in-loop
			const outcome = missing === undefined ? await runStep(step, stepContext, signal).finally(endTurn) : skipped(missing, steps, {results, made});
			Object.assign(made, outcome.makes);
			division = outcome.division ?? division;
			const result = resultOf(step, outcome, performance.now() - startedAt);
			results.push(result);
			onEnd(result);
		}
	} catch (error) {
		await closeConnection(made);
		throw error;
	}

	return {results, made};
};

/** Ends the connection that the steps shared. */
export const closeConnection = async ({globe}: Partial<Products>): Promise<void> => {
	// A connection that is already gone has nothing left to close.
	await globe?.connection.close().catch(() => undefined);
};

const refuseCancelled = (signal: AbortSignal) => {
	if (signal.aborted) {
		throw new BacoError('CANCELLED', {}, {cause: signal.reason});
	}
};

const runStep = async (step: Step, context: Omit<StepContext, 'signal'>, signal: AbortSignal): Promise<StepOutcome> => {
	let running: Promise<StepOutcome> | undefined;
	try {
		return await withDeadline(step.deadlineMs, signal, async either => {
			running = step.run({...context, signal: either});
			return running;
		});
	} catch (error) {
		// A connection that is made after the deadline must not stay open.
		void running?.then(async late => closeConnection(late.makes ?? {})).catch(() => undefined);
		refuseCancelled(signal);
		const problem = error instanceof DeadlineError ? finding('STEP-1', 'fail', {step: step.id, seconds: step.deadlineMs / 1000}) : findingOf(error, step.needs.includes('globe') ? globeFacts(context.made) : {});
		return {summary: problem.summary, findings: [problem]};
	}
};

/** What a step did not expect is still a finding: by its number, its code, or as a bug. */
const findingOf = (error: unknown, where: Facts): Finding => {
	if (error instanceof SqlFailure) {
		const {id, facts} = diagnose(error, where);
		return finding(id, 'fail', facts);
	}

	const {id, facts} = toBacoError(error);
	return finding(id, 'fail', facts);
};

/** Where the statements of a step went that works on the Globe database. */
const globeFacts = ({globe, database, sqlEndpoint}: Readonly<Partial<Products>>): Facts => ({
	login: globe?.login, database, server: sqlEndpoint?.name, ...(sqlEndpoint && endpointFacts(sqlEndpoint)),
});

const resultOf = ({id}: Step, {summary, evidence = {}, findings = [], isSkipped = false}: StepOutcome, durationMs: number): StepResult => ({
	id,
	title: stepTitles[id],
	status: isSkipped ? 'skipped' : statusOf(findings),
	durationMs: Math.round(durationMs * 10) / 10,
	summary,
	evidence,
	findings: worstFirst(findings),
});

/** Of the same severity, what was found first. */
const worstFirst = (findings: readonly Finding[]): Finding[] => findings.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));

const severities: ReadonlyArray<Finding['severity']> = ['fail', 'warn', 'info'];

/** The worst severity decides; information changes nothing. */
export const statusOf = (findings: readonly Finding[]): Exclude<StepStatus, 'skipped'> => {
	if (findings.some(({severity}) => severity === 'fail')) {
		return 'fail';
	}

	return findings.some(({severity}) => severity === 'warn') ? 'warn' : 'pass';
};

const productTexts: Readonly<Record<Product, string>> = {
	sqlServer: 'the SQL server of the database path',
	database: 'the name of the Globe database',
	webServer: 'the web server of Globe',
	sqlHost: 'the address of the SQL server',
	serviceHost: 'the address of the application server',
	sqlEndpoint: 'the port of the SQL server',
	listening: 'an open port at the SQL server',
	negotiated: 'an agreement on encryption',
	globe: 'a connection to the Globe database',
	globeTables: 'a Globe database',
};

type Done = {readonly results: readonly StepResult[]; readonly made: Readonly<Partial<Products>>};

/** Names the step where it began, not the last one that could not run either. */
const skipped = (missing: Product, steps: readonly Step[], done: Done): StepOutcome => {
	const {product, maker} = originOf(missing, steps, done);
	const status = done.results.find(({id}) => id === maker?.id)?.status;
	const origin = maker === undefined ? '' : (status === 'fail' ? ` (${maker.id} failed)` : ` (${maker.id} gave none)`);
	return {isSkipped: true, summary: `Not run: it needs ${productTexts[product]}${origin}.`};
};

const originOf = (product: Product, steps: readonly Step[], {results, made}: Done): {readonly product: Product; readonly maker: Step | undefined} => {
	const maker = steps.find(({makes}) => makes.includes(product));
	const isSkipped = results.find(({id}) => id === maker?.id)?.status === 'skipped';
	const before = isSkipped ? maker?.needs.find(need => made[need] === undefined) : undefined;
	return before === undefined ? {product, maker} : originOf(before, steps, {results, made});
};
